/** Currencies, which QuickBooks only has with multicurrency on. */
import { child } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readInt, readListHead, readText } from './ret.ts'
import type { ListHead } from './ret.ts'

export const CURRENCY_QUERY_RQ = PLAIN_LIST_QUERY_RQ

/** Its name is spelled out: `Euro`. */
export type CurrencyRet = ListHead & {
  readonly kind: 'CurrencyRet'
  /** ISO 4217, e.g. `EUR`. */
  readonly CurrencyCode: string | null
  /** 0 or 2. */
  readonly DecimalPlaces: number | null
  /** What one unit is worth in the home currency, e.g. `1.0821`. */
  readonly ExchangeRate: string | null
  readonly AsOfDate: string | null
}

export function decodeCurrencyRet(ret: XmlElement): CurrencyRet | null {
  const head = readListHead(ret)
  const format = child(ret, 'CurrencyFormat')
  return (
    head && {
      kind: 'CurrencyRet',
      ...head,
      CurrencyCode: readText(ret, 'CurrencyCode'),
      DecimalPlaces: format && readInt(format, 'DecimalPlaces'),
      ExchangeRate: readText(ret, 'ExchangeRate'),
      AsOfDate: readText(ret, 'AsOfDate'),
    }
  )
}
