/** Largest remainder: the parts always sum to the whole, and who gets the odd cent never varies. */
import { cents, sum, ZERO } from './cents.ts'
import type { Cents } from './cents.ts'
import { compareDecimals, floorCents } from './decimal.ts'
import type { Decimal } from './decimal.ts'

/**
 * The total in parts as large as the weights say, odd cents to the largest remainders and among
 * equal ones to the first. Weights are whole and not negative; if all are 0 they count as equal.
 * A negative total is the mirror image of the positive one.
 */
export function allocate(total: Cents, weights: readonly (number | bigint)[]): Cents[] {
  if (weights.length === 0 && total !== 0) {
    throw new Error(`There is nothing to allocate ${total} cents over`)
  }
  if (total < 0) {
    return allocate(cents(0 - total), weights).map((part) => cents(0 - part))
  }
  // BigInt throws on a fraction, which is the caller's bug and not a rounding question.
  const given = weights.map(BigInt)
  if (given.some((weight) => weight < 0n)) {
    throw new Error('A weight is negative')
  }
  const shares = given.every((weight) => weight === 0n) ? given.map(() => 1n) : given
  const whole = shares.reduce((left, right) => left + right, 0n)
  const exact = shares.map((share) => share * BigInt(total))
  const parts = exact.map((share) => cents(Number(share / whole)))
  const remainders = exact.map((share) => ({ units: share % whole, scale: 0 }))
  return withOddCents(parts, remainders, total - sum(parts))
}

/**
 * Each of the rows in parts, one a column, so that the parts of a row sum to the row and those of a
 * column to the column. Both hold amounts of 0 or more with the same sum.
 */
export function allocateBoth({
  rows,
  columns,
}: {
  readonly rows: readonly Cents[]
  readonly columns: readonly Cents[]
}): readonly (readonly Cents[])[] {
  if (sum(rows) !== sum(columns)) {
    throw new Error(`Rows of ${sum(rows)} cents cannot be columns of ${sum(columns)}`)
  }
  let left = columns
  return rows.map((row) => {
    // By what the columns still have to get: no part is more than that, so that none goes below 0.
    const parts = columns.length === 0 ? [] : allocate(row, left)
    left = left.map((amount, at) => cents(amount - (parts[at] ?? ZERO)))
    return parts
  })
}

/**
 * Exact amounts as cents that sum to the total, each less than one cent from where it was: rounded
 * down, then up again where the most was lost. Null when no such rounding has that sum.
 */
export function roundedToSum(total: Cents, amounts: readonly Decimal[]): Cents[] | null {
  const floors = amounts.map(floorCents)
  const parts = floors.map((floor) => floor.cents)
  const rests = floors.map((floor) => floor.rest)
  const missing = total - sum(parts)
  // A whole number of cents that went up by one would have moved by a full cent.
  const movable = rests.filter((rest) => rest.units > 0n).length
  return missing < 0 || missing > movable ? null : withOddCents(parts, rests, missing)
}

function withOddCents(
  parts: readonly Cents[],
  remainders: readonly Decimal[],
  oddCents: number,
): Cents[] {
  const order = remainders
    .map((remainder, index) => ({ remainder, index }))
    .toSorted(
      (left, right) => compareDecimals(right.remainder, left.remainder) || left.index - right.index,
    )
  const favoured = new Set(order.slice(0, oddCents).map((entry) => entry.index))
  return parts.map((part, index) => sum([part, favoured.has(index) ? cents(1) : ZERO]))
}
