/** What of a sale moves the books, as text: equal texts, nothing to correct. */
import { sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { canonicalJSON } from '../woo/canonical-json.ts'
import type { CustomerIdentity, ItemIdentity } from './document.ts'

export type Fingerprinted = {
  /** When the order was placed, in the shop's own time. */
  readonly dateCreated: string
  readonly customer: CustomerIdentity
  /** Net of discounts, as the shop has them. */
  readonly lines: readonly {
    readonly item: ItemIdentity
    readonly quantity: string | null
    readonly amountCents: Cents
  }[]
  readonly totalCents: Cents
}

/**
 * Amounts, items, day and buyer. Not what the owner's settings decide, since a new choice is for
 * new orders; not words and addresses, and not the status, which is no part of a document.
 */
export function saleFingerprint({
  dateCreated,
  customer,
  lines,
  totalCents,
}: Fingerprinted): string {
  return canonicalJSON({
    txnDate: dateCreated.slice(0, 'yyyy-mm-dd'.length),
    // The last subject is the e-mail where there is one: a guest who opens an account stays the same.
    buyer: customer.subjects.at(-1),
    lines: lines.map(({ item, quantity, amountCents }) => [item.subject, quantity, amountCents]),
    taxCents: totalCents - sum(lines.map((line) => line.amountCents)),
    totalCents,
  })
}

/** Who bought, by a fingerprint; null where it is none, as of a document found by its marker. */
export function buyerIn(fingerprint: string): string | null {
  if (fingerprint === '') {
    return null
  }
  const { buyer } = JSON.parse(fingerprint) as { readonly buyer?: string }
  return buyer ?? null
}
