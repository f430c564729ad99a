/** What is known of QuickBooks, as far as some work needs it: links, and what the mirror has. */
import type { SaleKind } from '../books/document.ts'
import type { ReadingDatabase } from '../db/database.ts'
import { linksOfSubjects } from '../links/links.ts'
import { entriesIn, linkedRows, rowsByKey, rowsByName, taxItemRows } from '../mirror/mirror.ts'
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
  /**
   * In one trip, for one order. What a hundred orders ask for is read side by side: in one answer it
   * would be too much.
   */
  readonly isOneTrip: boolean
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

export async function readKnown(lookups: Lookups, source: KnownSource): Promise<Known> {
  const { storeID, lists, reader, state, saleKinds, doubtedSets } = source
  const queries = queriesFor(lookups, source)
  const [found, ...named] = source.isOneTrip
    ? await source.db.readTogether(queries)
    : await Promise.all(queries)
  const links = found as unknown as readonly Link[]
  // Found in several ways, it is one entry.
  const entriesByID = indexEntriesByID([...lists, ...entriesIn(named.flat())])
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

/** The links, and then entries of QuickBooks' lists. */
function queriesFor(lookups: Lookups, { db, storeID }: Pick<KnownSource, 'db' | 'storeID'>) {
  const { subjects, itemNames, taxItemTypes } = lookups
  return [
    linksOfSubjects(db, storeID, subjects),
    linkedRows(db, storeID, subjects),
    rowsByName(db, storeID, { list: 'item', names: itemNames }),
    ...(taxItemTypes.length === 0 ? [] : [taxItemRows(db, storeID, taxItemTypes)]),
    rowsByName(db, storeID, { list: 'customer', names: lookups.customerNames }),
    rowsByName(db, storeID, { list: 'vendor', names: lookups.vendorNames }),
    rowsByKey(db, storeID, { list: 'customer', keys: lookups.customerKeys }),
    rowsByKey(db, storeID, { list: 'item', keys: lookups.itemKeys }),
    rowsByName(db, storeID, { list: 'deleted-txn', names: lookups.deletedNames }),
  ] as const
}
