/** What the shop did to an order after its sale stood in QuickBooks, and what no document says. */
import { parseCents, sum, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import type { SaleKind } from './document.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

/** Statuses that say that the sale is not one any more, or waits for its payment again. */
const UNDONE_STATUSES: readonly string[] = ['cancelled', 'failed', 'trash', 'pending']

/**
 * What a bookkeeper has still to do by hand, or null. The documents stand; this says what does not
 * stand beside them.
 */
export function leftToDo(
  order: Order,
  {
    refunds,
    ...sale
  }: { readonly kind: SaleKind; readonly refNumber: string; readonly refunds: readonly Refund[] },
): Problem | null {
  const { number, status } = order
  const known = new Set(refunds.map(({ id }) => id))
  const missing = order.refunds.filter(({ id }) => !known.has(id))
  if (missing.length > 0) {
    return problem('refund-details-missing', { order: number, count: missing.length })
  }
  const isUndone = UNDONE_STATUSES.includes(status)
  // An order is set to “refunded” by hand, too, without any refund of money.
  const isEmptyRefund = status === 'refunded' && refundedCents(order) === 0
  return isUndone || (isEmptyRefund && (parseCents(order.total) ?? ZERO) !== 0)
    ? problem('cancelled-after-posting', { order: number, ...sale, status })
    : null
}

function refundedCents(order: Order): number {
  return Math.abs(sum(order.refunds.map(({ total }) => parseCents(total) ?? ZERO)))
}
