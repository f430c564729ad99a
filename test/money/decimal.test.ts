import { expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import {
  compareDecimals,
  floorCents,
  multiply,
  parseDecimal,
  percentOf,
  roundedCents,
  roundedTo,
} from '../../worker/money/decimal.ts'

function decimal(text: string) {
  const parsed = parseDecimal(text)
  if (parsed === null) {
    throw new Error(`${text} is no decimal`)
  }
  return parsed
}

test('a percentage of an amount is rounded once, half a cent away from zero', () => {
  // 35.50 × 8.25 % = 2.92875
  expect(percentOf('8.25', cents(3550))).toBe(cents(293))
  // 10.00 × 7.25 % = 0.725
  expect(percentOf('7.2500', cents(1000))).toBe(cents(73))
  // 0.20 × 2.5 % = 0.005
  expect(percentOf('2.5', cents(20))).toBe(cents(1))
  expect(percentOf('2.5', cents(-20))).toBe(cents(-1))
  expect(percentOf('0', cents(999_999))).toBe(cents(0))
})

test('a percentage is exact where a float would be a cent off', () => {
  // 1.15 × 30 % = 0.345 → 0.35; as floats 1.15 * 0.3 = 0.34499999999999997 → 0.34
  expect(percentOf('30', cents(115))).toBe(cents(35))
  // 11,111,111.01 × 7.25 % = 805,555.548225
  expect(percentOf('7.25', cents(1_111_111_101))).toBe(cents(80_555_555))
})

test('a rate that is no plain decimal has no percentage', () => {
  for (const rate of ['', '7,25', '7.25%', '1e1', 'NaN', '.5', ' 5']) {
    expect(percentOf(rate, cents(100))).toBeNull()
  }
})

test('decimal text is read to its last digit', () => {
  expect(parseDecimal('18.402761714285713')).toEqual({ units: 18402761714285713n, scale: 15 })
  expect(parseDecimal('-0.05')).toEqual({ units: -5n, scale: 2 })
  expect(parseDecimal('7')).toEqual({ units: 7n, scale: 0 })
})

test('a product of decimals is exact, and a float’s noise comes off at six digits', () => {
  // 18.402761714285713 × 7 = 128.819331999999991
  const product = multiply(decimal('18.402761714285713'), decimal('7'))
  expect(product).toEqual({ units: 128819331999999991n, scale: 15 })
  expect(roundedTo(product, 6)).toEqual({ units: 128819332n, scale: 6 })
  expect(roundedTo(decimal('1.5'), 6)).toEqual({ units: 15n, scale: 1 })
})

test('cents are rounded half away from zero and cut towards minus infinity', () => {
  expect(roundedCents(decimal('0.005'))).toBe(cents(1))
  expect(roundedCents(decimal('-0.005'))).toBe(cents(-1))
  expect(roundedCents(decimal('0.00499'))).toBe(cents(0))
  expect(roundedCents(decimal('3'))).toBe(cents(300))
  expect(floorCents(decimal('1.239'))).toEqual({
    cents: cents(123),
    rest: { units: 900n, scale: 3 },
  })
  expect(floorCents(decimal('-1.239')).cents).toBe(cents(-124))
})

test('decimals of different scales compare by value', () => {
  expect(compareDecimals(decimal('1.50'), decimal('1.5'))).toBe(0)
  expect(compareDecimals(decimal('1.49'), decimal('1.5'))).toBeLessThan(0)
  expect(compareDecimals(decimal('-1'), decimal('-1.01'))).toBeGreaterThan(0)
})
