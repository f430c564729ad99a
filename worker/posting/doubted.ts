/** Documents of the shop as they are sought in QuickBooks, and what is read while one is in doubt. */
import type { DocumentKind, SaleKind } from '../books/document.ts'
import type { Cents } from '../money/cents.ts'

/**
 * Which document of an order: at most one QuickBooks transaction each. Payments that a buyer made in
 * parts are numbered. A refund is a credit memo, and its settlement the money that went back; both
 * carry the shop's ID of the refund. The deposit takes the money of the receipt, or of the payment.
 */
export type DocumentRole =
  | 'sale'
  | 'payment'
  | `payment:${number}`
  | 'deposit'
  | `refund:${number}`
  | `settlement:${number}`

type RoleFamily = 'sale' | 'payment' | 'deposit' | 'refund' | 'settlement'

/** Null for a word that is no role of ours. */
export function documentRole(word: string): DocumentRole | null {
  return /^(?:sale|payment|deposit|(?:payment|refund|settlement):\d{1,15})$/.test(word)
    ? (word as DocumentRole)
    : null
}

/** Whether it is money for an order: all of it, or a part. */
export function isPayment(role: string): boolean {
  return /^payment(?::|$)/.test(role)
}

/** Whether it is a credit memo, which a refund becomes. */
export function isCredit(role: string): boolean {
  return role.startsWith('refund:')
}

/** Whether it is of a refund: its credit memo, or what settles that. */
export function isOfRefund(role: string): boolean {
  return isCredit(role) || role.startsWith('settlement:')
}

/** Every form that a sale can stand as. */
export const SALE_KINDS = [
  'SalesReceipt',
  'Invoice',
  'SalesOrder',
  'Estimate',
] as const satisfies readonly SaleKind[]

const KINDS: Readonly<Record<RoleFamily, readonly DocumentKind[]>> = {
  sale: SALE_KINDS,
  payment: ['ReceivePayment'],
  deposit: ['Deposit'],
  refund: ['CreditMemo'],
  settlement: ['ARRefundCreditCard', 'Check'],
}

/** What a role may stand as in QuickBooks. */
export function kindsOf(role: DocumentRole): readonly DocumentKind[] {
  const [family] = role.split(':')
  return KINDS[family as RoleFamily]
}

/**
 * Of these, what this store's documents of a role may be: all that a sale may stand as, whoever made
 * it; of what is applied to a document only the one it is, or was, sent as.
 */
export function kindsAsked(
  role: DocumentRole,
  {
    saleKinds,
    documentKind,
  }: { readonly saleKinds: readonly SaleKind[]; readonly documentKind: DocumentKind },
): readonly DocumentKind[] {
  return role === 'sale' ? saleKinds : [documentKind]
}

export function documentKey(subject: string, role: DocumentRole): string {
  return `${role} ${subject}`
}

export function subjectOfKey(key: string): string {
  return key.slice(key.indexOf(' ') + 1)
}

export type SoughtDocument = {
  readonly subject: string
  readonly role: DocumentRole
  readonly refNumber: string
  readonly isNumbered: boolean
  /** The document as a set in doubt carried it; empty where none did. */
  readonly sent: string
}

/** A document that is sought by its number before its Add. */
export type AskedNumber = SoughtDocument & {
  /** Of one that was taken out of the books and may still have the number, void or closed. */
  readonly removedID: string | null
}

/** A document that was sent and whose answer never came, by all that tells it. */
export type DoubtedDocument = SoughtDocument & {
  readonly documentKind: DocumentKind
  readonly totalCents: Cents
  readonly txnDate: string
  readonly customerListID: string
  readonly posting: number
}

/** A set that nobody answered, and that jobs at hand were last carried by. */
export type DoubtedSet = {
  readonly setID: string
  readonly sentAtMs: number
  readonly documents: readonly DoubtedDocument[]
  readonly changes: readonly DoubtedChange[]
}

/** A document that was to be changed, or taken out of the books. */
export type DoubtedChange = {
  readonly txnID: string
  /** What it was to say; empty of one that was to go. */
  readonly sent: string
  readonly isRemoval: boolean
}

/** What is read before anything of a set in doubt is sent again. */
export const DOUBT_READS = [
  'SalesReceipt',
  'Invoice',
  'SalesOrder',
  'Estimate',
  'ReceivePayment',
  'CreditMemo',
  'ARRefundCreditCard',
  'Check',
  'Deposit',
  'deleted',
] as const
export type DoubtRead = (typeof DOUBT_READS)[number]

/** Read only for those that may stand among them: not every user of QuickBooks may see the bank. */
const OF_THE_BANK: readonly DoubtRead[] = ['Check', 'Deposit']

/** A set without documents of its own stands for all that ever left. */
export function isReadFor(read: DoubtRead, sets: readonly DoubtedSet[]): boolean {
  return (
    !OF_THE_BANK.includes(read) ||
    sets.some(
      ({ documents }) =>
        documents.length === 0 || documents.some(({ documentKind }) => documentKind === read),
    )
  )
}

export type ReadProgress =
  | { readonly kind: 'due' }
  /** More pages wait behind this iterator, which dies with the session. */
  | { readonly kind: 'page'; readonly iteratorID: string }
  | { readonly kind: 'whole' }

/** How far the reading has come, and for which sets it counts. */
export type DoubtReading = {
  readonly setIDs: readonly string[]
  readonly reads: Readonly<Record<DoubtRead, ReadProgress>>
  /** QuickBooks will not show it: what is in doubt waits for a person. */
  readonly refusal: { readonly statusCode: number; readonly message: string } | null
  /** Answers in a row that did not show what was asked. */
  readonly unread: number
}

export const NOTHING_READ: DoubtReading['reads'] = {
  SalesReceipt: { kind: 'due' },
  Invoice: { kind: 'due' },
  SalesOrder: { kind: 'due' },
  Estimate: { kind: 'due' },
  ReceivePayment: { kind: 'due' },
  CreditMemo: { kind: 'due' },
  ARRefundCreditCard: { kind: 'due' },
  Check: { kind: 'due' },
  Deposit: { kind: 'due' },
  deleted: { kind: 'due' },
}

/**
 * A page that was asked for and whose answer is not there is lost: the iterator has moved on, so
 * that reading begins anew. To be taken before an answer is learned from, which says how far it is.
 */
export function withoutPages(doubt: DoubtReading | null): DoubtReading | null {
  if (doubt === null) {
    return null
  }
  const reads = DOUBT_READS.map((read) => {
    const progress = doubt.reads[read]
    return [read, progress.kind === 'page' ? { kind: 'due' } : progress] as const
  })
  return { ...doubt, reads: Object.fromEntries(reads) as DoubtReading['reads'] }
}
