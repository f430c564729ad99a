/** PHP's numbers as WooCommerce uses them: floats throughout, rounded and printed PHP's way. */

/** PHP_ROUND_HALF_UP goes away from zero, PHP_ROUND_HALF_DOWN towards it. */
export type Halves = 'up' | 'down'

/** Digits that a float surely has; PHP's `round` looks at no more, so 1.005 is a half to it. */
const SIGNIFICANT_DIGITS = 15
/** Up to here a float's noise is less than `NEAR`. */
const NOISY = 2 ** 30
const NEAR = 1e-5
/** `wc_get_rounding_precision()` of a shop with at most four decimals. */
export const STORED_DECIMALS = 6

/** `round( $value, $places, $mode )`. */
export function phpRound(value: number, places = 0, halves: Halves = 'up'): number {
  const factor = 10 ** places
  const scaled = withoutNoise(Math.abs(value * factor))
  const whole = Math.floor(scaled)
  const rest = scaled - whole
  const rounded = rest > 0.5 || (rest === 0.5 && halves === 'up') ? whole + 1 : whole
  return rounded === 0 ? 0 : (Math.sign(value) * rounded) / factor
}

/** Only near a half or a whole does noise decide; printing each number would take ten times as long. */
function withoutNoise(scaled: number): number {
  const toHalf = (scaled * 2) % 1
  const isNear = toHalf < NEAR || toHalf > 1 - NEAR || scaled > NOISY
  return isNear ? Number(scaled.toPrecision(SIGNIFICANT_DIGITS)) : scaled
}

/** `number_format( $value, $places, '.', '' )`: what the REST API shows. */
export function numberFormat(value: number, places: number): string {
  return phpRound(value, places).toFixed(places)
}

/** `wc_format_decimal( $value )` of a float: what the database keeps, e.g. `"18.402762"`, `"4"`. */
export function formatDecimal(value: number): string {
  const text = value.toFixed(STORED_DECIMALS)
  return text.replace(/0+$/, '').replace(/\.$/, '')
}

/** `array_sum`: from the left, in floats. */
export function arraySum(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) {
    sum += value
  }
  return sum
}

/** `absint`. */
export function absint(value: number): number {
  return Math.abs(Math.trunc(value))
}
