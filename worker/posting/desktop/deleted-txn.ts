import type { SaleDocument, SaleKind } from '../../books/document.ts'
import { findEntry } from '../known.ts'
import type { Known } from '../known.ts'

/** The computer's clock and zone may be a day off. */
const SLACK_MS = 86_400_000

/** A sale with this number that somebody deleted, and that is not older than the order. */
export function deletedTxn(
  known: Known,
  { refNumber, isNumbered, txnDate }: Pick<SaleDocument, 'refNumber' | 'isNumbered' | 'txnDate'>,
): { readonly kind: SaleKind; readonly refNumber: string } | null {
  if (!isNumbered) {
    return null
  }
  const kind = known.saleKinds.find((one) => {
    const entry = findEntry(known, 'deleted-txn', deletedTxnName(one, refNumber))
    // Without a time it may be the order's: that is enough to ask.
    const createdAtMs = Date.parse(entry?.timeCreated ?? '')
    return entry !== null && !(createdAtMs < Date.parse(txnDate) - SLACK_MS)
  })
  return kind === undefined ? null : { kind, refNumber }
}

/** As deletions are kept beside QuickBooks' lists: a payment has the number of its invoice. */
export function deletedTxnName(kind: SaleKind, refNumber: string): string {
  return `${kind} ${refNumber}`
}
