/** The lines of a sale: what was sold, shipped and charged, each net of discount and tax. */
import { bundleLines } from './bundle-lines.ts'
import { chargeLines } from './charge-lines.ts'
import { withDiscounts } from './discount-lines.ts'
import { goodsLines } from './goods-lines.ts'
import type { LineSource, OrderLine } from './order-line.ts'

/** Products first, then shipping, fees and coupons. Empty when the order has none of them. */
export function orderLines({ order, amounts, choices }: LineSource): readonly OrderLine[] {
  const goods = bundleLines(goodsLines(order, { amounts: amounts.lineItems, choices }), {
    style: choices.lines.bundles,
    lineItems: order.lineItems,
  })
  const { lines, discounts } = withDiscounts(goods, { order, choices })
  const charges = chargeLines({ order, amounts, choices })
  // Free shipping is no line of a receipt, unless there would be none without it.
  const chargesWithAmount = charges.filter((line) => line.amountCents !== 0)
  const all = [...lines, ...chargesWithAmount, ...discounts]
  return all.length === 0 ? charges.slice(0, 1) : all
}
