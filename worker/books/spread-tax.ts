/** The order's tax over its rates, where WooCommerce rounded it once and each rate by itself. */
import { roundedToSum } from '../money/allocate.ts'
import type { Cents } from '../money/cents.ts'
import { add, parseDecimal } from '../money/decimal.ts'
import type { Decimal } from '../money/decimal.ts'
import type { Order } from '../woo/order.ts'

/** Goods and shipping of a rate are each rounded by themselves: half a cent each, and float noise. */
const HALVES_OFF_MAX = 2n

/**
 * Each rate less than a cent from what the order's lines say it came to. Null where the lines do not
 * say it, or say something else than the rates do: then nobody knows whose the odd cent is.
 */
export function spreadTax(
  order: Order,
  { taxCents, taxLines }: { readonly taxCents: Cents; readonly taxLines: readonly Cents[] },
): readonly Cents[] | null {
  const exact = order.taxLines.map(({ rateId }) => taxOfLines(order, rateId))
  const isAsShown = exact.every((tax, at) => isWithinRounding(tax, taxLines[at] ?? taxCents))
  return isAsShown ? roundedToSum(taxCents, exact) : null
}

function taxOfLines(order: Order, rateID: number): Decimal {
  const lines = [...order.lineItems, ...order.shippingLines, ...order.feeLines]
  return lines
    .flatMap(({ taxes }) => taxes.filter(({ id }) => id === rateID))
    .map(({ total }) => parseDecimal(total ?? '') ?? NOTHING)
    .reduce(add, NOTHING)
}

const NOTHING: Decimal = { units: 0n, scale: 0 }

function isWithinRounding(exact: Decimal, shownCents: Cents): boolean {
  const difference = add(exact, { units: -BigInt(shownCents), scale: 2 })
  const magnitude = difference.units < 0n ? -difference.units : difference.units
  return magnitude * 200n <= HALVES_OFF_MAX * 10n ** BigInt(difference.scale)
}
