/** `store remove`: everything of a store goes, its sessions and its ways in included. */
import { countRows, removeRows } from '../db/store-tables.ts'
import type { RowCounts } from '../db/store-tables.ts'
import { listStores } from '../stores/store.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { table } from './table.ts'

/** What of it would be lost. */
export async function storeRemoveAsks(context: CommandContext): Promise<string> {
  const { storeID, name } = await storeToRemove(context)
  const counts = await countRows(context.db, storeID)
  return [
    countsTable(counts),
    '',
    `All of that is removed for good; QuickBooks and the shop keep what they have. Keep it with: bun run tillbridge backup ${storeID} FILE`,
    `Remove ${name === null ? 'what is left of' : `${name}, store`} ${storeID}?`,
  ].join('\n')
}

export async function storeRemove(context: CommandContext): Promise<CommandResult> {
  const { storeID, name } = await storeToRemove(context)
  const removed = await removeRows(context.db, storeID)
  const text = [
    countsTable(removed),
    '',
    `${name ?? storeID} is removed. Take Tillbridge out of the Web Connector, and disconnect the plugin.`,
  ].join('\n')
  return { json: { storeID, removed }, text }
}

type Removed = { readonly storeID: string; readonly name: string | null }

/** A removal that broke off leaves rows without their store: it goes on by the ID alone. */
async function storeToRemove(context: CommandContext): Promise<Removed> {
  const given = required(context, { at: 0, name: 'STORE' })
  const stores = await listStores(context.db)
  if (!stores.some(({ storeID, name }) => storeID === given || name === given)) {
    const counts = await countRows(context.db, given)
    if (Object.values(counts).some((rows) => rows > 0)) {
      return { storeID: given, name: null }
    }
  }
  return storeNamed(context)
}

function countsTable(counts: RowCounts): string {
  const rows = Object.entries(counts).filter(([, count]) => count > 0)
  return table(rows.map(([name, count]) => [name, count.toLocaleString('en-US')]))
}
