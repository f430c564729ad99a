/** What each of Intuit's base types may look like, as its schema's patterns have it. */
import type { ValueType } from './shape.ts'

const DECIMAL_WITH_FIVE_PLACES = /^[+-]?\d{1,10}(\.\d{1,5})?$/
const ANYTHING = /^/

export const PATTERN: Record<ValueType, RegExp> = {
  text: ANYTHING,
  prose: ANYTHING,
  id: /^.{1,36}$/s,
  txnID: /^.{1,36}$/s,
  guid: /^(0|\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\})$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{1,2}-\d{1,2}(T\d{1,2}(:\d{1,2}(:\d{1,2}([+-]\d{1,2}:\d{1,2}|Z)?)?)?)?$/,
  bool: /^(true|false|1|0)$/,
  int: /^[+-]?\d{1,10}$/,
  float: /^[+-]?\d+(\.\d+)?$/,
  amount: /^[+-]?\d{1,13}(\.\d{2})?$/,
  price: DECIMAL_WITH_FIVE_PLACES,
  quantity: DECIMAL_WITH_FIVE_PLACES,
  percent: DECIMAL_WITH_FIVE_PLACES,
}

/** `2025-02-29` has the pattern of a date and is none. */
export function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  if (month < 1 || month > 12 || day < 1) {
    return false
  }
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** `'9.0'` is older than `'13.0'`, which text order denies. */
export function isNewer(since: string | null, version: string): boolean {
  return since !== null && Number(since) > Number(version)
}
