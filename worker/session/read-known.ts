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
import type { EntryKey, EntryName } from '../mirror/sought-entries.ts'
import { companyOfCurrencies, PLAIN_COMPANY } from '../posting/company.ts'
import { indexCustomers } from '../posting/customer-keys.ts'
import { indexEntries, indexEntriesByID, indexLinks } from '../posting/known.ts'
import { listStates } from '../posting/list-progress.ts'
import type { Reader } from '../posting/list-progress.ts'
import type { DoubtedSet } from '../posting/doubted.ts'
import type { Known, Link, ListEntry, ListName } from '../posting/known.ts'
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

/**
 * In one trip, for the one order that somebody looks at, with what else its documents name of lists
 * that a session reads whole.
 */
export async function readKnownTogether(
  lookups: Lookups,
  { named, ...source }: KnownSource & { readonly named: readonly EntryName[] },
): Promise<Known> {
  const { db, storeID } = source
  const { subjects, taxItemTypes } = lookups
  const [links, sought] = await db.readTogether([
    linksOfSubjects(db, storeID, subjects),
    soughtTogether(db, storeID, {
      named: [...namesLookedUp(lookups), ...named],
      keyed: [...keysOf('customer', lookups.customerKeys), ...keysOf('item', lookups.itemKeys)],
      subjects,
      taxItemTypes,
    }),
  ])
  return knownOf(
    { links: links as unknown as readonly Link[], entries: entriesTogether(sought) },
    source,
  )
}

function namesLookedUp(lookups: Lookups): readonly EntryName[] {
  return [
    ...namesOf('item', lookups.itemNames),
    ...namesOf('customer', lookups.customerNames),
    ...namesOf('vendor', lookups.vendorNames),
    ...namesOf('deleted-txn', lookups.deletedNames),
  ]
}

function namesOf(list: ListName, names: readonly string[]): readonly EntryName[] {
  return names.map((name) => ({ list, name }))
}

function keysOf(list: EntryKey['list'], keys: readonly string[]): readonly EntryKey[] {
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
