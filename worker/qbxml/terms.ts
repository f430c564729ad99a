/** When an invoice is due. One list of two types: so many days on, or on a day of the month. */
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT, PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readInt, readListHead, readText } from './ret.ts'
import type { ListHead } from './ret.ts'
import { bool, group, int, percent, text } from './shape.ts'

export const STANDARD_TERMS_ADD = [
  text('Name', 31),
  bool('IsActive?'),
  int('StdDueDays?'),
  int('StdDiscountDays?'),
  percent('DiscountPct?'),
] as const

export const STANDARD_TERMS_ADD_RQ = [
  group('StandardTermsAdd', STANDARD_TERMS_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
/** Both types. */
export const TERMS_QUERY_RQ = PLAIN_LIST_QUERY_RQ
export const STANDARD_TERMS_QUERY_RQ = PLAIN_LIST_QUERY_RQ
export const DATE_DRIVEN_TERMS_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type StandardTermsRet = ListHead & {
  readonly kind: 'StandardTermsRet'
  /** From the date of the invoice on. */
  readonly StdDueDays: number | null
  readonly StdDiscountDays: number | null
  readonly DiscountPct: string | null
}

export type DateDrivenTermsRet = ListHead & {
  readonly kind: 'DateDrivenTermsRet'
  readonly DayOfMonthDue: number | null
  /** An invoice this many days before that day is due a month later. */
  readonly DueNextMonthDays: number | null
  readonly DiscountDayOfMonth: number | null
  readonly DiscountPct: string | null
}

export function decodeStandardTermsRet(ret: XmlElement): StandardTermsRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'StandardTermsRet',
      ...head,
      StdDueDays: readInt(ret, 'StdDueDays'),
      StdDiscountDays: readInt(ret, 'StdDiscountDays'),
      DiscountPct: readText(ret, 'DiscountPct'),
    }
  )
}

export function decodeDateDrivenTermsRet(ret: XmlElement): DateDrivenTermsRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'DateDrivenTermsRet',
      ...head,
      DayOfMonthDue: readInt(ret, 'DayOfMonthDue'),
      DueNextMonthDays: readInt(ret, 'DueNextMonthDays'),
      DiscountDayOfMonth: readInt(ret, 'DiscountDayOfMonth'),
      DiscountPct: readText(ret, 'DiscountPct'),
    }
  )
}
