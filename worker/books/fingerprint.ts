/** What of a sale moves the books, as text: equal texts, nothing to correct. */
import { sum } from '../money/cents.ts'
import { canonicalJSON } from '../woo/canonical-json.ts'
import type { SaleDocument } from './document.ts'

/**
 * Amounts, items, day and buyer. Not what the owner's mapping decides, since a new mapping is
 * for new orders; not words and addresses, and not the status, which is no part of a document.
 */
export function documentFingerprint(document: SaleDocument): string {
  const { txnDate, customer, lines, totalCents } = document
  return canonicalJSON({
    txnDate,
    // The last subject is the e-mail where there is one: a guest who opens an account stays the same.
    buyer: customer.subjects.at(-1),
    lines: lines.map(({ item, quantity, amountCents }) => [item.subject, quantity, amountCents]),
    taxCents: totalCents - sum(lines.map((line) => line.amountCents)),
    totalCents,
  })
}
