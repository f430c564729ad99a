/** Documents of the shop as they are sought in QuickBooks, and what is read while one is in doubt. */
import type { DocumentKind, SaleKind } from '../books/document.ts'
import type { Cents } from '../money/cents.ts'

/** Which document of an order: at most one QuickBooks transaction each. */
export type DocumentRole = (typeof ORDER_ROLES)[number]

const ORDER_ROLES = ['sale', 'payment'] as const

/** Null for a word that is no role of ours. */
export function documentRole(word: string): DocumentRole | null {
  return ORDER_ROLES.find((role) => role === word) ?? null
}

/** The kinds a sale may already stand as; each is asked before the first Add. */
export const SALE_KINDS = ['SalesReceipt', 'Invoice'] as const satisfies readonly SaleKind[]

const KINDS: Readonly<Record<DocumentRole, readonly DocumentKind[]>> = {
  sale: SALE_KINDS,
  payment: ['ReceivePayment'],
}

/** What a role may stand as in QuickBooks. */
export function kindsOf(role: DocumentRole): readonly DocumentKind[] {
  return KINDS[role]
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
  /** Of the document as a set in doubt carried it; empty where none did. */
  readonly fingerprint: string
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
}

/** What is read before anything of a set in doubt is sent again. */
export const DOUBT_READS = ['SalesReceipt', 'Invoice', 'ReceivePayment', 'deleted'] as const
export type DoubtRead = (typeof DOUBT_READS)[number]

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
}

export const NOTHING_READ: DoubtReading['reads'] = {
  SalesReceipt: { kind: 'due' },
  Invoice: { kind: 'due' },
  ReceivePayment: { kind: 'due' },
  deleted: { kind: 'due' },
}
