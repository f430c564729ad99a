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
  readonly options: Readonly<Record<string, string | undefined>>
}

/** The same facts twice: for a person, and with `--json` for a program. */
export type CommandResult = { readonly text: string; readonly json: unknown }

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
      how: 'Run: bun run tillbridge --help',
    })
  }
  return value
}
