/** Coupons in lines of their own, where the owner wants to see them: the total stays what it is. */
import { allocate } from '../money/allocate.ts'
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import { DISCOUNT_ITEM } from './item-identity.ts'
import { withoutMarkup } from './plain-text.ts'
import type { OrderLine } from './order-lines.ts'

export type DiscountStyle = 'in-line' | 'per-line' | 'separate'

/** `lines` begin with the order's own, in its order, net of their discounts. */
export function withDiscountLines(
  order: Order,
  lines: readonly OrderLine[],
  style: DiscountStyle,
): readonly OrderLine[] {
  if (style === 'in-line') {
    return lines
  }
  const discounts = order.lineItems.map(({ subtotal, total }) => discountCents(subtotal, total))
  if (sum(discounts) === 0) {
    return lines
  }
  const listed = lines.map((line, at) => atListPrice(line, discounts[at] ?? ZERO))
  return style === 'per-line'
    ? listed.flatMap((line, at) => [line, ...discountLine(line, discounts[at] ?? ZERO)])
    : [...listed, ...separateLines(order, { lines, discounts })]
}

/** What coupons took off a line; a line that costs more than its list price has no discount. */
function discountCents(subtotal: string, total: string): Cents {
  const [listCents, netCents] = [parseCents(subtotal) ?? ZERO, parseCents(total) ?? ZERO]
  return listCents > netCents ? cents(listCents - netCents) : ZERO
}

function atListPrice(line: OrderLine, discount: Cents): OrderLine {
  return { ...line, amountCents: cents(line.amountCents + discount) }
}

function discountLine(line: OrderLine, discount: Cents): OrderLine[] {
  return discount === 0
    ? []
    : [
        {
          item: DISCOUNT_ITEM,
          description: `Discount on ${line.description}`,
          quantity: null,
          amountCents: cents(0 - discount),
          // Taxed as the line it lowers, or QuickBooks would tax what nobody paid.
          taxRateIDs: line.taxRateIDs,
          losses: [],
        },
      ]
}

/** One line a coupon and a kind of taxation, each coupon's part by what WooCommerce says it gave. */
function separateLines(
  order: Order,
  {
    lines,
    discounts,
  }: { readonly lines: readonly OrderLine[]; readonly discounts: readonly Cents[] },
): OrderLine[] {
  const coupons = order.couponLines.filter(({ discount }) => (parseCents(discount) ?? ZERO) > 0)
  const weights = coupons.map(({ discount }) => Number(parseCents(discount) ?? ZERO))
  const byTaxation = Map.groupBy(
    discounts.flatMap((discount, at) => {
      const line = lines[at]
      return discount === 0 || line === undefined ? [] : [{ discount, line }]
    }),
    ({ line }) => line.taxRateIDs.join(),
  )
  return [...byTaxation.values()].flatMap((group) => {
    const total = sum(group.map(({ discount }) => discount))
    const [first] = group
    const parts = coupons.length === 0 ? [total] : allocate(total, weights)
    return parts.flatMap((part, at): OrderLine[] =>
      part === 0 || first === undefined
        ? []
        : [
            {
              item: DISCOUNT_ITEM,
              description: couponName(coupons[at]?.code),
              quantity: null,
              amountCents: cents(0 - part),
              taxRateIDs: first.line.taxRateIDs,
              losses: [],
            },
          ],
    )
  })
}

function couponName(code: string | undefined): string {
  return code === undefined ? 'Discount' : `Coupon ${withoutMarkup(code)}`
}
