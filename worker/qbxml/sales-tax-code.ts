/** `Tax`, `Non` and whatever else says whether and how a line is taxed. Names have three characters. */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead, readText, readBool, readRef } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'

export const SALES_TAX_CODE_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type SalesTaxCodeRet = ListHead & {
  readonly kind: 'SalesTaxCodeRet'
  readonly IsTaxable: boolean
  readonly Desc: string | null
  /** Outside the United States: the tax item or group by which QuickBooks taxes a sale's line. */
  readonly ItemSalesTaxRef: RefRet | null
}

export function decodeSalesTaxCodeRet(ret: XmlElement): SalesTaxCodeRet | null {
  const head = readListHead(ret)
  const IsTaxable = readBool(ret, 'IsTaxable')
  if (head === null || IsTaxable === null) {
    return null
  }
  return {
    kind: 'SalesTaxCodeRet',
    ...head,
    IsTaxable,
    Desc: readText(ret, 'Desc'),
    ItemSalesTaxRef: readRef(ret, 'ItemSalesTaxRef'),
  }
}
