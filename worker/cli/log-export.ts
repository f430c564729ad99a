/** `log export`: the log as a file, for a spreadsheet or for a program. */
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { readJournal } from '../journal/journal.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { csvLine } from './csv.ts'
import { logFilterOf } from './log-filter.ts'
import { oneOf } from './queue-choice.ts'
import { timeOf } from './store-list.ts'

const ENTRIES_AT_ONCE = 2_000
const FORMATS = ['csv', 'jsonl'] as const

type Format = (typeof FORMATS)[number]
type Entry = Awaited<ReturnType<typeof readJournal>>[number]

/** Newest first, page by page: the log may be far longer than what fits into memory. */
export async function logExport(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const path = required(context, { at: 1, name: 'FILE' })
  const format = formatOf(context, path)
  const filter = logFilterOf(context)
  const file = await open(path, 'w')
  let entries = 0
  try {
    await file.write(HEADS[format])
    let page: Entry[] = []
    let beforeID = Number.MAX_SAFE_INTEGER
    do {
      page = await readJournal(context.db, { storeID, limit: ENTRIES_AT_ONCE, filter, beforeID })
      await file.write(page.map(LINES[format]).join(''))
      entries += page.length
      beforeID = page.at(-1)?.id ?? 0
    } while (page.length === ENTRIES_AT_ONCE)
  } finally {
    await file.close()
  }
  const text = `${entries.toLocaleString('en-US')} entries are in ${path}.`
  return { json: { storeID, file: path, format, entries }, text }
}

function formatOf({ options }: CommandContext, path: string): Format {
  return oneOf('--format', options.format ?? (extname(path).slice(1) || 'csv'), FORMATS)
}

const HEADS: Readonly<Record<Format, string>> = {
  csv: csvLine(['time', 'subject', 'event', 'detail']),
  jsonl: '',
}

const LINES: Readonly<Record<Format, (entry: Entry) => string>> = {
  csv: ({ atMs, subject, event, detail }) =>
    csvLine([timeOf(atMs), subject ?? 'store', event, JSON.stringify(detail)]),
  jsonl: ({ atMs, subject, event, detail }) =>
    `${JSON.stringify({ atMs, subject, event, detail })}\n`,
}
