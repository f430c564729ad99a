/** QuickBooks' arithmetic: five decimals in, cents out, halves away from zero. */
import { cents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'

const SCALE = 100_000n

/** Quantity × Rate. */
export function extended(quantity: string, rate: string): Cents {
  return toCents(divided(scaled(quantity) * scaled(rate) * 100n, SCALE * SCALE))
}

/** A percentage of an amount, e.g. 8.25 % of 35.50 is 2.93. */
export function percentOf(base: Cents, percent: string): Cents {
  return toCents(divided(BigInt(base) * scaled(percent), SCALE * 100n))
}

/** A share of an amount: `amount × part / whole`. */
export function shareOf(amount: Cents, { part, whole }: { part: Cents; whole: Cents }): Cents {
  return whole === 0 ? cents(0) : toCents(divided(BigInt(amount) * BigInt(part), BigInt(whole)))
}

/** Rate from an amount and a quantity, five decimals at most and no trailing zeros past two. */
export function rateFrom(amount: Cents, quantity: string): string {
  const divisor = scaled(quantity)
  if (divisor === 0n) {
    return '0.00'
  }
  const rate = divided(BigInt(amount) * SCALE * SCALE, divisor * 100n)
  const digits = String(rate < 0n ? -rate : rate).padStart(6, '0')
  const fraction = digits.slice(-5).replace(/0{1,3}$/, '')
  return `${rate < 0n ? '-' : ''}${digits.slice(0, -5)}.${fraction}`
}

export function negated(decimal: string): string {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal.replace(/^\+/, '')}`
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace(/^[+-]/, '').split('.')
  const magnitude = BigInt(whole) * SCALE + BigInt(fraction.padEnd(5, '0').slice(0, 5))
  return decimal.startsWith('-') ? -magnitude : magnitude
}

function divided(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return isNegative ? -rounded : rounded
}

function toCents(amount: bigint): Cents {
  return cents(Number(amount))
}
