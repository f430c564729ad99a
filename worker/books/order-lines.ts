/** The lines of a sale: what was sold, shipped and charged, each net of discount and tax. */
import { bundleLines } from './bundle-lines.ts'
import { chargeLines } from './charge-lines.ts'
import { withDiscounts } from './discount-lines.ts'
import { goodsLines } from './goods-lines.ts'
import type { LineSource, OrderLine } from './order-line.ts'
import { tenderLines, withoutCredit } from './redemptions.ts'

/** Products first, then shipping, fees, coupons, what was redeemed. Empty where there is nothing. */
export function orderLines(source: LineSource): readonly OrderLine[] {
  const { order, amounts, choices, redeemed, soldLines } = source
  const sold = goodsLines(order, { amounts: amounts.lineItems, choices })
  const goods = bundleLines(withoutCredit(sold, redeemed), {
    style: choices.lines.bundles,
    lineItems: soldLines,
  })
  const { lines, discounts } = withDiscounts(goods, source)
  const charges = chargeLines(source)
  // Free shipping is no line of a receipt, unless there would be none without it.
  const chargesWithAmount = charges.filter((line) => line.amountCents !== 0)
  const tenders = tenderLines(redeemed, choices)
  const all = [...lines, ...chargesWithAmount, ...discounts, ...tenders]
  return all.length === 0 ? charges.slice(0, 1) : all
}
