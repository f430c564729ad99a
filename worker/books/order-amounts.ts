/** An order's amounts in whole cents that add up, or the reason why they cannot. */
import { roundedToSum } from '../money/allocate.ts'
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { compareDecimals, multiply, parseDecimal, roundedTo } from '../money/decimal.ts'
import type { Decimal } from '../money/decimal.ts'
import type { FeeLine, LineItem, Order } from '../woo/order.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { BOOKS_DECIMALS, shownDecimals, shownStepCents } from './shown-unit.ts'
import { spreadTax } from './spread-tax.ts'

/** WooCommerce stores line totals with six fraction digits; beyond that `price` is float noise. */
const LINE_TOTAL_SCALE = 6

/** Each list is in the order's own order. */
export type OrderAmounts = {
  readonly totalCents: Cents
  readonly taxCents: Cents
  readonly lineItems: readonly Cents[]
  readonly shippingLines: readonly Cents[]
  readonly feeLines: readonly Cents[]
  /** On goods and on shipping together. */
  readonly taxLines: readonly Cents[]
  /** By how much the total is above what all else comes to, as far as the owner lets it be. */
  readonly differenceCents: Cents
}

/**
 * Lines, shipping, fees and tax to the cent of the total.
 *
 * A shop that rounds tax at the subtotal, or whose prices include it, shows lines rounded each by
 * itself, which may miss the total. Then goods' and fees' share of it is spread over them by
 * largest remainder, each line less than a cent (in a currency without cents: less than a whole one)
 * from what it was before WooCommerce rounded it; and the order's tax over its rates.
 */
export function orderAmounts(
  order: Order,
  differenceMaxCents: Cents = ZERO,
): OrderAmounts | Problem {
  const amounts = readAmounts(order)
  if (isProblem(amounts)) {
    return amounts
  }
  const { totalCents, taxCents } = amounts
  if (totalCents < 0) {
    return problem('negative-total', { order: order.number, totalCents })
  }
  const ratesCents = sum(amounts.taxLines)
  const spread = ratesCents === taxCents ? amounts.taxLines : spreadTax(order, amounts)
  const unexplainedTaxCents = spread === null ? cents(taxCents - ratesCents) : ZERO
  if (Math.abs(unexplainedTaxCents) > differenceMaxCents) {
    return problem('tax-does-not-add-up', { order: order.number, ratesCents, taxCents })
  }
  const taxLines = spread ?? amounts.taxLines
  const besidesCents = sum([...amounts.shippingLines, taxCents])
  const goodsCents = cents(totalCents - besidesCents)
  const shownCents = sum([...amounts.lineItems, ...amounts.feeLines])
  if (shownCents === goodsCents) {
    return { ...amounts, taxLines, differenceCents: unexplainedTaxCents }
  }
  const rounded = goodsRounded(order, goodsCents)
  if (rounded !== null) {
    return { ...amounts, ...rounded, taxLines, differenceCents: unexplainedTaxCents }
  }
  const differenceCents = cents(goodsCents - shownCents + unexplainedTaxCents)
  if (Math.abs(differenceCents) > differenceMaxCents) {
    const partsCents = sum([shownCents, besidesCents])
    return problem('order-does-not-add-up', { order: order.number, partsCents, totalCents })
  }
  return { ...amounts, taxLines, differenceCents }
}

/** Goods and fees over their share of the total; null where rounding does not explain it. */
function goodsRounded(
  order: Order,
  goodsCents: Cents,
): Pick<OrderAmounts, 'lineItems' | 'feeLines'> | null {
  const decimals = Math.min(shownDecimals(order), BOOKS_DECIMALS)
  const exact = [
    ...order.lineItems.map((line) => unroundedTotal(line, decimals)),
    ...order.feeLines.map((line) => unroundedFee(line, decimals)),
  ]
  const rounded = roundedToSteps(goodsCents, exact, shownStepCents(order))
  const count = order.lineItems.length
  return rounded === null
    ? null
    : { lineItems: rounded.slice(0, count), feeLines: rounded.slice(count) }
}

function readAmounts(order: Order): OrderAmounts | Problem {
  for (const [field, amount] of amountTexts(order)) {
    if (parseCents(amount) === null) {
      return problem('amount-too-precise', { order: order.number, field, amount })
    }
  }
  return {
    totalCents: readCents(order.total),
    taxCents: readCents(order.totalTax),
    lineItems: order.lineItems.map((line) => readCents(line.total)),
    shippingLines: order.shippingLines.map((line) => readCents(line.total)),
    feeLines: order.feeLines.map((line) => readCents(line.total)),
    taxLines: order.taxLines.map((line) =>
      sum([readCents(line.taxTotal), readCents(line.shippingTaxTotal)]),
    ),
    differenceCents: ZERO,
  }
}

function amountTexts(order: Order): readonly (readonly [string, string])[] {
  return [
    ['its total', order.total],
    ['its tax', order.totalTax],
    ...order.lineItems.flatMap((line) => [
      [`“${line.name}”`, line.total] as const,
      [`“${line.name}” before discounts`, line.subtotal] as const,
    ]),
    ...order.shippingLines.map((line) => [`shipping “${line.methodTitle}”`, line.total] as const),
    ...order.feeLines.map((line) => [`the fee “${line.name}”`, line.total] as const),
    ...order.taxLines.flatMap((line) => [
      [`the tax “${line.label}”`, line.taxTotal] as const,
      [`the tax “${line.label}” on shipping`, line.shippingTaxTotal] as const,
    ]),
  ]
}

/** Only for texts that `amountTexts` names. */
function readCents(amount: string): Cents {
  return parseCents(amount) ?? ZERO
}

/** Each less than a step from where it was: a cent, or a whole yen. */
function roundedToSteps(
  totalCents: Cents,
  exact: readonly Decimal[],
  stepCents: Cents,
): readonly Cents[] | null {
  if (totalCents % stepCents !== 0) {
    return null
  }
  const steps = exact.map((amount) => multiply(amount, inverseOf(stepCents)))
  const rounded = roundedToSum(cents(totalCents / stepCents), steps)
  return rounded?.map((amount) => cents(amount * stepCents)) ?? null
}

/** Of a power of ten. */
function inverseOf(stepCents: Cents): Decimal {
  return { units: 1n, scale: String(stepCents).length - 1 }
}

/** What the line came to before the REST API rounded it: the net price of one times the quantity. */
function unroundedTotal({ price, quantity, total }: LineItem, decimals: number): Decimal {
  const each = parseDecimal(price ?? '')
  const times = parseDecimal(quantity)
  const exact = each === null || times === null ? null : multiply(each, times)
  return beforeRounding(exact, total, decimals)
}

function unroundedFee({ amount, total }: FeeLine, decimals: number): Decimal {
  return beforeRounding(parseDecimal(amount ?? ''), total, decimals)
}

/** A plugin's price may be the catalogue's, a fee's amount gross: then the total is all there is. */
function beforeRounding(stated: Decimal | null, total: string, decimals: number): Decimal {
  const shown: Decimal = { units: BigInt(readCents(total)), scale: 2 }
  const exact = stated === null ? null : roundedTo(stated, LINE_TOTAL_SCALE)
  const isShown = exact !== null && compareDecimals(roundedTo(exact, decimals), shown) === 0
  return isShown ? exact : shown
}
