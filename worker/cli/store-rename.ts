import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { listStores, renameStore } from '../stores/store.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'

/** The name is for people and for this command line; nothing else depends on it. */
export async function storeRename(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const { storeID, name: before } = await storeNamed(context)
  const name = required(context, { at: 1, name: 'NAME' })
  const others = (await listStores(db)).filter((store) => store.storeID !== storeID)
  if (others.some((store) => store.name === name || store.storeID === name)) {
    throw operatorError({
      what: `“${name}” is the name of another store.`,
      why: 'Commands find a store by its name, too.',
      how: 'Choose another name; list those there are: bun run tillbridge store list',
    })
  }
  const detail = { who: OPERATOR, before, after: name }
  await writeTogether(db, [
    renameStore(db, storeID, name),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'store-renamed', detail }],
      nowMs,
    }),
  ])
  return { json: { storeID, name }, text: `Store ${storeID} is called ${name} now.` }
}
