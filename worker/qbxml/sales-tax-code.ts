/** `Tax`, `Non` and whatever else says whether a line is taxed. Names have three characters. */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead, readText, readBool } from './ret.ts'
import type { ListHead } from './ret.ts'

export const SALES_TAX_CODE_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type SalesTaxCodeRet = ListHead & {
  readonly kind: 'SalesTaxCodeRet'
  readonly IsTaxable: boolean
  readonly Desc: string | null
}

export function decodeSalesTaxCodeRet(ret: XmlElement): SalesTaxCodeRet | null {
  const head = readListHead(ret)
  const IsTaxable = readBool(ret, 'IsTaxable')
  if (head === null || IsTaxable === null) {
    return null
  }
  return { kind: 'SalesTaxCodeRet', ...head, IsTaxable, Desc: readText(ret, 'Desc') }
}
