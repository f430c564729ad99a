/** Several taxes that are owed together, each to its own agency: a state's and a county's. */
import { BAR_CODE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { bool, group, guid, prose, ref, text } from './shape.ts'

export const ITEM_SALES_TAX_GROUP_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  prose('ItemDesc?', 4095),
  guid('ExternalGUID?', '8.0'),
  ref('ItemSalesTaxRef+', 31),
] as const

export const ITEM_SALES_TAX_GROUP_ADD_RQ = [
  group('ItemSalesTaxGroupAdd', ITEM_SALES_TAX_GROUP_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
