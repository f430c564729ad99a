/** Lines of the log as a file has them: for a spreadsheet, or one JSON object a line. */
import { csvLine } from './csv.ts'
import { readJournal } from './journal.ts'
import type { JournalFilter, JournalLine } from './journal.ts'
import type { Database } from '../db/database.ts'

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const LINES_AT_ONCE = 2_000

export type ExportedPart = { readonly text: string; readonly lines: number }

/** Newest first, part by part: the log may be far longer than what fits into memory. */
export async function* exportedLog(
  db: Database,
  exported: {
    readonly storeID: string
    readonly format: ExportFormat
    readonly filter: JournalFilter
  },
): AsyncGenerator<ExportedPart> {
  const { storeID, format, filter } = exported
  yield { text: HEADS[format], lines: 0 }
  for (let beforeID = Number.MAX_SAFE_INTEGER; ;) {
    const page = await readJournal(db, { storeID, limit: LINES_AT_ONCE, filter, beforeID })
    yield { text: page.map(LINES[format]).join(''), lines: page.length }
    const last = page.at(-1)
    if (last === undefined || page.length < LINES_AT_ONCE) {
      return
    }
    beforeID = last.id
  }
}

const HEADS: Readonly<Record<ExportFormat, string>> = {
  csv: csvLine(['time', 'subject', 'event', 'detail']),
  jsonl: '',
}

const LINES: Readonly<Record<ExportFormat, (line: JournalLine) => string>> = {
  csv: ({ atMs, subject, event, detail }) =>
    csvLine([timeText(atMs), subject ?? 'store', event, JSON.stringify(detail)]),
  jsonl: ({ atMs, subject, event, detail }) =>
    `${JSON.stringify({ atMs, subject, event, detail })}\n`,
}

/** `2026-11-23T04:04:40Z`. */
function timeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`
}
