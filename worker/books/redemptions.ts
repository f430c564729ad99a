/**
 * Gift cards and store credit that paid for a part of an order. They are money that came earlier: the
 * sale stands at its full price, and what was redeemed is taken off the account it was owed from.
 * How a plugin lowered the total, if it did, has to be seen from how the order's parts add up.
 */
import { allocate } from '../money/allocate.ts'
import { cents, formatCents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { GoodsLine } from './goods-lines.ts'
import { chosenItem, GIFT_CARD_ITEM, STORE_CREDIT_ITEM } from './item-identity.ts'
import type { ItemChoices } from './item-identity.ts'
import { orderAmounts } from './order-amounts.ts'
import type { OrderAmounts } from './order-amounts.ts'
import type { OrderLine } from './order-line.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { redemptionsOf } from './redemption-plugins.ts'
import type { Redemption } from './redemption-plugins.ts'
import type { Settings } from './settings.ts'
import { differenceMax } from './unclear-settings.ts'

/** How what was redeemed stands in an order. */
export type Redeemed = {
  /** What becomes a line below zero of its own. */
  readonly tenders: readonly Redemption[]
  /** What of them the shop took off the lines, as it does with coupons: there it is put back. */
  readonly insideCents: Cents
  /** Coupons that are no discount. */
  readonly couponCodes: readonly string[]
}

export const NOTHING_REDEEMED: Redeemed = { tenders: [], insideCents: ZERO, couponCodes: [] }

type UnclearChoices = Pick<Settings['unclearOrders'], 'differencesUpTo' | 'creditBeforeTax'>

export type Settled = {
  /** As sold: they come to the total before anything was redeemed from it. */
  readonly amounts: OrderAmounts
  readonly redeemed: Redeemed
}

export function settledAmounts(order: Order, unclear: UnclearChoices): Settled | Problem {
  const differenceMaxCents = differenceMax(unclear.differencesUpTo)
  const redemptions = redeemedAsMoney(order, unclear)
  if (redemptions.length === 0) {
    const amounts = orderAmounts(order, differenceMaxCents)
    return isProblem(amounts) ? amounts : { amounts, redeemed: NOTHING_REDEEMED }
  }
  const lowering = loweringTotal(order, redemptions)
  const inside = redemptions.filter((one) => !lowering.includes(one))
  const reason = reasonAgainst(order, inside)
  if (reason !== null) {
    return reason
  }
  const amounts = orderAmounts(withoutRedemptions(order, amountOf(lowering)), differenceMaxCents)
  return isProblem(amounts)
    ? amounts
    : {
        amounts,
        redeemed: {
          tenders: redemptions,
          insideCents: amountOf(inside),
          couponCodes: redemptions.flatMap(({ code, discountCents }) =>
            discountCents === null ? [] : [code.toLowerCase()],
          ),
        },
      }
}

/** All, but for credit that lowered the tax where the owner lets it be the discount that it is. */
function redeemedAsMoney(order: Order, unclear: UnclearChoices): readonly Redemption[] {
  const redemptions = redemptionsOf(order)
  if (unclear.creditBeforeTax === 'hold') {
    return redemptions
  }
  const lowering = loweringTotal(order, redemptions)
  return redemptions.filter((one) => lowering.includes(one) || !lowersTax(one))
}

function lowersTax({ amountCents, discountCents }: Redemption): boolean {
  return discountCents !== null && amountCents !== discountCents
}

/** Those by which the total is below what the parts come to: all, all that are no coupons, or none. */
function loweringTotal(order: Order, redemptions: readonly Redemption[]): readonly Redemption[] {
  const shortCents = partsCents(order) - (parseCents(order.total) ?? 0)
  const cards = redemptions.filter(({ discountCents }) => discountCents === null)
  const missBy = (some: readonly Redemption[]) => Math.abs(shortCents - amountOf(some))
  const candidates = [redemptions, cards, []]
  // Parts are rounded each by itself, hence the nearest; whether it fits is for the amounts to say.
  return candidates.reduce((best, one) => (missBy(one) < missBy(best) ? one : best))
}

function partsCents(order: Order): Cents {
  const parts = [...order.lineItems, ...order.shippingLines, ...order.feeLines]
  const texts = [...parts.map(({ total }) => total), order.totalTax]
  return sum(texts.map((text) => parseCents(text) ?? ZERO))
}

function withoutRedemptions(order: Order, redeemedCents: Cents): Order {
  const totalCents = parseCents(order.total)
  return totalCents === null || redeemedCents === 0
    ? order
    : { ...order, total: formatCents(cents(totalCents + redeemedCents)) }
}

/** What did not lower the total must be a coupon, and must have taken off what was taken from it. */
function reasonAgainst(order: Order, inside: readonly Redemption[]): Problem | null {
  for (const { amountCents, discountCents } of inside) {
    if (discountCents === null) {
      return problem('redemption-unexplained', { order: order.number, redeemedCents: amountCents })
    }
    if (amountCents !== discountCents) {
      return problem('credit-lowers-tax', {
        order: order.number,
        creditCents: amountCents,
        discountCents,
      })
    }
  }
  const insideCents = amountOf(inside)
  const discountsCents = sum(order.lineItems.map(takenOffCents))
  return insideCents > discountsCents
    ? problem('redemption-unexplained', { order: order.number, redeemedCents: insideCents })
    : null
}

function takenOffCents({ subtotal, total }: Order['lineItems'][number]): Cents {
  const off = (parseCents(subtotal) ?? 0) - (parseCents(total) ?? 0)
  return cents(Math.max(0, off))
}

function amountOf(redemptions: readonly Redemption[]): Cents {
  return sum(redemptions.map(({ amountCents }) => amountCents))
}

/** The goods at what they cost before store credit was taken off them; coupons stay taken off. */
export function withoutCredit(
  goods: readonly GoodsLine[],
  { insideCents }: Redeemed,
): readonly GoodsLine[] {
  if (insideCents === 0) {
    return goods
  }
  const parts = allocate(
    insideCents,
    goods.map(({ discountCents }) => discountCents),
  )
  return goods.map((line, at) => {
    const part = parts[at] ?? ZERO
    return {
      ...line,
      amountCents: cents(line.amountCents + part),
      discountCents: cents(line.discountCents - part),
    }
  })
}

/** For the end of the document: not taxed, since what they paid for was. */
export function tenderLines({ tenders }: Redeemed, choices: ItemChoices): readonly OrderLine[] {
  return tenders.map(({ kind, code, amountCents }) => {
    const item = chosenItem(kind === 'gift-card' ? GIFT_CARD_ITEM : STORE_CREDIT_ITEM, choices)
    return {
      lineID: null,
      item,
      description: [item.description, shownCode(code)].filter((word) => word !== '').join(' '),
      quantity: null,
      amountCents: cents(0 - amountCents),
      taxRateIDs: [],
      className: null,
      losses: [],
    }
  })
}

/** A code is as good as money to whoever reads it; its end is enough to find it by. */
const SHOWN_CODE_LENGTH = 4

function shownCode(code: string): string {
  const end = code.slice(-SHOWN_CODE_LENGTH)
  return code.length > 2 * SHOWN_CODE_LENGTH && /^[!-~]+$/.test(end) ? `…${end}` : ''
}
