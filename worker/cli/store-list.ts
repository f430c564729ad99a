import { listStores } from '../stores/store.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { table } from './table.ts'

export async function storeList({ db }: CommandContext): Promise<CommandResult> {
  const stores = await listStores(db)
  const json = stores.map(
    ({ storeID, name, shopURL, type, companyName, shopSeenAtMs, webConnectorSeenAtMs }) => ({
      storeID,
      name,
      shopURL,
      type,
      companyName,
      shopSeenAtMs,
      webConnectorSeenAtMs,
    }),
  )
  const rows = json.map((store) => [
    store.storeID,
    store.name,
    store.shopURL,
    store.companyName ?? 'not seen yet',
    timeOf(store.shopSeenAtMs),
    timeOf(store.webConnectorSeenAtMs),
  ])
  const heads = ['store', 'name', 'shop', 'company file', 'shop seen', 'Web Connector seen']
  const text =
    rows.length === 0
      ? 'No store yet. Add one: bun run tillbridge store add NAME --shop URL'
      : table([heads, ...rows])
  return { json, text }
}

export function timeOf(atMs: number | null): string {
  return atMs === null ? 'never' : new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z')
}
