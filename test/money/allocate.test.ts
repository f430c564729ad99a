import { expect, test } from 'bun:test'
import { allocate, allocateBoth, roundedToSum } from '../../worker/money/allocate.ts'
import { cents, sum } from '../../worker/money/cents.ts'
import { parseDecimal } from '../../worker/money/decimal.ts'
import type { Decimal } from '../../worker/money/decimal.ts'

const SEED = 20_261_125

function parts(total: number, weights: readonly (number | bigint)[]): number[] {
  return allocate(cents(total), weights)
}

function decimals(texts: readonly string[]): Decimal[] {
  return texts.map((text) => parseDecimal(text) ?? { units: 0n, scale: 0 })
}

test('the odd cents go to the largest remainders', () => {
  // 100 over 1:1:1 is 33⅓ each; 7 over 1:2:4 is exact; 10 over 3:3:1 is 4.29, 4.29, 1.43
  expect(parts(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(parts(7, [1, 2, 4])).toEqual([1, 2, 4])
  expect(parts(10, [3, 3, 1])).toEqual([4, 4, 2])
})

test('among equal remainders the first comes first', () => {
  // 5 over 1:1:1:1 is 1.25 each
  expect(parts(5, [1, 1, 1, 1])).toEqual([2, 1, 1, 1])
})

test('a negative total is the mirror image of the positive one', () => {
  expect(parts(-100, [1, 1, 1])).toEqual([-34, -33, -33])
})

test('a weight of zero gets nothing, and zeros among themselves share alike', () => {
  expect(parts(10, [0, 1])).toEqual([0, 10])
  expect(parts(3, [0, 0])).toEqual([2, 1])
})

test('nothing is allocated over nothing, and something is a mistake', () => {
  expect(parts(0, [])).toEqual([])
  expect(() => parts(1, [])).toThrow('nothing to allocate')
  expect(() => parts(1, [1, -1])).toThrow('negative')
  expect(() => parts(1, [0.5])).toThrow()
})

test('weights beyond a float’s precision count exactly', () => {
  expect(parts(2, [9_007_199_254_740_993n, 9_007_199_254_740_993n])).toEqual([1, 1])
})

test(`the parts always sum to the whole (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let round = 0; round < 2_000; round += 1) {
    const total = cents(random(2_000_001) - 1_000_000)
    const weights = Array.from({ length: 1 + random(12) }, () => random(5_000))
    expect(sum(allocate(total, weights))).toBe(total)
  }
})

test(`rows and columns both come to their sums, and no part is below 0 (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let round = 0; round < 2_000; round += 1) {
    const rows = Array.from({ length: 1 + random(6) }, () => cents(random(5_000)))
    const weights = Array.from({ length: 1 + random(5) }, () => random(100))
    const columns = allocate(sum(rows), weights)
    const shares = allocateBoth({ rows, columns })
    expect(shares.map(sum)).toEqual(rows)
    expect(columns.map((_, at) => sum(shares.map((row) => row[at] ?? cents(0))))).toEqual(columns)
    expect(shares.flat().every((share) => share >= 0)).toBe(true)
  }
})

test('rows that come to another sum than columns are a mistake', () => {
  expect(() => allocateBoth({ rows: [cents(1)], columns: [cents(2)] })).toThrow('cannot be columns')
  expect(allocateBoth({ rows: [cents(0)], columns: [] })).toEqual([[]])
})

test('rounded lines are made to sum to the total by moving none a full cent', () => {
  // 3 × 1.333 = 3.999: floors 1.33 + 1.33 + 1.33 = 3.99, one cent is missing
  expect(roundedToSum(cents(400), decimals(['1.333', '1.333', '1.333']))).toEqual(
    [134, 133, 133].map(cents),
  )
  // 1.005 + 2.009 = 3.014: the larger rest goes up
  expect(roundedToSum(cents(301), decimals(['1.005', '2.009']))).toEqual([100, 201].map(cents))
})

test('a sum that would move a line by a cent or more has no rounding', () => {
  expect(roundedToSum(cents(301), decimals(['1.00', '2.00']))).toBeNull()
  expect(roundedToSum(cents(299), decimals(['1.00', '2.00']))).toBeNull()
  // 1.333 can be 1.33 or 1.34
  expect(roundedToSum(cents(135), decimals(['1.333']))).toBeNull()
  expect(roundedToSum(cents(1), [])).toBeNull()
  expect(roundedToSum(cents(0), [])).toEqual([])
})

/** A linear congruence, good enough to vary numbers by. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}
