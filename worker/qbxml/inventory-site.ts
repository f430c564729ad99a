/** Where stock lies, in Enterprise. Its query has no MaxReturned: all come at once. */
import type { XmlElement } from '../xml/parse.ts'
import {
  BY_FULL_NAME,
  BY_LIST_ID,
  INCLUDE_RET_ELEMENT,
  STATUS_TIME_AND_NAME_FILTER,
} from './list-query.ts'
import { readBool, readListHead, readRef, readText } from './ret.ts'
import type { ListHead, RefRet } from './ret.ts'
import { oneOfOrNone } from './shape.ts'

export const INVENTORY_SITE_QUERY_RQ = [
  oneOfOrNone([BY_LIST_ID, BY_FULL_NAME, STATUS_TIME_AND_NAME_FILTER]),
  ...INCLUDE_RET_ELEMENT,
] as const

export type InventorySiteRet = ListHead & {
  readonly kind: 'InventorySiteRet'
  /** The site that a bin stands in. */
  readonly ParentSiteRef: RefRet | null
  readonly IsDefaultSite: boolean
  readonly SiteDesc: string | null
}

export function decodeInventorySiteRet(ret: XmlElement): InventorySiteRet | null {
  const head = readListHead(ret)
  return (
    head && {
      kind: 'InventorySiteRet',
      ...head,
      ParentSiteRef: readRef(ret, 'ParentSiteRef'),
      IsDefaultSite: readBool(ret, 'IsDefaultSite') ?? false,
      SiteDesc: readText(ret, 'SiteDesc'),
    }
  )
}
