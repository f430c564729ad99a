import { countEntries } from '../mirror/mirror.ts'
import { MIRRORED_LISTS } from '../posting/mirrored-lists.ts'
import type { MirroredList } from '../posting/mirrored-lists.ts'
import { carriedOverIn } from '../session/carried-over.ts'
import type { ListRecords } from '../posting/list-record.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { timeOf } from './store-list.ts'
import { tableWithNotes } from './table.ts'

/** QuickBooks' lists as they are known: how long each is, and when it was read. */
export async function mirrorList(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { lists: records } = carriedOverIn(store)
  const counts = await countEntries(context.db, store.storeID)
  const byList = new Map(counts.map(({ list, entries }) => [list, entries]))
  const json = MIRRORED_LISTS.map((list) => ({
    list,
    entries: byList.get(list) ?? 0,
    readAtMs: records.read[list]?.readAtMs ?? null,
    readWholeAtMs: records.read[list]?.wholeFromMs ?? null,
    refusal: records.refused[list] ?? null,
  }))
  const rows = json.flatMap((row) => [
    [row.list, String(row.entries), timeOf(row.readAtMs), timeOf(row.readWholeAtMs)],
    ...noteOf(row.list, records),
  ])
  const entries = json.reduce((sum, row) => sum + row.entries, 0)
  const text =
    store.companyName === null
      ? `QuickBooks was not seen yet: its lists are read at the first update of the Web Connector.`
      : `${tableWithNotes([['list', 'entries', 'read', 'read whole'], ...rows])}

${entries.toLocaleString('en-US')} entries; what was deleted is known up to ${timeOf(records.deletedFromMs)}.`
  return { json, text }
}

function noteOf(list: MirroredList, { refused }: ListRecords): readonly (readonly string[])[] {
  const refusal = refused[list]
  return refusal === undefined
    ? []
    : [[`  QuickBooks did not show it at ${timeOf(refusal.atMs)}: ${refusal.message}`]]
}
