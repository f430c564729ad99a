/** Carriers: the SHIP VIA of a form. Names have 15 characters. */
import type { XmlElement } from '../xml/parse.ts'
import { PLAIN_LIST_QUERY_RQ } from './list-query.ts'
import { readListHead } from './ret.ts'
import type { ListHead } from './ret.ts'

export const SHIP_METHOD_QUERY_RQ = PLAIN_LIST_QUERY_RQ

export type ShipMethodRet = ListHead & { readonly kind: 'ShipMethodRet' }

export function decodeShipMethodRet(ret: XmlElement): ShipMethodRet | null {
  const head = readListHead(ret)
  return head && { kind: 'ShipMethodRet', ...head }
}
