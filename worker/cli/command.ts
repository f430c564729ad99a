/** What every command of the operator gets and gives. */
import type { Database } from '../db/database.ts'
import type { Store } from '../stores/store.ts'
import { listStores } from '../stores/store.ts'
import { operatorError } from './operator-error.ts'
import type { Place } from './wrangler-database.ts'

export type CommandContext = {
  readonly db: Database
  readonly place: Place
  readonly nowMs: number
  /** What follows the verb. */
  readonly positionals: readonly string[]
  /** Those that were given; a flag is `yes`. */
  readonly options: Readonly<Record<string, string | undefined>>
}

/** The same facts twice: for a person, and with `--json` for a program. */
export type CommandResult = {
  readonly text: string
  readonly json: unknown
  /** Whether the command found what is wrong: the exit code then is 1. */
  readonly isWrong?: boolean
}

/** A row of the command line's table. */
export type Command = {
  /** What follows `bun run tillbridge`. */
  readonly usage: string
  readonly does: string
  readonly example: string
  /** Those of `OPTIONS` that it knows beside the ones of every command. */
  readonly options?: readonly OptionName[]
  /** What is lost, as a question that is asked before it is; null when nothing is. */
  readonly asks?: (context: CommandContext) => Promise<string | null>
  readonly run: (context: CommandContext) => Promise<CommandResult>
}

export type OptionName = keyof typeof OPTIONS

type Option = { readonly type: 'string' | 'boolean'; readonly means: string }

/** Options of single commands: a name means the same wherever it is known. */
export const OPTIONS = {
  shop: { type: 'string', means: 'the shop’s address' },
  name: { type: 'string', means: 'what it is called' },
  'dry-run': { type: 'boolean', means: 'says what would be done, and does nothing' },
  since: { type: 'string', means: 'from this day or time on, e.g. 2026-01-31' },
  type: { type: 'string', means: 'desktop or pos' },
  url: { type: 'string', means: 'the Worker’s address, where it is not the usual' },
  until: { type: 'string', means: 'up to this day or time' },
  subject: { type: 'string', means: 'about this subject, e.g. order:1042' },
  event: { type: 'string', means: 'this event, as the log calls it' },
  format: { type: 'string', means: 'csv or jsonl, where the name of the file does not say it' },
  state: { type: 'string', means: 'queued, blocked (held), sent, synced or cancelled (deleted)' },
  cause: { type: 'string', means: 'held for this cause, by its code' },
  kind: { type: 'string', means: 'order or customer' },
  overwrite: { type: 'boolean', means: 'in the place of what stands' },
  exact: { type: 'boolean', means: 'those of which QuickBooks has the very name' },
  all: { type: 'boolean', means: 'all there are' },
  to: {
    type: 'string',
    means: 'of an entry: first, last, or back where it was; of a link: a path, e.g. /orders/1042',
  },
  limit: { type: 'string', means: 'so many rows at most' },
  file: { type: 'string', means: 'a file to read' },
  settings: { type: 'string', means: 'a file with settings to try' },
  xml: { type: 'boolean', means: 'with the message sets' },
  'new-file': {
    type: 'boolean',
    means: 'under a new identity, where the Web Connector refuses the old',
  },
  'lost-key': { type: 'boolean', means: 'the key that the old secret was encrypted under is lost' },
} as const satisfies Readonly<Record<string, Option>>

export async function storeNamed(context: CommandContext): Promise<Store> {
  const storeID = required(context, { at: 0, name: 'STORE' })
  const stores = await listStores(context.db)
  const store = stores.find((one) => one.storeID === storeID || one.name === storeID)
  if (store === undefined) {
    const known = stores.map((one) => `${one.storeID} (${one.name})`).join(', ')
    throw operatorError({
      what: `There is no store “${storeID}”.`,
      why: known === '' ? 'No store was added yet.' : `There are: ${known}.`,
      how: 'Use one of those, or add one: bun run tillbridge store add NAME --shop URL',
    })
  }
  return store
}

export function required(
  { positionals }: CommandContext,
  { at, name }: { readonly at: number; readonly name: string },
): string {
  const value = positionals[at]
  if (value === undefined || value === '') {
    throw operatorError({
      what: `${name} is missing.`,
      why: 'The command does not know what it is about.',
      how: 'Add --help to the command to see what belongs to it.',
    })
  }
  return value
}
