/** `log export`: the log as a file, for a spreadsheet or for a program. */
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { EXPORT_FORMATS, exportedLog } from '../journal/exported-lines.ts'
import type { ExportFormat } from '../journal/exported-lines.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { logFilterOf } from './log-filter.ts'
import { oneOf } from './queue-choice.ts'

export async function logExport(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const path = required(context, { at: 1, name: 'FILE' })
  const format = formatOf(context, path)
  const filter = logFilterOf(context)
  const file = await open(path, 'w')
  let entries = 0
  try {
    for await (const { text, lines } of exportedLog(context.db, { storeID, format, filter })) {
      await file.write(text)
      entries += lines
    }
  } finally {
    await file.close()
  }
  const text = `${entries.toLocaleString('en-US')} entries are in ${path}.`
  return { json: { storeID, file: path, format, entries }, text }
}

function formatOf({ options }: CommandContext, path: string): ExportFormat {
  return oneOf('--format', options.format ?? (extname(path).slice(1) || 'csv'), EXPORT_FORMATS)
}
