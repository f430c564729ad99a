import type { SaleDocument, SaleKind } from '../../books/document.ts'
import { SALE_KINDS } from '../doubted.ts'
import { findEntry } from '../known.ts'
import type { Known } from '../known.ts'

/** The computer's clock and zone may be a day off. */
const SLACK_MS = 86_400_000

/** A sale with this number that somebody deleted, and that is not older than the order. */
export function deletedTxn(
  known: Known,
  { refNumber, txnDate }: Pick<SaleDocument, 'refNumber' | 'txnDate'>,
): { readonly kind: SaleKind; readonly refNumber: string } | null {
  const entry = findEntry(known, 'deleted-txn', refNumber)
  const kind = SALE_KINDS.find((one) => one === entry?.type)
  if (entry === null || kind === undefined) {
    return null
  }
  const createdAtMs = Date.parse(entry.timeCreated ?? '')
  // Without a time it may be: that is enough to ask.
  return createdAtMs < Date.parse(txnDate) - SLACK_MS ? null : { kind, refNumber }
}
