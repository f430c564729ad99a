/** How a form is laid out in print. Its query takes no filter: all come, of every form. */
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readListHead, readText } from './ret.ts'
import type { ListHead } from './ret.ts'

export const TEMPLATE_QUERY_RQ = INCLUDE_RET_ELEMENT

export type TemplateRet = ListHead & {
  readonly kind: 'TemplateRet'
  /** The form it is for: `Invoice`, `SalesReceipt`, `CreditMemo` … */
  readonly TemplateType: string | null
}

export function decodeTemplateRet(ret: XmlElement): TemplateRet | null {
  const head = readListHead(ret)
  return head && { kind: 'TemplateRet', ...head, TemplateType: readText(ret, 'TemplateType') }
}
