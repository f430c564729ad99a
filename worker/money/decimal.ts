/** Decimal text of any precision, exactly. Rates and unrounded amounts pass through here. */
import { cents } from './cents.ts'
import type { Cents } from './cents.ts'

/** `units / 10 ** scale`. */
export type Decimal = {
  readonly units: bigint
  readonly scale: number
}

/** Longer than any rate or price of a shop; a bound, so that hostile text cannot grow a bigint. */
const DECIMAL_TEXT = /^([+-]?)(\d{1,18})(?:\.(\d{1,18}))?$/
/** Percent to share: 7.25 % of a cent is 7.25 / 100 of it. */
const PERCENT_SCALE = 2
/** From the currency's unit to its hundredths. */
const CENTS_SCALE = 2

/** `"7.2500"` → 72500 at scale 4. Null when the text is no plain decimal. */
export function parseDecimal(text: string): Decimal | null {
  const [, sign, whole = '', fraction = ''] = DECIMAL_TEXT.exec(text) ?? []
  if (whole === '') {
    return null
  }
  const magnitude = BigInt(whole + fraction)
  return { units: sign === '-' ? -magnitude : magnitude, scale: fraction.length }
}

export function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale)
  const units =
    left.units * 10n ** BigInt(scale - left.scale) +
    right.units * 10n ** BigInt(scale - right.scale)
  return { units, scale }
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, scale: left.scale + right.scale }
}

/** At so many fraction digits, half away from zero: what a float's noise is taken off with. */
export function roundedTo(amount: Decimal, scale: number): Decimal {
  if (amount.scale <= scale) {
    return amount
  }
  return { units: dividedHalfAway(amount.units, 10n ** BigInt(amount.scale - scale)), scale }
}

/** Half a cent goes away from zero, as QuickBooks and WooCommerce both round. */
export function roundedCents(amount: Decimal): Cents {
  const units = amount.units * 10n ** BigInt(CENTS_SCALE)
  return cents(Number(dividedHalfAway(units, 10n ** BigInt(amount.scale))))
}

/** So many percent of a base, rounded once. Null when the rate is no plain decimal. */
export function percentOf(ratePercent: string, base: Cents): Cents | null {
  const rate = parseDecimal(ratePercent)
  if (rate === null) {
    return null
  }
  const divisor = 10n ** BigInt(rate.scale + PERCENT_SCALE)
  return cents(Number(dividedHalfAway(rate.units * BigInt(base), divisor)))
}

/** The amount in whole cents towards minus infinity, and what is left of a cent above that. */
export function floorCents(amount: Decimal): { readonly cents: Cents; readonly rest: Decimal } {
  const units = amount.units * 10n ** BigInt(CENTS_SCALE)
  const divisor = 10n ** BigInt(amount.scale)
  const remainder = ((units % divisor) + divisor) % divisor
  return {
    cents: cents(Number((units - remainder) / divisor)),
    rest: { units: remainder, scale: amount.scale },
  }
}

/** Negative, 0 or positive, as a sort wants it. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale)
  const difference =
    left.units * 10n ** BigInt(scale - left.scale) -
    right.units * 10n ** BigInt(scale - right.scale)
  return Number(difference > 0n) - Number(difference < 0n)
}

function dividedHalfAway(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  return dividend < 0n ? -rounded : rounded
}
