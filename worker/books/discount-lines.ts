/** Coupons: inside each line, or in lines of their own. The total and its tax stay what they are. */
import { allocate, allocateBoth } from '../money/allocate.ts'
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { CouponLine } from '../woo/order.ts'
import { discountText } from './goods-lines.ts'
import type { GoodsLine } from './goods-lines.ts'
import { chosenItem, DISCOUNT_ITEM } from './item-identity.ts'
import { fittedDescription } from './line-description.ts'
import { mappedInAnyCase } from './mapped.ts'
import type { LineChoices, LineSource, OrderLine } from './order-line.ts'
import { withoutMarkup } from './plain-text.ts'

export type GoodsWithDiscounts = {
  readonly lines: readonly OrderLine[]
  /** For the end of the document, behind what was shipped and charged. */
  readonly discounts: readonly OrderLine[]
}

type Discounted = {
  readonly choices: LineChoices
  /** Those that took something off. */
  readonly coupons: readonly CouponLine[]
}

export function withDiscounts(
  goods: readonly GoodsLine[],
  { order, choices, redeemed }: Pick<LineSource, 'order' | 'choices' | 'redeemed'>,
): GoodsWithDiscounts {
  const coupons = order.couponLines.filter(
    ({ code, discount }) =>
      /[1-9]/.test(discount) && !redeemed.couponCodes.includes(code.toLowerCase()),
  )
  const discounted = { choices, coupons }
  switch (choices.discounts) {
    case 'in-line':
      return { lines: goods.flatMap((line) => inLine(line, discounted)), discounts: [] }
    case 'per-line':
      return { lines: perLine(goods, discounted), discounts: [] }
    case 'separate':
      return {
        lines: goods.map((line) => atListPrice(line)),
        discounts: separate(goods, discounted),
      }
  }
}

/** A card is worth what is printed on it, whatever was paid for it: its discount is no part of it. */
function inLine(line: GoodsLine, discounted: Discounted): readonly OrderLine[] {
  if (line.item.role === 'gift-card') {
    return perLine([line], discounted)
  }
  const codes = discounted.coupons.map(({ code }) => code)
  return [asOrderLine(line, { amountCents: line.amountCents, note: discountText(line, codes) })]
}

function atListPrice(line: GoodsLine): OrderLine {
  const amountCents = cents(line.amountCents + line.discountCents)
  return asOrderLine(line, { amountCents, note: '' })
}

function asOrderLine(
  line: GoodsLine,
  { amountCents, note }: { readonly amountCents: Cents; readonly note: string },
): OrderLine {
  const [first = '', ...others] = line.words
  const named = line.aside === '' ? first : `${first} ${line.aside}`
  const words = [named, ...others, note].filter((word) => word !== '').join(' – ')
  const { text, losses } = fittedDescription('line_items.name', words)
  return {
    lineID: line.lineID,
    item: line.item,
    description: text,
    quantity: line.quantity,
    amountCents,
    taxRateIDs: line.taxRateIDs,
    className: null,
    losses: [...losses, ...line.losses],
  }
}

/** Behind each line what was taken off it; by coupon, where one has an item or a class of its own. */
function perLine(goods: readonly GoodsLine[], discounted: Discounted): readonly OrderLine[] {
  const parts = byCoupon(
    goods.map(({ discountCents }) => discountCents),
    discounted.coupons,
  )
  const isSplit = discounted.coupons.some(({ code }) => isMapped(code, discounted.choices))
  return goods.flatMap((line, at) => {
    const listed = atListPrice(line)
    const off = isSplit
      ? discounted.coupons.map((coupon, column) => ({
          amountCents: parts[at]?.[column] ?? ZERO,
          code: coupon.code,
          words: `${couponName(coupon.code)} on ${line.words[0] ?? ''}`,
        }))
      : [
          {
            amountCents: line.discountCents,
            code: null,
            words: `Discount on ${listed.description}`,
          },
        ]
    return [listed, ...off.flatMap((one) => discountLine(one, { line, discounted }))]
  })
}

/** One line a coupon and a kind of taxation, each coupon's part by what WooCommerce says it gave. */
function separate(goods: readonly GoodsLine[], discounted: Discounted): readonly OrderLine[] {
  const { coupons } = discounted
  const groups = [
    ...Map.groupBy(
      goods.filter(({ discountCents }) => discountCents !== 0),
      ({ taxRateIDs }) => taxRateIDs.join(),
    ).values(),
  ]
  const totals = groups.map((group) => sum(group.map(({ discountCents }) => discountCents)))
  const parts = byCoupon(totals, coupons)
  return groups.flatMap(([line], at) => {
    if (line === undefined) {
      return []
    }
    const off =
      coupons.length === 0
        ? [{ amountCents: totals[at] ?? ZERO, code: null, words: 'Discount' }]
        : coupons.map(({ code }, column) => ({
            amountCents: parts[at]?.[column] ?? ZERO,
            code,
            words: couponName(code),
          }))
    return off.flatMap((one) => discountLine(one, { line, discounted }))
  })
}

/** What each coupon has of each discount: exact for the discounts, and for the coupons together. */
function byCoupon(
  discounts: readonly Cents[],
  coupons: readonly CouponLine[],
): readonly (readonly Cents[])[] {
  if (coupons.length === 0) {
    return []
  }
  const weights = coupons.map(({ discount }) => Math.max(0, parseCents(discount) ?? 0))
  const columns = allocate(sum(discounts), weights)
  return allocateBoth({ rows: discounts, columns })
}

function discountLine(
  off: { readonly amountCents: Cents; readonly code: string | null; readonly words: string },
  { line, discounted }: { readonly line: GoodsLine; readonly discounted: Discounted },
): OrderLine[] {
  if (off.amountCents === 0) {
    return []
  }
  const chosen = mappedInAnyCase(discounted.choices.mapping.coupons, off.code ?? '')
  const item = chosenItem(DISCOUNT_ITEM, discounted.choices)
  const { text, losses } = fittedDescription('coupon_lines.code', off.words)
  return [
    {
      lineID: null,
      item: { ...item, chosenFullName: chosen?.itemName ?? item.chosenFullName },
      description: text,
      quantity: null,
      amountCents: cents(0 - off.amountCents),
      // Taxed as the line it lowers, or QuickBooks would tax what nobody paid.
      taxRateIDs: line.taxRateIDs,
      className: chosen?.className ?? null,
      losses,
    },
  ]
}

function isMapped(code: string, { mapping }: LineChoices): boolean {
  return mappedInAnyCase(mapping.coupons, code) !== null
}

function couponName(code: string): string {
  return `Coupon ${withoutMarkup(code)}`
}
