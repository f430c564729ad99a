import { readJournal } from '../journal/journal.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { limitOf } from './limit.ts'
import { logFilterOf } from './log-filter.ts'
import { timeOf } from './store-list.ts'
import { table } from './table.ts'

const LIMIT = 100

/** Newest first. */
export async function logList(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const filter = logFilterOf(context)
  const limit = limitOf(context, LIMIT)
  const entries = await readJournal(context.db, { storeID, limit, filter })
  const json = entries.map(({ atMs, subject, event, detail }) => ({ atMs, subject, event, detail }))
  const rows = json.map(({ atMs, subject, event, detail }) => [
    timeOf(atMs),
    subject ?? 'store',
    event,
    JSON.stringify(detail),
  ])
  return { json, text: rows.length === 0 ? emptyWords(filter) : table(rows) }
}

function emptyWords(filter: object): string {
  return Object.keys(filter).length === 0 ? 'Nothing happened yet.' : 'Nothing like that happened.'
}
