/** QuickBooks' own lists as last read: only what the work at hand may need is loaded. */
import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { mirror } from '../db/schema.ts'
import { nameKey, PLAIN_ENTRY } from '../posting/known.ts'
import type { ListEntry, ListName } from '../posting/known.ts'

/** QuickBooks' own limits are near: 10,000 accounts or classes (C: it counts all of a company's lists). */
const SHORT_LIST_ENTRIES_MAX = 30_000

/** The column, of tables that drizzle is not told of. */
export const ENTRY = sql`${mirror.entry}`.mapWith(mirror.entry).as('entry')

/** Rows with an `entry` each, a `ListEntry`; for a batch of reads. */
export function listRows(db: Database, storeID: string, lists: readonly ListName[]) {
  const key = lists.join()
  const rows = rowsOfLists.get(key) ?? builtForLists(lists)
  rowsOfLists.set(key, rows)
  return rows(db, { storeID })
}

type ListRows = ReturnType<typeof builtForLists>

/** There are only a few selections of lists. */
const rowsOfLists = new Map<string, ListRows>()

function builtForLists(lists: readonly ListName[]) {
  return builtOnce((db, { storeID }: { readonly storeID: string }) =>
    db
      .select({ entry: mirror.entry })
      .from(mirror)
      .where(and(eq(mirror.storeID, storeID), inArray(mirror.list, [...lists])))
      .limit(SHORT_LIST_ENTRIES_MAX),
  )
}

/** The first of a list by name, for a person to choose from. */
export function firstRows(
  db: Database,
  page: { readonly storeID: string; readonly list: ListName; readonly limit: number },
) {
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(and(eq(mirror.storeID, page.storeID), eq(mirror.list, page.list)))
    .orderBy(asc(mirror.nameKey))
    .limit(page.limit)
}

/** Above every character a name can hold. */
const LAST_CHARACTER = '\u{10FFFF}'

/** Those whose full name begins so, by name. */
export function rowsByBeginning(
  db: Database,
  storeID: string,
  sought: { readonly list: ListName; readonly beginning: string; readonly limit: number },
) {
  const key = nameKey(sought.beginning)
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        eq(mirror.list, sought.list),
        gte(mirror.nameKey, key),
        lt(mirror.nameKey, `${key}${LAST_CHARACTER}`),
      ),
    )
    .orderBy(mirror.nameKey)
    .limit(sought.limit)
}

export function rowsByID(
  db: Database,
  storeID: string,
  { list, listIDs }: { readonly list: ListName; readonly listIDs: readonly string[] },
) {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(listIDs)}))`
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(and(eq(mirror.storeID, storeID), eq(mirror.list, list), inArray(mirror.listID, wanted)))
}

/** Word for word the condition of the index `mirror_tax_items`, or it would not be used. */
const IS_TAX_ITEM = sql.raw(
  `list = 'item' AND entry ->> '$.type' IN ('ItemSalesTax', 'ItemSalesTaxGroup')`,
)

/** Left to itself D1 reads all items rather than the few that are taxes. */
const TAX_ITEMS = sql`${mirror} INDEXED BY mirror_tax_items`

export type TaxItemType = 'ItemSalesTax' | 'ItemSalesTaxGroup'

/** All tax items of these types, of which there is one: tens as a rule, hundreds where every county has one. */
export function taxItemRows(db: Database, storeID: string, types: readonly TaxItemType[]) {
  return taxItemsOf(db, { storeID, types: JSON.stringify(types) })
}

const taxItemsOf = builtOnce((db, sought: { readonly storeID: string; readonly types: string }) =>
  selectTaxItems(db, sought).limit(SHORT_LIST_ENTRIES_MAX),
)

/** `types` as JSON, or what gives it. */
export function selectTaxItems(
  db: Database,
  { storeID, types }: { readonly storeID: string; readonly types: string | SQL },
) {
  // `IN` would read the tax items of every type: it stands in the index's condition already.
  return db.select({ entry: ENTRY }).from(sql`json_each(${types}) AS types
    CROSS JOIN ${TAX_ITEMS} ON ${mirror.storeID} = ${storeID} AND ${IS_TAX_ITEM}
      AND ${mirror.entry} ->> '$.type' = types.value`)
}

/** Of one type the first whose full name begins so, by name. */
export function taxItemRowsByBeginning(
  db: Database,
  storeID: string,
  sought: { readonly type: TaxItemType; readonly beginning: string; readonly limit: number },
) {
  const key = nameKey(sought.beginning)
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        IS_TAX_ITEM,
        sql`${mirror.entry} ->> '$.type' = ${sought.type}`,
        gte(mirror.nameKey, key),
        lt(mirror.nameKey, `${key}${LAST_CHARACTER}`),
      ),
    )
    .orderBy(mirror.nameKey)
    .limit(sought.limit)
}

/** A row holds only what there is to say of its entry. */
export function entriesIn(rows: readonly { readonly entry: unknown }[]): ListEntry[] {
  return rows.map(({ entry }) => ({ ...PLAIN_ENTRY, ...(entry as ListEntry) }))
}

export type ListCount = { readonly list: string; readonly entries: number }

/** How many entries each list has; every row is read. */
export function countEntries(db: Database, storeID: string): Promise<ListCount[]> {
  return db
    .select({ list: mirror.list, entries: sql<number>`count(*)` })
    .from(mirror)
    .where(eq(mirror.storeID, storeID))
    .groupBy(mirror.list)
}
