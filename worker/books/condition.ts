/** What the conditions of rules say of the texts they look at. */
import * as v from 'valibot'
import { parseDecimal } from '../money/decimal.ts'
import type { Decimal } from '../money/decimal.ts'
import { fields, listOf, oneOf, textThat } from './setting-values.ts'

export const TESTS = [
  'is',
  'is not',
  'contains',
  'does not contain',
  'begins with',
  'ends with',
  'above',
  'below',
  'at least',
  'at most',
  'is empty',
  'is not empty',
] as const
export type Test = (typeof TESTS)[number]

const VALUE_EXPECTED =
  'text, or a list of texts of which one has to fit; "above" and the like read amounts such as "100.00" or days such as "2026-11-30"'

/** A condition on what `isField` knows. */
export function condition(isField: (field: string) => boolean, fieldExpected: string) {
  return fields({
    field: textThat(fieldExpected, isField),
    test: oneOf(TESTS),
    value: v.optional(
      v.union([v.string(), listOf(v.string(VALUE_EXPECTED), VALUE_EXPECTED)], VALUE_EXPECTED),
      '',
    ),
  })
}

export type Condition = v.InferOutput<ReturnType<typeof condition>>

type Compare = (found: string, value: string) => boolean

/** Of one text that was found and one that was given. */
const FITS: Readonly<Record<Exclude<Test, keyof typeof OPPOSITES | 'is empty'>, Compare>> = {
  is: (found, value) => found === value,
  contains: (found, value) => found.includes(value),
  'begins with': (found, value) => found.startsWith(value),
  'ends with': (found, value) => found.endsWith(value),
  above: (found, value) => isOrdered(found, value, (order) => order > 0),
  below: (found, value) => isOrdered(found, value, (order) => order < 0),
  'at least': (found, value) => isOrdered(found, value, (order) => order >= 0),
  'at most': (found, value) => isOrdered(found, value, (order) => order <= 0),
}

const OPPOSITES = {
  'is not': 'is',
  'does not contain': 'contains',
  'is not empty': 'is empty',
} as const satisfies Partial<Record<Test, Test>>

/** Whether one of the texts fits; of what says “not”, whether none does. Nothing found is empty text. */
export function isFitting(
  { test, value }: Omit<Condition, 'field'>,
  texts: readonly string[],
): boolean {
  const found = (texts.length === 0 ? [''] : texts).map(fold)
  switch (test) {
    case 'is not':
    case 'does not contain':
    case 'is not empty':
      return !isFitting({ test: OPPOSITES[test], value }, texts)
    case 'is empty':
      return found.every((text) => text === '')
    case 'is':
    case 'contains':
    case 'begins with':
    case 'ends with':
    case 'above':
    case 'below':
    case 'at least':
    case 'at most': {
      const values = (typeof value === 'string' ? [value] : value).map(fold)
      return found.some((text) => values.some((one) => FITS[test](text, one)))
    }
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}/

/** Amounts by their size, days by the calendar; what is neither has no order. */
function isOrdered(found: string, value: string, isRight: (order: number) => boolean): boolean {
  const [left, right] = [parseDecimal(found), parseDecimal(value)]
  if (left !== null && right !== null) {
    return isRight(compared(left, right))
  }
  const [day, other] = [DAY.exec(found)?.[0], DAY.exec(value)?.[0]]
  return day !== undefined && other !== undefined && isRight(day.localeCompare(other))
}

function compared(left: Decimal, right: Decimal): number {
  const difference =
    left.units * 10n ** BigInt(right.scale) - right.units * 10n ** BigInt(left.scale)
  return Number(difference > 0n) - Number(difference < 0n)
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
