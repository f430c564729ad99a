/**
 * The first set of a session: who answers, whether these are the books we left, and what is gone
 * from the lists. The lists themselves ride along.
 */
import { findByTxnID, findDeletedSince } from '../posting/document-queries.ts'
import type { CompanyFacts } from '../posting/company.ts'
import type { ListRecords } from '../posting/list-record.ts'
import type { NewestDocument, ReplacedDocument } from '../posting/known.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { nameCountRequests } from './name-count.ts'
import type { NameCount } from './name-count.ts'
import type { CompanyRet } from '../qbxml/company.ts'
import type { HostRet } from '../qbxml/host.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'
import { goneEntriesRequest } from './list-reader.ts'

export type Introduction = {
  readonly host: HostRet | null
  readonly company: CompanyRet | null
  readonly preferences: PreferencesRet | null
}

/** What we know of the company's books from the sessions before. */
export type Books = {
  readonly newest: readonly (NewestDocument & { readonly atMs: number })[]
  readonly replaced: readonly ReplacedDocument[]
  readonly deletedReadAtMs: number | null
  readonly lists: ListRecords
  readonly company: CompanyFacts | null
  readonly nameCount: NameCount | null
  readonly nowMs: number
}

/** The Web Connector's own introduction may be missing or torn; what it lacks is asked. */
export function openingRequests(
  introduction: Introduction,
  { ownerID, books }: { readonly ownerID: string; readonly books: Books },
): readonly PlannedRequest[] {
  const requests: PlannedRequest[] = []
  if (introduction.host === null) {
    requests.push({
      key: 'host',
      purpose: { kind: 'read-host' },
      request: { name: 'HostQueryRq', content: {} },
    })
  }
  if (introduction.company === null) {
    requests.push({
      key: 'company',
      purpose: { kind: 'read-company' },
      request: { name: 'CompanyQueryRq', content: { OwnerID: [ownerID] } },
    })
  }
  if (introduction.preferences === null) {
    requests.push({
      key: 'preferences',
      purpose: { kind: 'read-preferences' },
      request: { name: 'PreferencesQueryRq', content: {} },
    })
  }
  return [
    ...requests,
    ...nameCountRequests(books.nameCount, books.nowMs),
    ...checkRequests(books),
    goneEntriesRequest(books),
    ...(books.lists.read.item === undefined ? TAX_ITEMS : []),
  ]
}

/** There are few of them, and every order with tax needs its own. */
const TAX_ITEMS: readonly PlannedRequest[] = (
  ['ItemSalesTaxQueryRq', 'ItemSalesTaxGroupQueryRq'] as const
).map((name) => ({
  key: name,
  purpose: { kind: 'read-tax-items' },
  request: { name, content: { ActiveStatus: 'All' } },
}))

/** QuickBooks remembers deletions for about 90 days: PROTOCOL §c.6. */
const DELETED_KEPT_MS = 90 * 86_400_000

/**
 * Are these the books we left? What is missing, and was not deleted, says that they are older. And
 * what was deleted under an order's number is not sent as if it had never been there.
 */
function checkRequests(books: Books): readonly PlannedRequest[] {
  const { newest, replaced, deletedReadAtMs, nowMs } = books
  const byKind = Map.groupBy([...newest, ...replaced], ({ documentKind }) => documentKind)
  const fromMs = Math.min(
    deletedReadAtMs ?? nowMs - DELETED_KEPT_MS,
    ...newest.map(({ atMs }) => atMs),
  )
  return [
    ...[...byKind].map(([documentKind, documents]): PlannedRequest => ({
      key: `newest ${documentKind}`,
      purpose: {
        kind: 'check-newest',
        documentKind,
        newest: newest.filter((one) => one.documentKind === documentKind),
        replaced: replaced.filter((one) => one.documentKind === documentKind),
      },
      request: findByTxnID(documentKind, [...new Set(documents.map(({ txnID }) => txnID))]),
    })),
    {
      key: 'deleted',
      purpose: { kind: 'read-deleted', newest },
      request: findDeletedSince(fromMs),
    },
  ]
}
