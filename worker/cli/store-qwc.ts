import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { qwcFile } from '../soap/qwc.ts'
import { TILLBRIDGE_OWNER_ID } from '../stores/qwc-identity.ts'
import { recordFileID } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'

/** The owner changes it in the Web Connector; orders should not wait longer than a coffee. */
export const RUN_EVERY_MINUTES = 15

export async function storeQwc(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const isNew = context.options['new-file'] !== undefined
  const qwc = qwcOf(isNew ? await withNewFile(store, context) : store)
  return { json: { qwc }, text: qwc.trimEnd() }
}

/** Where the Web Connector refuses the old identity: to it this is another application. */
async function withNewFile(store: Store, { db, nowMs }: CommandContext): Promise<Store> {
  const { storeID } = store
  const fileID = `{${crypto.randomUUID()}}`
  const detail = { who: OPERATOR, before: store.fileID, after: fileID }
  await writeTogether(db, [
    recordFileID(db, storeID, fileID),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'file-renewed', detail }],
      nowMs,
    }),
  ])
  return { ...store, fileID }
}

/** Made of what never changes: the same bytes on every download. */
export function qwcOf(store: Store): string {
  return qwcFile({
    appName: `Tillbridge ${store.storeID}`,
    appURL: `${store.originURL}/qbwc/${store.storeID}`,
    appDescription: 'Brings WooCommerce orders into QuickBooks.',
    appSupportURL: `${store.originURL}/`,
    userName: store.userName,
    ownerID: TILLBRIDGE_OWNER_ID,
    fileID: store.fileID,
    type: store.type === 'pos' ? 'QBPOS' : 'QBFS',
    runEveryMinutes: RUN_EVERY_MINUTES,
  })
}
