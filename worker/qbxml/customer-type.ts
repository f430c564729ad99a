/** Kinds of customers, such as `Wholesale`, for reports and price levels. */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead, readRef } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'

export const CUSTOMER_TYPE_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type CustomerTypeRet = ListHead & {
  readonly kind: 'CustomerTypeRet'
  readonly ParentRef: RefRet | null
}

export function decodeCustomerTypeRet(ret: XmlElement): CustomerTypeRet | null {
  const head = readListHead(ret)
  return head && { kind: 'CustomerTypeRet', ...head, ParentRef: readRef(ret, 'ParentRef') }
}
