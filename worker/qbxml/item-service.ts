/** A service sold or bought. */
import { BAR_CODE, SALES_OR_PURCHASE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { bool, group, guid, ref, text } from './shape.ts'

export const ITEM_SERVICE_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  ref('ParentRef?'),
  ref('UnitOfMeasureSetRef?', 31, '7.0'),
  ref('SalesTaxCodeRef?', 3),
  SALES_OR_PURCHASE,
  guid('ExternalGUID?', '8.0'),
] as const

export const ITEM_SERVICE_ADD_RQ = [
  group('ItemServiceAdd', ITEM_SERVICE_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
