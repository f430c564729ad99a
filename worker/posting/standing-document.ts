/** A document of ours as it was read in QuickBooks, before it is changed or taken out of the books. */
import type { Cents } from '../money/cents.ts'
import type { DocumentContent } from './document-content.ts'

export type StandingDocument = {
  readonly txnID: string
  readonly editSequence: string
  /** `yyyy-mm-dd`; null where QuickBooks did not say. */
  readonly txnDate: string | null
  /** As QuickBooks writes it, with its offset from UTC as a rule. */
  readonly timeCreated: string | null
  /** Of its lines, in their order. */
  readonly lineIDs: readonly string[]
  /** Of an invoice what is still due, of a credit memo what is left of it; null of other forms. */
  readonly openCents: Cents | null
  /** Payments, credits and the like that are tied to it. */
  readonly linked: readonly LinkedDocument[]
  /** What a person changed since it was written; null: it says what it was given. */
  readonly edited: EditedDocument | null
}

export type LinkedDocument = {
  readonly txnID: string
  /** In QuickBooks' word, e.g. `ReceivePayment`. */
  readonly type: string
  readonly refNumber: string
}

export type EditedDocument = {
  /** In an owner's words, e.g. `its lines`. */
  readonly parts: readonly string[]
  /** What it says now. */
  readonly content: DocumentContent
}

/**
 * Whoever writes a document moves its EditSequence on: nothing but an older company file brings one
 * back. Not so where either is not told.
 */
export function isNoLater(editSequence: string, before: string): boolean {
  const isTold = editSequence !== '' && before !== ''
  return isTold && Number(editSequence) <= Number(before)
}
