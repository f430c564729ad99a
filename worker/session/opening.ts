/**
 * The first set of a session: who answers, whether these are the books we left, and the short lists
 * that everything else refers to.
 */
import type { Settings } from '../books/settings.ts'
import { findByTxnID, findDeletedSince } from '../posting/document-queries.ts'
import type { NewestDocument } from '../posting/known.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { nameWithin } from '../posting/desktop/text.ts'
import type { CompanyRet } from '../qbxml/company.ts'
import type { HostRet } from '../qbxml/host.ts'
import { NAME_LENGTH_MAX } from '../qbxml/limits.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'

export type Introduction = {
  readonly host: HostRet | null
  readonly company: CompanyRet | null
  readonly preferences: PreferencesRet | null
}

/** What we know of the company's books from the sessions before. */
export type Books = {
  readonly newest: readonly (NewestDocument & { readonly atMs: number })[]
  readonly deletedReadAtMs: number | null
  readonly nowMs: number
}

/** The Web Connector's own introduction may be missing or torn; what it lacks is asked. */
export function openingRequests(
  introduction: Introduction,
  {
    settings,
    ownerID,
    books,
    isMultiCurrencyOn,
  }: {
    readonly settings: Settings
    readonly ownerID: string
    readonly books: Books
    readonly isMultiCurrencyOn: boolean
  },
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
    ...listRequests(),
    ...(isMultiCurrencyOn ? [READ_CURRENCIES] : []),
    ...agencyRequests(settings),
    ...checkRequests(books),
  ]
}

/** A company without multicurrency refuses to be asked. */
const READ_CURRENCIES: PlannedRequest = {
  key: 'currencies',
  purpose: { kind: 'read-list', list: 'currency' },
  request: { name: 'CurrencyQueryRq', content: { ActiveStatus: 'All' } },
}

/** Inactive entries too: their names are taken. */
function listRequests(): readonly PlannedRequest[] {
  return [
    {
      key: 'accounts',
      purpose: { kind: 'read-list', list: 'account' },
      request: { name: 'AccountQueryRq', content: { ActiveStatus: 'All' } },
    },
    {
      key: 'payment methods',
      purpose: { kind: 'read-list', list: 'payment-method' },
      request: { name: 'PaymentMethodQueryRq', content: { ActiveStatus: 'All' } },
    },
    {
      key: 'sales tax codes',
      purpose: { kind: 'read-list', list: 'sales-tax-code' },
      request: { name: 'SalesTaxCodeQueryRq', content: { ActiveStatus: 'All' } },
    },
    {
      key: 'sales tax items',
      purpose: { kind: 'read-list', list: 'item' },
      request: { name: 'ItemSalesTaxQueryRq', content: { ActiveStatus: 'All' } },
    },
    {
      key: 'sales tax groups',
      purpose: { kind: 'read-list', list: 'item' },
      request: { name: 'ItemSalesTaxGroupQueryRq', content: { ActiveStatus: 'All' } },
    },
  ]
}

/** Only the agencies: a company has thousands of vendors, and we pay none of them. */
function agencyRequests({ mapping }: Settings): readonly PlannedRequest[] {
  const mapped = [...Object.values(mapping.taxRates), mapping.zeroRateItem]
  const names = mapped.flatMap((item) =>
    item === null ? [] : [nameWithin(item.agencyName, NAME_LENGTH_MAX)],
  )
  const agencies = [...new Set(names)].filter((name) => name !== '')
  return agencies.length === 0
    ? []
    : [
        {
          key: 'agencies',
          purpose: { kind: 'read-list', list: 'vendor' },
          request: { name: 'VendorQueryRq', content: { FullName: agencies } },
        },
      ]
}

/** QuickBooks remembers deletions for about 90 days: PROTOCOL §c.6. */
const DELETED_KEPT_MS = 90 * 86_400_000

/**
 * Are these the books we left? What is missing, and was not deleted, says that they are older. And
 * what was deleted under an order's number is not sent as if it had never been there.
 */
function checkRequests({ newest, deletedReadAtMs, nowMs }: Books): readonly PlannedRequest[] {
  const byKind = Map.groupBy(newest, ({ documentKind }) => documentKind)
  const fromMs = Math.min(
    deletedReadAtMs ?? nowMs - DELETED_KEPT_MS,
    ...newest.map(({ atMs }) => atMs),
  )
  return [
    ...[...byKind].map(([documentKind, documents]): PlannedRequest => ({
      key: `newest ${documentKind}`,
      purpose: { kind: 'check-newest', documentKind, newest: documents },
      request: findByTxnID(
        documentKind,
        documents.map(({ txnID }) => txnID),
      ),
    })),
    {
      key: 'deleted',
      purpose: { kind: 'read-deleted', newest },
      request: findDeletedSince(fromMs),
    },
  ]
}
