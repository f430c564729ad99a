/** Carriers: the SHIP VIA of a form. Names have 15 characters. */
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT, PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead } from './ret.ts'
import type { ListHead } from './ret.ts'
import { bool, group, text } from './shape.ts'

export const SHIP_METHOD_ADD = [text('Name', 15), bool('IsActive?')] as const

export const SHIP_METHOD_ADD_RQ = [
  group('ShipMethodAdd', SHIP_METHOD_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const SHIP_METHOD_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type ShipMethodRet = ListHead & { readonly kind: 'ShipMethodRet' }

export function decodeShipMethodRet(ret: XmlElement): ShipMethodRet | null {
  const head = readListHead(ret)
  return head && { kind: 'ShipMethodRet', ...head }
}
