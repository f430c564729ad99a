/** The lines of a sale: what was sold, shipped and charged, each net of discount and tax. */
import { formatCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { bundleLines } from './bundle-lines.ts'
import { chargeLines } from './charge-lines.ts'
import { withDiscounts } from './discount-lines.ts'
import { goodsLines } from './goods-lines.ts'
import { chosenItem, DIFFERENCE_ITEM } from './item-identity.ts'
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
  const difference = differenceLines(source)
  const all = [...lines, ...chargesWithAmount, ...discounts, ...difference, ...tenders]
  return all.length === 0 ? charges.slice(0, 1) : all
}

/** What nothing explains stands by itself, untaxed, for the accountant to see. */
function differenceLines({ order, amounts, choices }: LineSource): readonly OrderLine[] {
  const { differenceCents: amountCents } = amounts
  const item = chosenItem(DIFFERENCE_ITEM, choices)
  const { description } = item
  return amountCents === 0
    ? []
    : [
        {
          lineID: null,
          item,
          description,
          quantity: null,
          amountCents,
          taxRateIDs: [],
          className: null,
          losses: [{ field: 'total', original: order.total, sent: partsWith(amountCents) }],
        },
      ]
}

function partsWith(differenceCents: Cents): string {
  return `the same, with ${formatCents(differenceCents)} on a line of its own`
}
