/** The step in which a shop's amounts are told: WooCommerce rounds each to its number of decimals. */
import type { Cents } from '../money/cents.ts'
import { cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'

/** What QuickBooks keeps of any currency. */
export const BOOKS_DECIMALS = 2

/**
 * Fraction digits of the order's amounts: 2, 0 of whole yen or of a shop that shows none, 3 of
 * Kuwaiti dinars. Where a plugin wrote numbers, `10` among `9.50`, the longest tells.
 */
export function shownDecimals(order: Order): number {
  return Math.max(...shownAmounts(order).map((amount) => amount.split('.')[1]?.length ?? 0))
}

/** By what the order's amounts move in the books: 1, or 100 where the shop shows whole amounts. */
export function shownStepCents(order: Order): Cents {
  return cents(10 ** Math.max(0, BOOKS_DECIMALS - shownDecimals(order)))
}

/** Half a step for each rounded figure, in cents, rounded down: what they explain together. */
export function roundingExplains(order: Order, figures: number): Cents {
  const stepCents = 10 ** (BOOKS_DECIMALS - shownDecimals(order))
  return cents(Math.floor((figures * stepCents) / 2))
}

function shownAmounts(order: Order): readonly string[] {
  const lines = [...order.lineItems, ...order.shippingLines, ...order.feeLines]
  return [
    order.total,
    order.totalTax,
    ...lines.map(({ total }) => total),
    ...order.taxLines.flatMap(({ taxTotal, shippingTaxTotal }) => [taxTotal, shippingTaxTotal]),
  ]
}
