/** What the shop did to an order after its sale stood in QuickBooks, and what is not carried. */
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { SaleKind } from './document.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

/** Statuses that say that the sale is not one any more, or waits for its payment again. */
const UNDONE_STATUSES: readonly string[] = ['cancelled', 'failed', 'trash', 'refunded', 'pending']

/**
 * What a bookkeeper has still to do by hand, or null. The sale stands; this says what does not
 * stand beside it.
 */
export function leftToDo(
  order: Order,
  sale: { readonly kind: SaleKind; readonly refNumber: string },
): Problem | null {
  const facts = { order: order.number, ...sale }
  const refunds = order.refunds.map(({ total }) => parseCents(total) ?? ZERO)
  if (refunds.length > 0) {
    const refundedCents = cents(0 - sum(refunds))
    return problem('refunds-not-carried', {
      order: order.number,
      refNumber: sale.refNumber,
      refundedCents,
      count: refunds.length,
    })
  }
  if (UNDONE_STATUSES.includes(order.status)) {
    return problem('cancelled-after-posting', { ...facts, status: order.status })
  }
  return null
}
