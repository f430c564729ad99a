/** Classes: a second way to group sales and costs, beside the account. */
import type { XmlElement } from '../xml/parse.ts'
import { CLASS_NAME_LENGTH_MAX } from './limits.ts'
import { INCLUDE_RET_ELEMENT, PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead, readRef } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'
import { bool, group, ref, text } from './shape.ts'

export const CLASS_ADD = [
  text('Name', CLASS_NAME_LENGTH_MAX),
  bool('IsActive?'),
  ref('ParentRef?'),
] as const

export const CLASS_ADD_RQ = [group('ClassAdd', CLASS_ADD), ...INCLUDE_RET_ELEMENT] as const
export const CLASS_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type ClassRet = ListHead & {
  readonly kind: 'ClassRet'
  readonly ParentRef: RefRet | null
}

export function decodeClassRet(ret: XmlElement): ClassRet | null {
  const head = readListHead(ret)
  return head && { kind: 'ClassRet', ...head, ParentRef: readRef(ret, 'ParentRef') }
}
