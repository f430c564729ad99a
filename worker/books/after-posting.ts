/** What the shop did to an order after its sale stood in QuickBooks, and what no document says. */
import { parseCents, sum, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { creditNumber } from './document-number.ts'
import type { SaleKind } from './document.ts'
import { isDisputed } from './dispute.ts'
import { problem } from './problems.ts'
import type { DocumentWish, Problem } from './problems.ts'

export type Undone = Extract<DocumentWish, 'cancelled' | 'failed' | 'trash' | 'deleted'>

const UNDONE_STATUSES = ['cancelled', 'failed', 'trash'] as const

/**
 * How the shop gave the sale up; null while it has not. A refund is no such thing, nor is a status
 * that orders do not go out with.
 */
export function undoneBy({ status }: Order, isDeleted: boolean): Undone | null {
  return isDeleted ? 'deleted' : (UNDONE_STATUSES.find((one) => one === status) ?? null)
}

/**
 * What a bookkeeper has still to do by hand, or null. The documents stand; this says what does not
 * stand beside them.
 */
export function leftToDo(
  order: Order,
  {
    refunds,
    isDeleted,
    refNumberPrefix,
    ...sale
  }: {
    readonly kind: SaleKind
    readonly refNumber: string
    readonly refunds: readonly Pick<Refund, 'id'>[]
    readonly isDeleted: boolean
    readonly refNumberPrefix: string
  },
): Problem | null {
  const { number, status } = order
  const known = new Set(refunds.map(({ id }) => id))
  const missing = order.refunds.filter(({ id }) => !known.has(id))
  if (missing.length > 0) {
    const refNumbers = missing.map(({ id }) => creditNumber(id, refNumberPrefix))
    return problem('refund-details-missing', { order: number, refNumbers })
  }
  if (isDisputed(order)) {
    const { paymentMethod: gateway, paymentMethodTitle: title } = order
    return problem('payment-disputed', { order: number, gateway, title })
  }
  const refundedCents = Math.abs(sum(order.refunds.map(({ total }) => parseCents(total) ?? ZERO)))
  const totalCents = parseCents(order.total) ?? ZERO
  // Given up and refunded to the cent, sale and credit stand against each other.
  if (refundedCents === totalCents) {
    return null
  }
  if (isDeleted) {
    return problem('sale-still-stands', { order: number, ...sale, status: 'deleted' })
  }
  // Waiting for its payment again; or set to “refunded” by hand, without any refund of money.
  const isOpenAgain = status === 'pending' || (status === 'refunded' && refundedCents === 0)
  return undoneBy(order, isDeleted) !== null || isOpenAgain
    ? problem('sale-still-stands', { order: number, ...sale, status })
    : null
}
