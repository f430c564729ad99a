/**
 * The order's tax over its rates, where WooCommerce rounded it once and each rate by itself: the
 * order's tax is what was paid, and the odd cents go where the lines say the most was rounded off.
 */
import { cents, sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { add, compareDecimals, multiply, parseDecimal } from '../money/decimal.ts'
import type { Decimal } from '../money/decimal.ts'
import type { LineItem, Order, TaxLine } from '../woo/order.ts'
import { roundingExplains, shownStepCents } from './shown-unit.ts'

/** A rate as the order shows it, beside what its lines say it came to. */
type ShownRate = {
  readonly shownCents: Cents
  readonly ofLines: Decimal
  /** The figures that were rounded on the way to what is shown: each by half a cent at most. */
  readonly figures: number
}

/**
 * Null where rounding does not explain the difference, or where the lines say something else than
 * the rates do: then nobody knows whose the odd cent is.
 */
export function spreadTax(
  order: Order,
  { taxCents, taxLines }: { readonly taxCents: Cents; readonly taxLines: readonly Cents[] },
): readonly Cents[] | null {
  const rates = order.taxLines.map((line, at) => shownRate(order, line, taxLines[at] ?? taxCents))
  const oddCents = cents(taxCents - sum(taxLines))
  // The order's tax is one more figure that was rounded.
  const figures = rates.reduce((all, rate) => all + rate.figures, 1)
  const isRounding = Math.abs(oddCents) <= roundingExplains(order, figures)
  const isAsShown = order.taxLines.every((line, at) => isOfLines(order, line, rates[at]))
  return isRounding && isAsShown
    ? withOddCents(rates, { oddCents, stepCents: shownStepCents(order) })
    : null
}

function shownRate(order: Order, line: TaxLine, shownCents: Cents): ShownRate {
  return { shownCents, ofLines: taxOfLines(order, line), figures: roundedFigures(order, line) }
}

/**
 * A rate shows its tax on goods and on shipping. The checkout of a shop that rounds each line rounds
 * the fees' for the order's tax only, and adds them unrounded to the rate's.
 */
function roundedFigures(order: Order, line: TaxLine): number {
  if (isZeroRate(line)) {
    return 0
  }
  const isOn = (lines: readonly TaxedLine[]) => taxesBy(lines, line).length > 0
  const isOnGoods = /[1-9]/.test(line.taxTotal) || isOn([...order.lineItems, ...order.feeLines])
  const isOnShipping = /[1-9]/.test(line.shippingTaxTotal) || isOn(order.shippingLines)
  return Number(isOnGoods) + Number(isOnShipping) + taxesBy(order.feeLines, line).length
}

/** Nothing of nothing was rounded, and no odd cent is owed to it. */
function isZeroRate({ ratePercent }: TaxLine): boolean {
  return ratePercent !== null && !/[1-9]/.test(ratePercent)
}

type TaxedLine = Pick<LineItem, 'taxes'>

function taxesBy(lines: readonly TaxedLine[], { rateId }: TaxLine): readonly Decimal[] {
  return lines.flatMap(({ taxes }) =>
    taxes.flatMap(({ id, total }) => (id === rateId ? (parseDecimal(total ?? '') ?? []) : [])),
  )
}

function allTaxesBy(order: Order, line: TaxLine): readonly Decimal[] {
  return taxesBy([...order.lineItems, ...order.shippingLines, ...order.feeLines], line)
}

function taxOfLines(order: Order, line: TaxLine): Decimal {
  return allTaxesBy(order, line).reduce(add, NOTHING)
}

const NOTHING: Decimal = { units: 0n, scale: 0 }

/** WooCommerce may have rounded each line's tax, and shows it rounded since 11. */
function isOfLines(order: Order, line: TaxLine, rate: ShownRate | undefined): boolean {
  if (rate === undefined) {
    return false
  }
  const figures = rate.figures + allTaxesBy(order, line).length
  const explained = multiply(HALF, { units: BigInt(figures * shownStepCents(order)), scale: 2 })
  const difference = add(rate.ofLines, { units: -BigInt(rate.shownCents), scale: 2 })
  const magnitude = difference.units < 0n ? -difference.units : difference.units
  return compareDecimals({ ...difference, units: magnitude }, explained) <= 0
}

const HALF: Decimal = { units: 5n, scale: 1 }

/**
 * One at a time, each to the rate that it brings nearest to what its lines came to, and among equals
 * to the largest tax, which it changes least. No rate gets a second one before all had a first, and
 * none moves by more than its figures explain.
 */
function withOddCents(
  rates: readonly ShownRate[],
  { oddCents, stepCents }: { readonly oddCents: Cents; readonly stepCents: Cents },
): readonly Cents[] | null {
  const amounts = rates.map(({ shownCents }) => shownCents)
  const stepwise = cents(oddCents < 0 ? 0 - stepCents : stepCents)
  for (let left = Math.abs(oddCents); left > 0; left -= stepCents) {
    const [first] = rates
      .flatMap((rate, at) => {
        const amountCents = amounts[at] ?? rate.shownCents
        const moved = cents(amountCents + stepwise)
        const distance = Math.abs(moved - rate.shownCents)
        const isExplained = distance <= Math.floor((rate.figures + 1) / 2) * stepCents
        return isExplained ? [{ at, moved, distance, short: shortOf(rate, amountCents) }] : []
      })
      .toSorted(
        (one, other) =>
          one.distance - other.distance ||
          compareDecimals(other.short, one.short) * Math.sign(oddCents) ||
          Math.abs(other.moved) - Math.abs(one.moved) ||
          one.at - other.at,
      )
    if (first === undefined || left < stepCents) {
      return null
    }
    amounts[first.at] = first.moved
  }
  return amounts
}

/** What the lines say on top of an amount. */
function shortOf({ ofLines }: ShownRate, amountCents: Cents): Decimal {
  return add(ofLines, { units: -BigInt(amountCents), scale: 2 })
}
