/** A command as the operator types it, on a database of the test's own. */
import { readCommandLine } from '../../worker/cli/command-line.ts'
import type { CommandResult } from '../../worker/cli/command.ts'
import type { Database } from '../../worker/db/database.ts'

/** 2026-11-23T04:04:40Z. */
export const NOW_MS = Date.parse('2026-11-23T04:04:40Z')

export type Typing = { readonly db: Database; readonly nowMs?: number }

/** `words` are separated by blanks; one in quotes may hold some. */
export function typed(words: string, typing: Typing): Promise<CommandResult> {
  const { command, context } = read(words, typing)
  return command.run(context)
}

/** What is asked before it is done; null when nothing is. */
export async function asked(words: string, typing: Typing): Promise<string | null> {
  const { command, context } = read(words, typing)
  return (await command.asks?.(context)) ?? null
}

/** What, why and how, each a line. */
export function refusal(words: string, typing: Typing): Promise<string> {
  return typed(words, typing).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

function read(words: string, { db, nowMs = NOW_MS }: Typing) {
  const args = words.match(/"[^"]*"|\S+/g) ?? []
  const line = readCommandLine(args.map((word) => word.replace(/^"(.*)"$/, '$1')))
  if (line.kind === 'help') {
    throw new Error(`${words} asks for help`)
  }
  const { command, place, positionals, options } = line
  return { command, context: { db, place, nowMs, positionals, options } }
}
