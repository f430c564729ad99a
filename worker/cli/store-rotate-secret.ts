/** `store rotate-secret`: a new secret for the shop; the old one stays good for a day. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { openSecret, sealSecret } from '../stores/secret-box.ts'
import type { Store } from '../stores/store.ts'
import { recordSecret } from '../stores/store.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { timeOf } from './store-list.ts'
import { connectionCode, keyFor, newSecret } from './store-secret.ts'

/** Long enough to paste the new code after a night's sleep. */
const PREVIOUS_KEPT_MS = 86_400_000

export async function storeRotateSecret(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const store = await storeNamed(context)
  const { storeID, originURL } = store
  const key = await keyFor(context)
  const isKeyLost = context.options['lost-key'] !== undefined
  if (!isKeyLost && !(await isOpenedBy(key, store))) {
    throw operatorError({
      what: 'The secret was not changed.',
      why: `TILLBRIDGE_KEY does not open the secret of ${storeID}: the Worker is likely to have another key, and could not read a secret under this one.`,
      how: `Give the key that the Worker has. Where it is lost, and the Worker has this new one: bun run tillbridge store rotate-secret ${storeID} --lost-key`,
    })
  }
  const secret = newSecret()
  const previousUntilMs = isKeyLost ? null : nowMs + PREVIOUS_KEPT_MS
  const cipher = await sealSecret(secret, { key, storeID })
  const detail = { who: OPERATOR, previousUntilMs }
  await writeTogether(db, [
    recordSecret(db, storeID, { cipher, previousUntilMs }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'secret-rotated', detail }],
      nowMs,
    }),
  ])
  const code = connectionCode({ originURL, storeID, secret })
  const text = [
    'The new connection code, shown once:',
    '',
    `  ${code}`,
    '',
    'Paste it into WooCommerce › Settings › Integration › Tillbridge.',
    previousUntilMs === null
      ? 'The old one is good no more.'
      : `Until ${timeOf(previousUntilMs)} the old one is good, too.`,
  ].join('\n')
  return { json: { storeID, connectionCode: code, previousUntilMs }, text }
}

async function isOpenedBy(key: string, { storeID, secretCipher }: Store): Promise<boolean> {
  try {
    await openSecret(secretCipher, { key, storeID })
    return true
  } catch {
    return false
  }
}
