/** Plain values for the tests of `posting`: a customer, and a company of which nothing is known. */
import type { CustomerIdentity } from '../../worker/books/document.ts'
import { PLAIN_COMPANY } from '../../worker/posting/company.ts'
import { indexCustomers } from '../../worker/posting/customer-keys.ts'
import {
  indexEntries,
  indexEntriesByID,
  indexLinks,
  NOTHING_LEARNED,
  PLAIN_ENTRY,
} from '../../worker/posting/known.ts'
import type { Known, Link, ListEntry, SessionKnowledge } from '../../worker/posting/known.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { QbxmlResponse } from '../../worker/qbxml/response.ts'

export const ANA: CustomerIdentity = {
  kind: 'buyer',
  subjects: ['customer:812', 'guest:ana@example.test'],
  name: 'Ana Lima',
  nameIfTaken: 'Ana Lima (W-812)',
  wholeName: 'Ana Lima',
  accountNumber: 'k3f9x2-W812',
  numberInShop: null,
  email: 'ana@example.test',
  companyName: null,
  firstName: 'Ana',
  lastName: 'Lima',
  phone: null,
  billAddress: null,
  shipAddress: null,
  parent: null,
  currency: null,
  atCreation: { notes: null, resaleNumber: null, defaults: null },
}

export function plainKnown({
  links = [],
  entries = [],
  session = {},
}: {
  readonly links?: readonly Link[]
  readonly entries?: readonly ListEntry[]
  readonly session?: Partial<SessionKnowledge>
} = {}): Known {
  return {
    storeID: 'k3f9x2',
    version: '13.0',
    company: PLAIN_COMPANY,
    salesTax: { taxable: 'Tax', nonTaxable: 'Non' },
    saleKinds: ['SalesReceipt', 'Invoice'],
    links: indexLinks(links),
    documents: Map.groupBy(links, ({ subject }) => subject),
    entries: indexEntries(entries),
    entriesByID: indexEntriesByID(entries),
    customersByKey: indexCustomers(entries),
    session: { ...NOTHING_LEARNED, ...session },
    lists: new Map(),
    doubtedSets: new Map(),
  }
}

/** QuickBooks' answer as it comes over the wire, given what stands inside QBXMLMsgsRs. */
export function responsesOf(inner: string): readonly QbxmlResponse[] {
  const set = decodeMessageSetResponse(
    `<?xml version="1.0"?><QBXML><QBXMLMsgsRs>${inner}</QBXMLMsgsRs></QBXML>`,
  )
  if (set.kind === 'unreadable') {
    throw new Error(set.reason)
  }
  return set.responses
}

export function plainEntry(
  entry: Pick<ListEntry, 'list' | 'fullName'> & Partial<ListEntry>,
): ListEntry {
  return {
    listID: `80000001-${entry.fullName.length}`,
    ...PLAIN_ENTRY,
    ...entry,
  }
}
