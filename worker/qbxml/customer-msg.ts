/** The sentences a form can close with, e.g. `Thank you for your business.` */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead } from './ret.ts'
import type { ListHead } from './ret.ts'

export const CUSTOMER_MSG_QUERY_RQ = PLAIN_LIST_QUERY_RQ

/** The name is the sentence. */
export type CustomerMsgRet = ListHead & { readonly kind: 'CustomerMsgRet' }

export function decodeCustomerMsgRet(ret: XmlElement): CustomerMsgRet | null {
  const head = readListHead(ret)
  return head && { kind: 'CustomerMsgRet', ...head }
}
