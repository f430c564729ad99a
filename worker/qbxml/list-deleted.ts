/**
 * Which list entries are gone, deleted or merged into others; it does not say which of the two.
 * QuickBooks remembers about 90 days, and no templates.
 */
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readText } from './ret.ts'
import { datetime, group, oneWordOf } from './shape.ts'

export const LIST_DEL_TYPE = [
  'Account',
  'BillingRate',
  'Class',
  'Currency',
  'Customer',
  'CustomerMsg',
  'CustomerType',
  'DateDrivenTerms',
  'Employee',
  'InventorySite',
  'ItemDiscount',
  'ItemFixedAsset',
  'ItemGroup',
  'ItemInventory',
  'ItemInventoryAssembly',
  'ItemNonInventory',
  'ItemOtherCharge',
  'ItemPayment',
  'ItemSalesTax',
  'ItemSalesTaxGroup',
  'ItemService',
  'ItemSubtotal',
  'JobType',
  'OtherName',
  'PaymentMethod',
  'PayrollItemNonWage',
  'PayrollItemWage',
  'PriceLevel',
  'SalesRep',
  'SalesTaxCode',
  'ShipMethod',
  'StandardTerms',
  'ToDo',
  'UnitOfMeasureSet',
  'Vehicle',
  'Vendor',
  'VendorType',
  'WorkersCompCode',
] as const
export type ListDelType = (typeof LIST_DEL_TYPE)[number]

export const LIST_DELETED_QUERY_RQ = [
  oneWordOf('ListDelType+', LIST_DEL_TYPE),
  group('DeletedDateRangeFilter?', [datetime('FromDeletedDate?'), datetime('ToDeletedDate?')]),
  ...INCLUDE_RET_ELEMENT,
] as const

export type ListDeletedRet = {
  readonly kind: 'ListDeletedRet'
  /** One of `LIST_DEL_TYPE`, or what a newer QuickBooks calls it. */
  readonly ListDelType: string | null
  readonly ListID: string
  readonly TimeCreated: string | null
  readonly TimeDeleted: string | null
  /** As it was called last. */
  readonly FullName: string | null
}

export function decodeListDeletedRet(ret: XmlElement): ListDeletedRet | null {
  const ListID = readText(ret, 'ListID')
  if (ListID === null) {
    return null
  }
  return {
    kind: 'ListDeletedRet',
    ListDelType: readText(ret, 'ListDelType'),
    ListID,
    TimeCreated: readText(ret, 'TimeCreated'),
    TimeDeleted: readText(ret, 'TimeDeleted'),
    FullName: readText(ret, 'FullName'),
  }
}
