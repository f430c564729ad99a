/** QuickBooks' own lists as last read. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { links, mirror } from '../db/schema.ts'
import { nameKey, PLAIN_ENTRY } from '../posting/known.ts'
import type { ListEntry, ListName, Role } from '../posting/known.ts'

/** Lists that are read whole because they are short: a real company has tens, at most hundreds. */
const SHORT_LIST_ENTRIES_MAX = 5_000

/** Rows with an `entry` each, a `ListEntry`; for a batch of reads. */
export function listRows(db: Database, storeID: string, lists: readonly ListName[]) {
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(and(eq(mirror.storeID, storeID), inArray(mirror.list, [...lists])))
    .limit(SHORT_LIST_ENTRIES_MAX)
}

export function rowsByName(
  db: Database,
  storeID: string,
  wanted: { readonly list: ListName; readonly names: readonly string[] },
) {
  const keys = JSON.stringify(wanted.names.map((name) => nameKey(name)))
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        eq(mirror.list, wanted.list),
        inArray(mirror.nameKey, sql`(SELECT value FROM json_each(${keys}))`),
      ),
    )
}

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

/** A link's role is called as the list of what it names. */
const ENTRY_ROLES = ['customer', 'item'] as const satisfies readonly (ListName & Role)[]

/** A row holds only what there is to say of its entry. */
/** Word for word the condition of the index `mirror_tax_items`, or it would not be used. */
const IS_TAX_ITEM = sql.raw(
  `list = 'item' AND entry ->> '$.type' IN ('ItemSalesTax', 'ItemSalesTaxGroup')`,
)

export type TaxItemType = 'ItemSalesTax' | 'ItemSalesTaxGroup'

/** All tax items of these types: tens as a rule, hundreds where every county has one. */
export async function taxItemRows(db: Database, storeID: string, types: readonly TaxItemType[]) {
  return types.length === 0
    ? []
    : db
        .select({ entry: mirror.entry })
        .from(mirror)
        .where(
          and(
            eq(mirror.storeID, storeID),
            IS_TAX_ITEM,
            inArray(sql`${mirror.entry} ->> '$.type'`, [...types]),
          ),
        )
        .limit(SHORT_LIST_ENTRIES_MAX)
}

export function entriesIn(rows: readonly { readonly entry: unknown }[]): ListEntry[] {
  return rows.map(({ entry }) => ({ ...PLAIN_ENTRY, ...(entry as ListEntry) }))
}

export function recordEntries(
  db: Database,
  read: {
    readonly storeID: string
    readonly entries: readonly ListEntry[]
    readonly nowMs: number
  },
): Statement[] {
  const rows = read.entries.map((entry) => ({
    list: entry.list,
    listID: entry.listID,
    nameKey: nameKey(entry.fullName),
    entry,
  }))
  return jsonParts(rows).map((part) =>
    db.run(sql`
      INSERT INTO ${mirror} (store_id, list, list_id, name_key, entry, read_at_ms)
      SELECT ${read.storeID}, value ->> '$.list', value ->> '$.listID', value ->> '$.nameKey',
        value -> '$.entry', ${read.nowMs}
      FROM json_each(${part}) WHERE true
      ON CONFLICT (store_id, list, list_id) DO UPDATE SET
        name_key = excluded.name_key, entry = excluded.entry, read_at_ms = excluded.read_at_ms`),
  )
}

/** A list that was read whole no longer holds what the reading did not show. */
export function forgetUnread(
  db: Database,
  read: {
    readonly storeID: string
    readonly list: ListName
    /** Only entries of this type were read, e.g. `ItemSalesTax`; null for all of the list. */
    readonly type: string | null
    readonly readAtMs: number
  },
): Statement {
  return db
    .delete(mirror)
    .where(
      and(
        eq(mirror.storeID, read.storeID),
        eq(mirror.list, read.list),
        lt(mirror.readAtMs, read.readAtMs),
        read.type === null ? undefined : sql`${mirror.entry} ->> '$.type' = ${read.type}`,
      ),
    )
}

/** Entries that QuickBooks says are not there any more, whatever list they were on. */
export function forgetEntries(
  db: Database,
  gone: { readonly storeID: string; readonly listIDs: readonly string[] },
): Statement[] {
  return jsonParts(gone.listIDs).map((part) =>
    db
      .delete(mirror)
      .where(
        and(
          eq(mirror.storeID, gone.storeID),
          inArray(mirror.list, ['customer', 'item'] satisfies ListName[]),
          inArray(mirror.listID, sql`(SELECT value FROM json_each(${part}))`),
        ),
      ),
  )
}
