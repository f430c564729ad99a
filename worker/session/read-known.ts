/** What is known of QuickBooks, as far as some work needs it: links, and what the mirror has. */
import type { SaleKind } from '../books/document.ts'
import type { ReadingDatabase } from '../db/database.ts'
import { linksOfSubjects } from '../links/links.ts'
import { entriesIn, taxItemRows } from '../mirror/mirror.ts'
import {
  linkedRows,
  rowsByName,
  rowsKeyed,
  soughtTogether,
  entriesTogether,
} from '../mirror/sought-entries.ts'
import type { EntryKey, Sought } from '../mirror/sought-entries.ts'
import { companyOfCurrencies, PLAIN_COMPANY } from '../posting/company.ts'
import { indexCustomers } from '../posting/customer-keys.ts'
import { indexEntries, indexEntriesByID, indexLinks } from '../posting/known.ts'
import { listStates } from '../posting/list-progress.ts'
import type { Reader } from '../posting/list-progress.ts'
import type { DoubtedSet } from '../posting/doubted.ts'
import type { Known, Link, ListEntry } from '../posting/known.ts'
import { QBXML_VERSIONS } from '../qbxml/version.ts'
import { taxCodesOf } from './introduce.ts'
import type { SessionState } from './state.ts'
import type { Lookups } from './workload.ts'

export type KnownSource = {
  readonly db: ReadingDatabase
  readonly storeID: string
  /** The entries of `LISTS_AT_HAND`: whatever is decided may need them. */
  readonly lists: readonly ListEntry[]
  /** Null for what is only shown: whatever is missing is taken for not there. */
  readonly reader: Reader | null
  /** What the session found out about the company. */
  readonly state: Pick<SessionState, 'version' | 'company' | 'salesTax' | 'knowledge'>
  /** What a sale of the store may stand as. */
  readonly saleKinds: readonly SaleKind[]
  readonly doubtedSets: readonly DoubtedSet[]
}

/** Side by side: in one answer it would be too much, since a hundred orders ask for it. */
export async function readKnown(lookups: Lookups, source: KnownSource): Promise<Known> {
  const { db, storeID } = source
  const { subjects, taxItemTypes } = lookups
  const [links, ...rows] = await Promise.all([
    linksOfSubjects(db, storeID, subjects),
    linkedRows(db, storeID, subjects),
    rowsByName(db, storeID, { list: 'item', names: lookups.itemNames }),
    ...(taxItemTypes.length === 0 ? [] : [taxItemRows(db, storeID, taxItemTypes)]),
    rowsByName(db, storeID, { list: 'customer', names: lookups.customerNames }),
    rowsByName(db, storeID, { list: 'vendor', names: lookups.vendorNames }),
    rowsKeyed(db, storeID, keysOf('customer', lookups.customerKeys)),
    rowsKeyed(db, storeID, keysOf('item', lookups.itemKeys)),
    rowsByName(db, storeID, { list: 'deleted-txn', names: lookups.deletedNames }),
  ])
  const entries = entriesIn(rows.flat())
  return knownOf({ links: links as unknown as readonly Link[], entries }, source)
}

/** Links, and rows of entries as `soughtTogether` and `soughtAsKept` give one. */
export type RowsTogether = readonly [
  links: readonly object[],
  entries: readonly { readonly entries: unknown }[],
]

/** In one trip, for the one order that somebody looks at, also of lists that a session reads whole. */
export async function readSought(
  sought: Sought,
  { db, storeID }: Pick<KnownSource, 'db' | 'storeID'>,
): Promise<RowsTogether> {
  return db.readTogether([
    linksOfSubjects(db, storeID, sought.subjects),
    soughtTogether(db, storeID, sought),
  ])
}

export function knownTogether([links, rows]: RowsTogether, source: KnownSource): Known {
  const entries = entriesTogether(rows)
  return knownOf({ links: links as unknown as readonly Link[], entries }, source)
}

/** By what entries are looked up, as a session does. */
export function keysOf(list: EntryKey['list'], keys: readonly string[]): readonly EntryKey[] {
  return keys.map((key) => ({ list, key }))
}

type Found = {
  readonly links: readonly Link[]
  readonly entries: readonly ListEntry[]
}

function knownOf({ links, entries: found }: Found, source: KnownSource): Known {
  const { storeID, lists, reader, state, saleKinds, doubtedSets } = source
  // Found in several ways, it is one entry.
  const entriesByID = indexEntriesByID([...lists, ...found])
  const entries = [...entriesByID.values()]
  return {
    storeID,
    version: state.version ?? QBXML_VERSIONS[0],
    company: companyOfCurrencies(state.company ?? PLAIN_COMPANY, lists),
    salesTax: taxCodesOf(state.salesTax, lists),
    saleKinds,
    links: indexLinks(links),
    documents: Map.groupBy(links, ({ subject }) => subject),
    entries: indexEntries(entries),
    entriesByID,
    customersByKey: indexCustomers(entries),
    lists: reader === null ? new Map() : listStates(reader),
    session: state.knowledge,
    doubtedSets: new Map(doubtedSets.map((set) => [set.setID, set])),
  }
}
