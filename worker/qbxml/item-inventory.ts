/** A part whose quantity QuickBooks counts. It demands all three accounts when it runs (3270). */
import { BAR_CODE } from './item.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { amount, bool, date, group, guid, price, prose, quantity, ref, text } from './shape.ts'

export const ITEM_INVENTORY_ADD = [
  text('Name', 31),
  BAR_CODE,
  bool('IsActive?'),
  ref('ClassRef?', 159, '12.0'),
  ref('ParentRef?'),
  text('ManufacturerPartNumber?', 31, '7.0'),
  ref('UnitOfMeasureSetRef?', 31, '7.0'),
  ref('SalesTaxCodeRef?', 3),
  prose('SalesDesc?', 4095),
  price('SalesPrice?'),
  ref('IncomeAccountRef?', 159),
  prose('PurchaseDesc?', 4095),
  price('PurchaseCost?'),
  ref('COGSAccountRef?', 159),
  ref('PrefVendorRef?', 41),
  ref('AssetAccountRef?', 159),
  quantity('ReorderPoint?'),
  quantity('Max?', '13.0'),
  quantity('QuantityOnHand?'),
  amount('TotalValue?'),
  date('InventoryDate?'),
  guid('ExternalGUID?', '8.0'),
] as const

export const ITEM_INVENTORY_ADD_RQ = [
  group('ItemInventoryAdd', ITEM_INVENTORY_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
