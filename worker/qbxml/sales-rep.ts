/** Who made a sale: an employee, vendor or other name, known by at most five initials. */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead, readRef } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'

export const SALES_REP_QUERY_RQ = PLAIN_LIST_QUERY_RQ

/** Name and FullName are the initials, which are what a `SalesRepRef` goes by. */
export type SalesRepRet = ListHead & {
  readonly kind: 'SalesRepRet'
  readonly SalesRepEntityRef: RefRet | null
}

export function decodeSalesRepRet(ret: XmlElement): SalesRepRet | null {
  const head = readListHead(ret, 'Initial')
  return (
    head && {
      kind: 'SalesRepRet',
      ...head,
      SalesRepEntityRef: readRef(ret, 'SalesRepEntityRef'),
    }
  )
}
