/** A discount. Its line must not carry a Quantity. */
import { BAR_CODE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { bool, group, guid, oneOfOrNone, percent, price, prose, ref, text } from './shape.ts'

export const ITEM_DISCOUNT_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  ref('ParentRef?'),
  prose('ItemDesc?', 4095),
  ref('SalesTaxCodeRef?', 3),
  oneOfOrNone([[price('DiscountRate')], [percent('DiscountRatePercent')]]),
  ref('AccountRef?', 159),
  guid('ExternalGUID?', '8.0'),
] as const

export const ITEM_DISCOUNT_ADD_RQ = [
  group('ItemDiscountAdd', ITEM_DISCOUNT_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
