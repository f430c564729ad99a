import { expect, test } from 'bun:test'
import { cents, formatCents, parseCents, sum } from '../../worker/money/cents.ts'

test('a decimal is so many cents', () => {
  for (const [text, amount] of [
    ['19.90', 1990],
    ['19.9', 1990],
    ['-0.05', -5],
    ['0', 0],
    ['-0.00', 0],
    ['1.2300', 123],
    ['9999999999999.99', 999_999_999_999_999],
  ] as const) {
    expect(parseCents(text)).toBe(cents(amount))
  }
})

test('two decimals, and as many zeros behind them as there may be, are one amount', () => {
  for (const text of [
    '0.00',
    '0.05',
    '19.90',
    '0019.90',
    '9999999999999.99',
    '12345678901234.00',
  ]) {
    expect(parseCents(`${text}0`)).toBe(parseCents(text))
    expect(parseCents(`+${text}`)).toBe(parseCents(text))
  }
})

test('more than cents can hold is no amount', () => {
  for (const text of ['1.005', '0.001', '', '19,90', '1e3', '.5', '12345678901234', 'NaN']) {
    expect(parseCents(text)).toBeNull()
  }
})

test('an amount prints with two decimals and reads back the same', () => {
  for (const amount of [0, 1, -1, 99, 100, -1990, 1_111_111_101]) {
    expect(parseCents(formatCents(cents(amount)))).toBe(cents(amount))
  }
  expect(formatCents(cents(-5))).toBe('-0.05')
  expect(formatCents(cents(1990))).toBe('19.90')
})

test('half a cent is a mistake of ours, and no sum of cents has one', () => {
  expect(() => cents(0.5)).toThrow('whole number of cents')
  expect(sum([cents(10), cents(20), cents(-5)])).toBe(cents(25))
})
