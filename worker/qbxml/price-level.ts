/** Prices for some customers only: a percentage off or on everything, or a price an item. */
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { BY_FULL_NAME, BY_LIST_ID, CURRENCY_FILTER, LIST_FILTER } from './list-query.ts'
import { readListHead, readRef, readText } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'
import { oneOfOrNone, ref, text } from './shape.ts'

/** `ItemRef`: the price levels with a price for that item. */
export const PRICE_LEVEL_QUERY_RQ = [
  oneOfOrNone([BY_LIST_ID, BY_FULL_NAME, [...LIST_FILTER, ref('ItemRef?'), CURRENCY_FILTER]]),
  text('IncludeRetElement*', 50),
] as const

export type PriceLevelItemRet = {
  readonly ItemRef: RefRet | null
  readonly CustomPrice: string | null
  readonly CustomPricePercent: string | null
}

export type PriceLevelRet = ListHead & {
  readonly kind: 'PriceLevelRet'
  /** `FixedPercentage` or `PerItem`. */
  readonly PriceLevelType: string | null
  /** Percent, negative for a rebate. */
  readonly PriceLevelFixedPercentage: string | null
  readonly PriceLevelPerItemRets: readonly PriceLevelItemRet[]
  readonly CurrencyRef: RefRet | null
}

export function decodePriceLevelRet(ret: XmlElement): PriceLevelRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'PriceLevelRet',
      ...head,
      PriceLevelType: readText(ret, 'PriceLevelType'),
      PriceLevelFixedPercentage: readText(ret, 'PriceLevelFixedPercentage'),
      PriceLevelPerItemRets: childrenNamed(ret, 'PriceLevelPerItemRet').map((one) => ({
        ItemRef: readRef(one, 'ItemRef'),
        CustomPrice: readText(one, 'CustomPrice'),
        CustomPricePercent: readText(one, 'CustomPricePercent'),
      })),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
    }
  )
}
