/** One tax at one rate, owed to one agency. */
import { BAR_CODE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { bool, group, guid, percent, prose, ref, text } from './shape.ts'

export const ITEM_SALES_TAX_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  prose('ItemDesc?', 4095),
  percent('TaxRate?'),
  ref('TaxVendorRef?', 41),
  guid('ExternalGUID?', '8.0'),
] as const

export const ITEM_SALES_TAX_ADD_RQ = [
  group('ItemSalesTaxAdd', ITEM_SALES_TAX_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
