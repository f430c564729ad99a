/** What people deleted. QuickBooks remembers about 90 days. */
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readText } from './ret.ts'
import { datetime, group, oneWordOf } from './shape.ts'

export const TXN_DEL_TYPE = [
  'ARRefundCreditCard',
  'Bill',
  'BillPaymentCheck',
  'BillPaymentCreditCard',
  'BuildAssembly',
  'Charge',
  'Check',
  'CreditCardCharge',
  'CreditCardCredit',
  'CreditMemo',
  'Deposit',
  'Estimate',
  'InventoryAdjustment',
  'Invoice',
  'ItemReceipt',
  'JournalEntry',
  'PurchaseOrder',
  'ReceivePayment',
  'SalesOrder',
  'SalesReceipt',
  'SalesTaxPaymentCheck',
  'TimeTracking',
  'TransferInventory',
  'VehicleMileage',
  'VendorCredit',
] as const

export const TXN_DELETED_QUERY_RQ = [
  oneWordOf('TxnDelType+', TXN_DEL_TYPE),
  group('DeletedDateRangeFilter?', [datetime('FromDeletedDate?'), datetime('ToDeletedDate?')]),
  ...INCLUDE_RET_ELEMENT,
] as const

export type TxnDeletedRet = {
  readonly kind: 'TxnDeletedRet'
  readonly TxnDelType: string | null
  readonly TxnID: string
  readonly TimeCreated: string | null
  readonly TimeDeleted: string | null
  readonly RefNumber: string | null
}

export function decodeTxnDeletedRet(ret: XmlElement): TxnDeletedRet | null {
  const TxnID = readText(ret, 'TxnID')
  if (TxnID === null) {
    return null
  }
  return {
    kind: 'TxnDeletedRet',
    TxnDelType: readText(ret, 'TxnDelType'),
    TxnID,
    TimeCreated: readText(ret, 'TimeCreated'),
    TimeDeleted: readText(ret, 'TimeDeleted'),
    RefNumber: readText(ret, 'RefNumber'),
  }
}
