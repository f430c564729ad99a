/** Wrong data as a value: what happened, what to do, and what must change before a new try. */
import type { Cents } from '../money/cents.ts'
import type { DocumentKind } from './document.ts'
import type { ProblemCode, ProblemFacts } from './problem-facts.ts'
import { SENTENCES } from './problem-sentences.ts'

export type { DocumentWish, ProblemCode, ProblemFacts } from './problem-facts.ts'

/**
 * `summary` says what happened to which order in the shop's words; `remedy` what to do, with the
 * menu path; `detail` keeps QuickBooks' own words.
 */
export type Problem = {
  readonly code: ProblemCode
  readonly summary: string
  readonly remedy: string
  readonly detail: string | null
  /** Of a document in QuickBooks that may be the order's: which it is. */
  readonly document?: FoundDocument
  /** Of a buyer or a product: who or what it is that a person can link with an entry of QuickBooks. */
  readonly sought?: SoughtEntry
}

export type SoughtEntry = {
  readonly list: 'customer' | 'item'
  /** What a link is kept under, such as `customer:812` and `guest:ana@example.test`. Never empty. */
  readonly subjects: readonly string[]
  /** As the shop calls it: `Ana Lima`, `TEE-001`. */
  readonly name: string
  /** Full names of entries that it may be. */
  readonly candidates: readonly string[]
  /** Of a customer of a company with several currencies: in which it is kept, by QuickBooks' name. */
  readonly currency?: { readonly name: string | null; readonly isHome: boolean }
}

/** A document without a mark of ours, as QuickBooks showed it. */
export type FoundDocument = {
  /** Of the order's documents the one it may be: `sale`, `payment`, `refund:77`. */
  readonly role: string
  readonly kind: DocumentKind
  readonly txnID: string
  readonly refNumber: string
  readonly totalCents: Cents | null
}

export function problem<TCode extends ProblemCode>(
  code: TCode,
  facts: ProblemFacts[TCode],
  detail: string | null = null,
): Problem {
  return { code, ...SENTENCES[code](facts), detail }
}

/** Tells a Problem from the document or decision that stands in the same place when all is well. */
export function isProblem(result: object): result is Problem {
  return 'code' in result && 'remedy' in result
}

/**
 * What must change before it makes sense to try again: a setting; something in QuickBooks that each
 * session reads anyway; something there that only another try tells, `refusal`; the order itself; or
 * nothing that we could see – a person's act.
 */
export const RECHECK: Readonly<
  Record<ProblemCode, 'mapping' | 'quickbooks' | 'refusal' | 'order' | 'person'>
> = {
  'order-without-lines': 'order',
  'order-does-not-add-up': 'order',
  'tax-does-not-add-up': 'order',
  'currency-not-in-books': 'mapping',
  'currency-not-in-quickbooks': 'quickbooks',
  'exchange-rate-unclear': 'order',
  'customer-of-another-currency': 'quickbooks',
  'amount-too-precise': 'order',
  'negative-total': 'order',
  'redemption-unexplained': 'order',
  'credit-lowers-tax': 'order',
  'order-number-too-long': 'mapping',
  'order-number-unusable': 'mapping',
  'unreadable-field': 'order',
  'snapshot-too-large': 'order',
  'status-not-sent': 'order',
  'before-start-date': 'person',
  'taken-off-list': 'person',
  'paused-by-hand': 'person',
  'before-first-order': 'person',
  'unfinished-order': 'order',
  'unknown-deletion': 'order',
  'kind-not-sent': 'mapping',
  'customer-not-in-books': 'order',
  'field-too-long': 'mapping',
  'field-without-day': 'mapping',
  'held-by-rule': 'mapping',
  'unmapped-tax-rate': 'mapping',
  'unmapped-tax-code': 'mapping',
  'no-zero-rate-item': 'mapping',
  'unmapped-gateway': 'mapping',
  'no-refund-account': 'mapping',
  'no-account': 'quickbooks',
  'account-missing': 'quickbooks',
  'customer-missing': 'quickbooks',
  'customer-inactive': 'quickbooks',
  'customer-ambiguous': 'quickbooks',
  'customer-path-too-long': 'quickbooks',
  'customer-name-taken': 'quickbooks',
  'item-missing': 'quickbooks',
  'item-inactive': 'quickbooks',
  'item-unsuitable': 'quickbooks',
  'chosen-item-missing': 'quickbooks',
  'item-ambiguous': 'quickbooks',
  'no-fallback-item': 'mapping',
  'no-gift-card-account': 'mapping',
  'gift-card-account-unsuitable': 'quickbooks',
  'list-unreadable': 'quickbooks',
  'list-entry-missing': 'quickbooks',
  'sales-tax-off': 'quickbooks',
  'classes-off': 'quickbooks',
  'tax-code-unsuitable': 'quickbooks',
  'ref-number-used': 'person',
  'near-match': 'person',
  // Of two, a person keeps one; of a wrong guess about which, nothing would be left.
  'posted-twice': 'person',
  'total-differs': 'person',
  'changed-after-posting': 'person',
  'cancelled-after-posting': 'person',
  'deleted-in-shop': 'person',
  'sale-still-stands': 'person',
  'document-without-sale': 'person',
  'deleted-in-quickbooks': 'person',
  'fee-unclear': 'order',
  'money-for-invoiced': 'person',
  'document-linked': 'refusal',
  'document-deposited': 'refusal',
  'document-in-closed-period': 'refusal',
  'document-edited': 'person',
  'taken-out-of-books': 'person',
  'back-after-removal': 'person',
  'date-in-closed-period': 'quickbooks',
  'refund-does-not-add-up': 'order',
  'part-payments-unclear': 'order',
  'less-is-open': 'person',
  'money-not-waiting': 'person',
  'payment-disputed': 'order',
  'refund-is-chargeback': 'person',
  'restock-unclear': 'person',
  'credit-to-apply': 'person',
  'refund-of-unposted': 'person',
  'refund-details-missing': 'order',
  'refund-deleted-in-shop': 'person',
  'quickbooks-refused': 'person',
  'period-closed': 'refusal',
  'permission-missing': 'refusal',
  'single-user-needed': 'refusal',
  'feature-missing': 'refusal',
  'reference-missing': 'refusal',
  'text-unusable': 'order',
  'posting-account-missing': 'refusal',
  'name-in-use': 'refusal',
  'quickbooks-busy': 'refusal',
  'request-malformed': 'person',
  'answer-unclear': 'person',
  'set-refused': 'person',
  'too-many-attempts': 'person',
  'quickbooks-too-old': 'quickbooks',
  'wrong-company-file': 'quickbooks',
  'company-file-restored': 'quickbooks',
  'nothing-moves': 'quickbooks',
  'quickbooks-unreachable': 'quickbooks',
  'names-running-out': 'mapping',
  'password-refused': 'person',
  'web-connector-silent': 'person',
  'orders-waiting': 'quickbooks',
  'shop-silent': 'person',
}

/** The codes that wait for the same thing. */
export function codesWaitingFor(cause: (typeof RECHECK)[ProblemCode]): readonly ProblemCode[] {
  return (Object.keys(RECHECK) as ProblemCode[]).filter((code) => RECHECK[code] === cause)
}
