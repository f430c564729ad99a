/** A part whose quantity QuickBooks does not count. ParentRef comes before ClassRef only here. */
import { BAR_CODE, SALES_OR_PURCHASE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { bool, group, guid, ref, text } from './shape.ts'

export const ITEM_NON_INVENTORY_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  ref('ParentRef?'),
  ref('ClassRef?', 159, '12.0'),
  text('ManufacturerPartNumber?', 31, '7.0'),
  ref('UnitOfMeasureSetRef?', 31, '7.0'),
  ref('SalesTaxCodeRef?', 3),
  SALES_OR_PURCHASE,
  guid('ExternalGUID?', '8.0'),
] as const

export const ITEM_NON_INVENTORY_ADD_RQ = [
  group('ItemNonInventoryAdd', ITEM_NON_INVENTORY_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
