/** What the mirror holds, for the tests that look into it. */
import { and, asc, eq } from 'drizzle-orm'
import { mirror, mirrorKeys } from '../../worker/db/schema.ts'
import { entriesIn } from '../../worker/mirror/mirror.ts'
import type { ListEntry, ListName } from '../../worker/posting/known.ts'
import type { ListRecords } from '../../worker/posting/list-record.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import type { UpdateReport } from '../../worker/practice/web-connector.ts'
import { carriedOverIn } from '../../worker/session/carried-over.ts'
import { findStore, recordCarriedOver } from '../../worker/stores/store.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { db } from './shop.ts'
import type { TestShop } from './shop.ts'

export async function mirrored({ storeID }: TestShop, list: ListName): Promise<ListEntry[]> {
  const rows = await db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(and(eq(mirror.storeID, storeID), eq(mirror.list, list)))
    .orderBy(asc(mirror.nameKey))
  return entriesIn(rows)
}

export async function namesIn(shop: TestShop, list: ListName): Promise<readonly string[]> {
  return (await mirrored(shop, list)).map(({ fullName }) => fullName)
}

export async function keysOf({ storeID }: TestShop, listID: string): Promise<readonly string[]> {
  const rows = await db
    .select({ key: mirrorKeys.key })
    .from(mirrorKeys)
    .where(and(eq(mirrorKeys.storeID, storeID), eq(mirrorKeys.listID, listID)))
    .orderBy(asc(mirrorKeys.key))
  return rows.map(({ key }) => key)
}

export async function listRecords({ storeID }: TestShop): Promise<ListRecords> {
  const store = await findStore(db, storeID)
  if (store === null) {
    throw new Error(`no store ${storeID}`)
  }
  return carriedOverIn(store).lists
}

/** As another past would have left it. */
export async function changeRecords(
  shop: TestShop,
  change: (records: ListRecords) => ListRecords,
): Promise<void> {
  const store = await findStore(db, shop.storeID)
  if (store === null) {
    throw new Error(`no store ${shop.storeID}`)
  }
  const carriedOver = carriedOverIn(store)
  const lists = change(carriedOver.lists)
  await writeTogether(db, [recordCarriedOver(db, shop.storeID, { ...carriedOver, lists })])
}

/** `Customer 0001` and so on, each with an e-mail. */
export function enterCustomers(company: CompanyFile, count: number): void {
  for (let at = 1; at <= count; at += 1) {
    const number = String(at).padStart(4, '0')
    const fields = { Email: `customer-${number}@example.test` }
    enterByHand(company, { kind: 'Customer', name: `Customer ${number}`, fields })
  }
}

/** Each set that QuickBooks got, as the names of its requests. */
export function setsIn({ calls }: UpdateReport): readonly (readonly string[])[] {
  return calls.flatMap((call) =>
    call.kind === 'receiveResponseXML'
      ? [[...call.response.matchAll(/<(\w+)Rs requestID/g)].map(([, name = '']) => name)]
      : [],
  )
}
