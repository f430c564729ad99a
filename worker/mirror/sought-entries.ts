/** The entries of QuickBooks' lists that work at hand seeks: by name, by key, by a link. */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database } from '../db/database.ts'
import { links, mirror, mirrorKeys, snapshots } from '../db/schema.ts'
import { nameKey } from '../posting/known.ts'
import type { ListEntry, ListName, Role } from '../posting/known.ts'
import { isStoredKey } from './keys.ts'
import type { KEYED_LISTS } from './keys.ts'
import { entriesIn, ENTRY, selectTaxItems } from './mirror.ts'
import type { TaxItemType } from './mirror.ts'

/** An entry that may be there, by its list and its name. */
export type EntryName = Pick<ListEntry, 'list'> & { readonly name: string }

/** An entry that may be there, by its list and a key that its list keeps of it. */
export type EntryKey = { readonly list: (typeof KEYED_LISTS)[number]; readonly key: string }

/** What one order seeks, whatever its documents name. It is kept with the order as JSON. */
export type Sought = {
  /** Lists with names as they are kept: `nameKey`. */
  readonly named: readonly (readonly [ListName, string])[]
  /** Only keys under which entries are kept. */
  readonly keyed: readonly (readonly [ListName, string])[]
  /** Whose links are sought, and the entries that they name. */
  readonly subjects: readonly string[]
  readonly taxItemTypes: readonly TaxItemType[]
}

/** Names each once. */
export function soughtFrom({
  named,
  keyed,
  ...sought
}: {
  readonly named: readonly EntryName[]
  readonly keyed: readonly EntryKey[]
  readonly subjects: readonly string[]
  readonly taxItemTypes: readonly TaxItemType[]
}): Sought {
  return { named: namePairs(named), keyed: keyPairs(keyed), ...sought }
}

/** What of it was not sought there; null where all of it was. */
export function soughtBeside(there: Sought, sought: Sought): Sought | null {
  const beside = {
    named: notIn(there.named, sought.named),
    keyed: notIn(there.keyed, sought.keyed),
    subjects: notIn(there.subjects, sought.subjects),
    taxItemTypes: notIn(there.taxItemTypes, sought.taxItemTypes),
  }
  return Object.values(beside).every(({ length }) => length === 0) ? null : beside
}

function notIn<T>(there: readonly T[], sought: readonly T[]): readonly T[] {
  const isThere = new Set(there.map(String))
  return sought.filter((one) => !isThere.has(String(one)))
}

/** Rows with an `entry` each, as all of these. */
export function rowsByName(
  db: Database,
  storeID: string,
  { list, names }: { readonly list: ListName; readonly names: readonly string[] },
) {
  return rowsNamed(
    db,
    storeID,
    names.map((name) => ({ list, name })),
  )
}

/** Of whichever lists. */
export function rowsNamed(db: Database, storeID: string, named: readonly EntryName[]) {
  return entriesNamed(db, { storeID, named: JSON.stringify(namePairs(named)) })
}

/** Entries by the keys they are kept under, as many a key as tell whether it is anybody's own. */
export function rowsKeyed(db: Database, storeID: string, keyed: readonly EntryKey[]) {
  return entriesKeyed(db, { storeID, keyed: JSON.stringify(keyPairs(keyed)) })
}

/** The entries that the links of these subjects name, whatever they are called now. */
export function linkedRows(db: Database, storeID: string, subjects: readonly string[]) {
  return entriesLinked(db, { storeID, subjects: JSON.stringify(subjects) })
}

/**
 * All that one order seeks, in one statement, and the oldest of the accounts that forms use where they
 * name none. It gives one row with all of them: a row takes D1 and drizzle longer than what is in it,
 * and a statement more.
 */
export function soughtTogether(db: Database, storeID: string, sought: Sought) {
  return entriesSought(db, {
    storeID,
    named: JSON.stringify(sought.named),
    keyed: JSON.stringify(sought.keyed),
    subjects: JSON.stringify(sought.subjects),
    types: JSON.stringify(sought.taxItemTypes),
  })
}

/** Of rows that have many entries each, as `soughtTogether` and `soughtAsKept` give one. */
export function entriesTogether(
  rows: readonly { readonly entries: unknown }[],
): readonly ListEntry[] {
  return rows.flatMap(({ entries }) =>
    entriesIn((entries as readonly ListEntry[]).map((entry) => ({ entry }))),
  )
}

type Place = { readonly storeID: string }
/** JSON each, or what gives it. */
type Named = Place & { readonly named: string | SQL }
type Keyed = Place & { readonly keyed: string | SQL }
type Linked = Place & { readonly subjects: string | SQL }
type All = Named & Keyed & Linked & { readonly types: string | SQL }

type Texts<TSought> = { readonly [TName in keyof TSought]: string }

const entriesNamed = builtOnce((db, sought: Texts<Named>) => selectNamed(db, sought))
const entriesKeyed = builtOnce((db, sought: Texts<Keyed>) => selectKeyed(db, sought))
const entriesLinked = builtOnce((db, sought: Texts<Linked>) => selectLinked(db, sought))
const entriesSought = builtOnce((db, sought: Texts<All>) =>
  db.select({ entries: ENTRIES }).from(selectAll(db, sought).as('sought')),
)

/** As `soughtTogether`, of what is kept with an order, before that was read. */
export const soughtAsKept = builtOnce(
  (db, { storeID, subject }: { readonly storeID: string; readonly subject: string }) => {
    const kept = (
      part: keyof Sought,
    ) => sql`(SELECT ${snapshots.sought} -> ${sql.raw(`'$.${part}'`)}
      FROM ${snapshots} WHERE ${snapshots.storeID} = ${storeID} AND ${snapshots.subject} = ${subject})`
    const sought = {
      storeID,
      named: kept('named'),
      keyed: kept('keyed'),
      subjects: kept('subjects'),
      types: kept('taxItemTypes'),
    }
    return db.select({ entries: ENTRIES }).from(selectAll(db, sought).as('sought'))
  },
)

/** D1 takes no compound of more than five. */
function selectAll(db: Database, sought: All) {
  return selectNamed(db, sought)
    .unionAll(selectKeyed(db, sought))
    .unionAll(selectLinked(db, sought))
    .unionAll(selectUsualAccounts(db, sought))
    .unionAll(selectTaxItems(db, sought))
}

const ENTRIES = sql`json_group_array(json(entry))`.mapWith(JSON.parse).as('entries')

function namePairs(named: readonly EntryName[]): Sought['named'] {
  const pairs = named.map(({ list, name }) => [list, nameKey(name)] as const)
  return [...new Map(pairs.map((pair) => [String(pair), pair])).values()]
}

function keyPairs(keyed: readonly EntryKey[]): Sought['keyed'] {
  return keyed.flatMap(({ list, key }) => (isStoredKey(key) ? [[list, key] as const] : []))
}

/** Left to itself SQLite reads the whole list rather than look up a hundred names. */
function selectNamed(db: Database, { storeID, named }: Named) {
  return db.select({ entry: ENTRY }).from(sql`json_each(${named}) AS wanted
    CROSS JOIN ${mirror} INDEXED BY mirror_name ON ${mirror.storeID} = ${storeID}
      AND ${mirror.list} = wanted.value ->> 0 AND ${mirror.nameKey} = wanted.value ->> 1`)
}

/** Whoever shares a name with so many is found by nothing but account number or e-mail. */
const ENTRIES_PER_KEY_MAX = 50

function selectKeyed(db: Database, { storeID, keyed }: Keyed) {
  return db.select({ entry: ENTRY }).from(mirror).where(sql`${mirror.storeID} = ${storeID}
    AND (${mirror.list}, ${mirror.listID}) IN (SELECT wanted.value ->> 0, k.list_id
      FROM json_each(${keyed}) AS wanted CROSS JOIN ${mirrorKeys} AS k
        ON k.store_id = ${storeID} AND k.key = wanted.value ->> 1
        AND k.list_id IN (SELECT list_id FROM ${mirrorKeys}
          WHERE store_id = ${storeID} AND key = wanted.value ->> 1
          LIMIT ${sql.raw(String(ENTRIES_PER_KEY_MAX))}))`)
}

/** A link's role is called as the list of what it names. */
const ENTRY_ROLES = ['customer', 'item'] as const satisfies readonly (ListName & Role)[]

function selectLinked(db: Database, { storeID, subjects }: Linked) {
  return db.select({ entry: ENTRY }).from(sql`${links} CROSS JOIN ${mirror}
    ON ${mirror.storeID} = ${storeID} AND ${mirror.list} = ${links.role}
      AND ${mirror.listID} = ${links.quickBooksID}`).where(sql`${links.storeID} = ${storeID}
      AND ${links.subject} IN (SELECT value FROM json_each(${subjects}))
      AND ${links.role} IN ${ENTRY_ROLES}`)
}

/** Word for word the condition of the index `mirror_usual_accounts`. */
const IS_USUAL_ACCOUNT = sql.raw(
  `list = 'account' AND (entry ->> '$.type' IN ('Income', 'AccountsReceivable') OR entry ->> '$.specialType' IN ('UndepositedFunds', 'SalesTaxPayable'))`,
)

/**
 * The oldest active one is taken, of receivables the oldest in the currency of the sale: a company
 * has one for each currency, of some 150 that QuickBooks knows.
 */
const USUAL_ACCOUNTS_MAX = { Income: 1, AccountsReceivable: 200 } as const

function selectUsualAccounts(db: Database, { storeID }: Place) {
  const usual = sql`SELECT entry FROM ${mirror} INDEXED BY mirror_usual_accounts
    WHERE ${mirror.storeID} = ${storeID} AND ${IS_USUAL_ACCOUNT}`
  const oldest = (type: keyof typeof USUAL_ACCOUNTS_MAX) => sql`SELECT entry FROM (${usual}
    AND entry ->> '$.type' = ${sql.raw(`'${type}'`)} AND coalesce(entry ->> '$.isActive', 1)
    ORDER BY entry ->> '$.timeCreated', list_id
    LIMIT ${sql.raw(String(USUAL_ACCOUNTS_MAX[type]))})`
  // As QuickBooks files what was not deposited yet, and the tax that is owed.
  const special = sql`${usual}
    AND entry ->> '$.type' IN ('OtherCurrentAsset', 'OtherCurrentLiability')`
  return db.select({ entry: ENTRY })
    .from(sql`(${oldest('Income')} UNION ALL ${oldest('AccountsReceivable')}
      UNION ALL ${special}) AS ${mirror}`)
}
