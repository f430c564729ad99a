import type { OutcomeDocument } from '../journal/outcomes.ts'
import { ZERO } from '../money/cents.ts'
import type { Link } from '../posting/known.ts'

/** A document that stands, as the shop is told of it. */
export function documentOf({ kind, label, quickBooksID, totalCents }: Link): OutcomeDocument {
  return { kind, refNumber: label, txnID: quickBooksID, totalCents: totalCents ?? ZERO }
}
