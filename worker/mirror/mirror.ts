/** QuickBooks' own lists as last read: only what the work at hand may need is loaded. */
import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { links, mirror, mirrorKeys } from '../db/schema.ts'
import { nameKey, PLAIN_ENTRY } from '../posting/known.ts'
import type { ListEntry, ListName, Role } from '../posting/known.ts'
import { isStoredKey } from './keys.ts'
import type { KEYED_LISTS } from './keys.ts'

/** QuickBooks' own limits are near: 10,000 accounts or classes (C: it counts all of a company's lists). */
const SHORT_LIST_ENTRIES_MAX = 30_000

/** Whoever shares a name with so many is found by nothing but account number or e-mail. */
const ENTRIES_PER_KEY_MAX = 50

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

export function rowsByName(
  db: Database,
  storeID: string,
  { list, names }: { readonly list: ListName; readonly names: readonly string[] },
) {
  const keys = JSON.stringify(names.map((name) => nameKey(name)))
  // Left to itself SQLite reads the whole list rather than look up a hundred names.
  const listIDs = sql`(SELECT list_id FROM ${mirror} INDEXED BY mirror_name
    WHERE store_id = ${storeID} AND list = ${list}
      AND name_key IN (SELECT value FROM json_each(${keys})))`
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(and(eq(mirror.storeID, storeID), eq(mirror.list, list), inArray(mirror.listID, listIDs)))
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

/** Entries by the keys they are kept under, as many a key as tell whether it is anybody's own. */
export function rowsByKey(
  db: Database,
  storeID: string,
  wanted: { readonly list: (typeof KEYED_LISTS)[number]; readonly keys: readonly string[] },
) {
  const keys = JSON.stringify(wanted.keys.filter((key) => isStoredKey(key)))
  const listIDs = sql`SELECT k.list_id FROM json_each(${keys}) AS wanted
    CROSS JOIN ${mirrorKeys} AS k ON k.store_id = ${storeID} AND k.key = wanted.value
      AND k.list_id IN (SELECT list_id FROM ${mirrorKeys}
        WHERE store_id = ${storeID} AND key = wanted.value LIMIT ${ENTRIES_PER_KEY_MAX})`
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        eq(mirror.list, wanted.list),
        inArray(mirror.listID, sql`(${listIDs})`),
      ),
    )
}

/** A link's role is called as the list of what it names. */
const ENTRY_ROLES = ['customer', 'item'] as const satisfies readonly (ListName & Role)[]

/** The entries that the links of these subjects name, whatever they are called now. */
export function linkedRows(db: Database, storeID: string, subjects: readonly string[]) {
  return db
    .select({ entry: mirror.entry })
    .from(links)
    .innerJoin(
      mirror,
      and(
        eq(mirror.storeID, links.storeID),
        eq(mirror.list, links.role),
        eq(mirror.listID, links.quickBooksID),
      ),
    )
    .where(
      and(
        eq(links.storeID, storeID),
        inArray(links.subject, sql`(SELECT value FROM json_each(${JSON.stringify(subjects)}))`),
        inArray(links.role, ENTRY_ROLES),
      ),
    )
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
  return db
    .select({ entry: sql`entry`.mapWith(mirror.entry).as('entry') })
    .from(TAX_ITEMS)
    .where(
      and(
        eq(mirror.storeID, storeID),
        IS_TAX_ITEM,
        inArray(sql`${mirror.entry} ->> '$.type'`, [...types]),
      ),
    )
    .limit(SHORT_LIST_ENTRIES_MAX)
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

/** Word for word the condition of the index `mirror_usual_accounts`. */
const IS_USUAL_ACCOUNT = sql.raw(
  `list = 'account' AND (entry ->> '$.type' IN ('Income', 'AccountsReceivable') OR entry ->> '$.specialType' IN ('UndepositedFunds', 'SalesTaxPayable'))`,
)

/** As QuickBooks files them: what was not deposited yet is an asset, tax that is owed a liability. */
export const USUAL_ACCOUNT_TYPES = [
  'Income',
  'AccountsReceivable',
  'OtherCurrentAsset',
  'OtherCurrentLiability',
] as const

/** The oldest accounts of a type among those that forms use where they name none. */
export function usualAccountRows(
  db: Database,
  storeID: string,
  wanted: { readonly type: (typeof USUAL_ACCOUNT_TYPES)[number]; readonly limit: number },
) {
  const timeCreated = sql`${mirror.entry} ->> '$.timeCreated'`
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        IS_USUAL_ACCOUNT,
        sql`${mirror.entry} ->> '$.type' = ${wanted.type}`,
      ),
    )
    .orderBy(timeCreated, mirror.listID)
    .limit(wanted.limit)
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
