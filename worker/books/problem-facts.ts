/** What each kind of problem is about: the words its sentence needs, as the shop shows them. */
import type { Cents } from '../money/cents.ts'
import type { MatchRule } from './customer-settings.ts'
import type { DocumentKind } from './document.ts'

export type ProblemCode = keyof ProblemFacts

/** The order's number as the shop shows it, or the subject of what is none: `customer:812`. */
type OfOrder = { readonly order: string }

/** A document of an order as it stands in QuickBooks; the payment of an invoice is one, too. */
type OfDocument = OfOrder & {
  readonly kind: DocumentKind
  readonly refNumber: string
}

/** What QuickBooks refused, e.g. `SalesReceipt` or `customer “Ana Lima”`, and with which code. */
type OfRequest = OfOrder & { readonly request: string; readonly statusCode: string }

/** What the shop did, that the document should follow. */
export type DocumentWish =
  | 'changed'
  | 'cancelled'
  | 'failed'
  | 'trash'
  | 'deleted'
  | 'refund-deleted'

type Unmet = OfDocument & { readonly wish: DocumentWish }

export type ProblemFacts = {
  // The order itself
  'order-without-lines': OfOrder
  'order-does-not-add-up': OfOrder & { readonly partsCents: Cents; readonly totalCents: Cents }
  'tax-does-not-add-up': OfOrder & { readonly ratesCents: Cents; readonly taxCents: Cents }
  'currency-not-in-books': OfOrder & { readonly currency: string; readonly booksCurrency: string }
  'currency-not-in-quickbooks': OfOrder & {
    readonly currency: string
    readonly booksCurrency: string
  }
  /** `shown` is what stands in the order's meta data `field`. */
  'exchange-rate-unclear': OfOrder & {
    readonly currency: string
    readonly booksCurrency: string
    readonly field: string
    readonly shown: string
  }
  /** Both by QuickBooks' own names, e.g. `Euro`. */
  'customer-of-another-currency': OfOrder & {
    readonly customer: string
    readonly customerCurrency: string
    readonly currency: string
  }
  'amount-too-precise': OfOrder & { readonly field: string; readonly amount: string }
  'negative-total': OfOrder & { readonly totalCents: Cents }
  'redemption-unexplained': OfOrder & { readonly redeemedCents: Cents }
  /** `creditCents` was taken from the buyer's credit, and `discountCents` off the lines. */
  'credit-lowers-tax': OfOrder & { readonly creditCents: Cents; readonly discountCents: Cents }
  'order-number-too-long': OfOrder & { readonly refNumber: string; readonly lengthMax: number }
  'order-number-unusable': OfOrder & { readonly refNumber: string }
  'unreadable-field': { readonly subject: string; readonly sentence: string }
  'snapshot-too-large': {
    readonly subject: string
    readonly bytes: number
    readonly bytesMax: number
  }
  // Not taken, by setting or by nature
  'status-not-sent': OfOrder & { readonly status: string }
  'before-start-date': OfOrder
  /** No trouble: a person took its entry out of the queue. */
  'taken-off-list': { readonly subject: string }
  /** No trouble either: a person lets its entry wait. */
  'paused-by-hand': { readonly subject: string }
  'before-first-order': OfOrder & { readonly firstOrderID: number }
  'unfinished-order': OfOrder & { readonly status: string }
  'unknown-deletion': { readonly subject: string }
  'kind-not-sent': { readonly subject: string }
  'customer-not-in-books': { readonly subject: string }
  /** `field` as an owner knows it: `PO number`. */
  'field-too-long': OfOrder & {
    readonly field: string
    readonly text: string
    readonly lengthMax: number
  }
  'field-without-day': OfOrder & { readonly field: string; readonly text: string }
  'held-by-rule': OfOrder & { readonly rule: string }
  // Mapping
  'unmapped-tax-rate': OfOrder & {
    readonly rateID: string
    readonly label: string
    readonly ratePercent: string | null
  }
  /** `rateIDs` as `mapping.taxCodes` names them: `3,12`. */
  'unmapped-tax-code': OfOrder & { readonly rateIDs: string; readonly rates: string }
  'no-zero-rate-item': OfOrder
  'unmapped-gateway': OfOrder & { readonly gateway: string; readonly title: string }
  'no-refund-account': OfOrder & { readonly gateway: string; readonly title: string }
  // QuickBooks' lists
  'no-account': OfOrder & { readonly item: string; readonly accountType: string }
  'account-missing': OfOrder & { readonly account: string }
  'customer-missing': OfOrder & { readonly customer: string }
  'customer-inactive': OfOrder & { readonly customer: string }
  /** `names` of those that share it, and how many more there are. */
  'customer-ambiguous': OfOrder & {
    readonly customer: string
    readonly rule: MatchRule
    readonly names: readonly string[]
    readonly others: number
  }
  'customer-path-too-long': OfOrder & { readonly customer: string; readonly lengthMax: number }
  'customer-name-taken': OfOrder & { readonly customer: string }
  'item-missing': OfOrder & { readonly item: string }
  'item-inactive': OfOrder & { readonly item: string }
  'item-unsuitable': OfOrder & { readonly item: string; readonly type: string }
  /** The owner chose it, and QuickBooks does not have it; `chosenFor` as the shop calls that. */
  'chosen-item-missing': OfOrder & { readonly item: string; readonly chosenFor: string }
  /** Two items of that name stand below others, and nothing says which is meant. */
  'item-ambiguous': OfOrder & {
    readonly item: string
    readonly first: string
    readonly second: string
  }
  'no-fallback-item': OfOrder & { readonly item: string }
  'no-gift-card-account': OfOrder & { readonly item: string }
  'gift-card-account-unsuitable': OfOrder & { readonly item: string; readonly account: string }
  /** `list` as it is called in the plural: `customers`. */
  'list-unreadable': OfOrder & { readonly list: string }
  'list-entry-missing': OfOrder & { readonly list: string; readonly name: string }
  'sales-tax-off': OfOrder
  'classes-off': OfOrder & { readonly name: string }
  /** `percents` as they are read out: `5 % and 7 %`. */
  'tax-code-unsuitable': OfOrder & {
    readonly code: string
    readonly expected: string
    readonly found: string
  }
  // Documents in QuickBooks
  'ref-number-used': OfDocument & { readonly totalCents: Cents | null }
  'near-match': OfDocument & { readonly txnDate: string; readonly totalCents: Cents | null }
  /** `txnIDs` as they are read out: `4A-1790000000 and 4B-1790000000`. */
  'posted-twice': OfDocument & { readonly txnIDs: string }
  'total-differs': OfDocument & { readonly shopCents: Cents; readonly quickBooksCents: Cents }
  'changed-after-posting': OfDocument
  'cancelled-after-posting': OfDocument & { readonly status: string }
  'deleted-in-shop': OfDocument
  /** Not paid, given up after a part was refunded, or sent by a person though it was given up. */
  'sale-still-stands': OfDocument & { readonly status: string }
  'document-without-sale': OfDocument
  'deleted-in-quickbooks': OfDocument
  /** `shown` is what stands in the order's meta data `field`; `currency` the order's. */
  'fee-unclear': OfOrder & {
    readonly field: string
    readonly shown: string
    readonly currency: string
  }
  /** `linked` with its article: `payment 77`, `another transaction`. */
  /** The money for a sales order or an estimate of which a person has made something. */
  'money-for-invoiced': OfDocument & { readonly totalCents: Cents; readonly linked: string }
  'document-linked': Unmet & { readonly linked: string }
  'document-deposited': Unmet
  'document-in-closed-period': Unmet & { readonly closingDate: string | null }
  /** `parts` as they are read out: `its lines and its date`. */
  'document-edited': Unmet & { readonly parts: string }
  /** No trouble: what the shop is told when a document left the books because the shop undid it. */
  'taken-out-of-books': Unmet & {
    readonly how: 'voided' | 'deleted' | 'closed' | 'voided-not-deleted'
  }
  'back-after-removal': OfDocument
  'date-in-closed-period': OfOrder & {
    readonly kind: DocumentKind
    readonly txnDate: string
    readonly closingDate: string
  }
  'refund-does-not-add-up': OfOrder & {
    readonly refund: string
    readonly partsCents: Cents
    readonly amountCents: Cents
  }
  /** As a plugin lists them: they come to more than the order, or one of them to nothing. */
  'part-payments-unclear': OfOrder & { readonly paidCents: Cents; readonly totalCents: Cents }
  /** `money` with its `number` was to be set against the document of this kind and number. */
  'less-is-open': OfDocument & {
    readonly money: DocumentKind
    readonly number: string
    readonly totalCents: Cents
    readonly openCents: Cents
  }
  /** Its money is not in Undeposited Funds: somebody took it to the bank. */
  'money-not-waiting': OfOrder & { readonly totalCents: Cents }
  'payment-disputed': OfOrder & { readonly gateway: string; readonly title: string }
  /** Money that the bank took back itself. */
  'refund-is-chargeback': OfOrder & { readonly refund: string; readonly refNumber: string }
  /** Several refunds of one item, of which some came back on the shelf. */
  'restock-unclear': OfOrder & { readonly refNumber: string; readonly item: string }
  /** `invoice` by its number: nothing was paid of it when the refund was made. */
  'credit-to-apply': OfOrder & {
    readonly refNumber: string
    readonly totalCents: Cents
    readonly invoice: string
  }
  'refund-of-unposted': OfDocument & { readonly refund: string }
  /** The shop sent that there are refunds, and not what was refunded. */
  'refund-details-missing': OfOrder & { readonly refNumbers: readonly string[] }
  'refund-deleted-in-shop': OfDocument
  // Refusals. What QuickBooks names in its message is null where it names nothing.
  'quickbooks-refused': OfRequest
  'period-closed': OfRequest
  'permission-missing': OfRequest
  'single-user-needed': OfRequest
  'feature-missing': OfRequest
  /** `list` in QuickBooks' word, e.g. `Customer`; `name` may be an ID. */
  'reference-missing': OfRequest & { readonly list: string | null; readonly name: string | null }
  'text-unusable': OfRequest & { readonly field: string | null }
  'posting-account-missing': OfRequest
  'name-in-use': OfRequest & { readonly name: string | null }
  'quickbooks-busy': OfRequest
  'request-malformed': OfRequest
  'answer-unclear': OfRequest
  'set-refused': OfOrder
  'too-many-attempts': OfOrder & { readonly attempts: number }
  // The whole store
  'quickbooks-too-old': { readonly version: string }
  'wrong-company-file': { readonly expected: string; readonly found: string }
  /** `document` as it begins a line: `Sales receipt 1042`. */
  /** Missing, or as it stood before it was changed or taken out. */
  'company-file-restored': OfOrder & { readonly document: string; readonly isMissing: boolean }
  'nothing-moves': { readonly waiting: number }
  'quickbooks-unreachable': { readonly waiting: number }
  'names-running-out': { readonly names: number; readonly namesMax: number }
  // What nobody calls to say. `since` in the shop's time, to the minute: `2026-11-26 14:05`.
  'password-refused': { readonly since: string }
  'web-connector-silent': { readonly since: string; readonly minutes: number }
  'orders-waiting': { readonly since: string }
  'shop-silent': { readonly since: string }
}
