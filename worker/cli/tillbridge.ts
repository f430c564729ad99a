/** `bun run tillbridge <object> <verb>`: the operator's command line, driving wrangler. */
import { helpFor, readCommandLine } from './command-line.ts'
import type { CommandLine } from './command-line.ts'
import type { CommandResult } from './command.ts'
import { confirm } from './confirm.ts'
import { operatorErrorIn } from './operator-error.ts'
import { wranglerDatabase } from './wrangler-database.ts'

const DONE_EXIT = 0
/** The operator's mistake, or something that was found and wants the operator. */
const MISTAKE_EXIT = 1
const OUR_BUG_EXIT = 2

process.exit(await main(process.argv.slice(2)))

async function main(args: readonly string[]): Promise<number> {
  try {
    const result = await run(readCommandLine(args))
    await print(args.includes('--json') ? JSON.stringify(result.json) : result.text)
    return result.isWrong === true ? MISTAKE_EXIT : DONE_EXIT
  } catch (error) {
    const mistake = operatorErrorIn(error) ?? (isUsageError(error) ? error : null)
    if (mistake !== null) {
      console.error(mistake.message)
      return MISTAKE_EXIT
    }
    console.error(error)
    return OUR_BUG_EXIT
  }
}

async function run(line: CommandLine): Promise<CommandResult> {
  if (line.kind === 'help') {
    const json = line.commands.map(([, { usage, does, example }]) => ({ usage, does, example }))
    return { text: helpFor(line.commands), json }
  }
  const { command, place, positionals, options } = line
  const context = { db: wranglerDatabase(place), place, nowMs: Date.now(), positionals, options }
  const question = (await command.asks?.(context)) ?? null
  if (question !== null) {
    await confirm(question, {
      isAgreed: line.isAgreed,
      isTerminal: process.stdin.isTTY,
    })
  }
  return command.run(context)
}

/** node:util's own words for an option it does not know are clear enough. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}

/** A pipe that is full must not lose the rest when we exit. */
function print(text: string): Promise<void> {
  return new Promise((done) => {
    process.stdout.write(`${text}\n`, () => done())
  })
}
