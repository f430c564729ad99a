/**
 * Fields that a company adds to QuickBooks' own: custom fields, which belong to nobody and which
 * people see and print, and an application's private ones. A form has the custom fields of its
 * customer.
 */
import type { XmlElement } from '../xml/parse.ts'
import { childrenNamed } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readText } from './ret.ts'
import { group, guid, id, oneOf, oneOfOrNone, oneWordOf, prose, ref, text, txnID } from './shape.ts'

/** The owner of custom fields. */
export const NOBODYS = '0'

const LIST_TYPES = ['Account', 'Customer', 'Employee', 'Item', 'OtherName', 'Vendor'] as const

const TXN_TYPES = [
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
  'VendorCredit',
] as const

const ASSIGNED_TO = [
  'Account',
  'ARRefundCreditCard',
  'Bill',
  'BillPaymentCheck',
  'BillPaymentCreditCard',
  'BuildAssembly',
  'Charge',
  'Check',
  'Company',
  'CreditCardCharge',
  'CreditCardCredit',
  'CreditMemo',
  'Customer',
  'Deposit',
  'Employee',
  'Estimate',
  'InventoryAdjustment',
  'Invoice',
  'Item',
  'ItemReceipt',
  'JournalEntry',
  'OtherName',
  'PurchaseOrder',
  'ReceivePayment',
  'SalesOrder',
  'SalesReceipt',
  'SalesTaxPaymentCheck',
  'Vendor',
  'VendorCredit',
] as const

const NAMED = [guid('OwnerID'), text('DataExtName', 31)] as const
const OF_LIST = [oneWordOf('ListDataExtType', LIST_TYPES), ref('ListObjRef', 159)] as const
const OF_COMPANY = [oneWordOf('OtherDataExtType', ['Company'])] as const

/** On an existing value it is refused with 3180; PROTOCOL §c.6. */
export const DATA_EXT_ADD_RQ = [
  group('DataExtAdd', [
    ...NAMED,
    oneOf([
      OF_LIST,
      [oneWordOf('TxnDataExtType', TXN_TYPES), txnID('TxnID'), id('TxnLineID?', '3.0')],
      OF_COMPANY,
    ]),
    prose('DataExtValue'),
  ]),
] as const

/** Unlike the Add, this and the Del know no macros. */
export const DATA_EXT_MOD_RQ = [
  group('DataExtMod', [
    ...NAMED,
    oneOf([
      OF_LIST,
      [oneWordOf('TxnDataExtType', TXN_TYPES), id('TxnID'), id('TxnLineID?', '3.0')],
      OF_COMPANY,
    ]),
    prose('DataExtValue'),
  ]),
] as const

export const DATA_EXT_DEL_RQ = [
  group('DataExtDel', [
    ...NAMED,
    oneOf([
      OF_LIST,
      [oneWordOf('TxnDataExtType', TXN_TYPES), id('TxnID'), id('TxnLineID?', '3.0')],
      OF_COMPANY,
    ]),
  ]),
] as const

export const DATA_EXT_DEF_QUERY_RQ = [
  oneOfOrNone([[guid('OwnerID*')], [oneWordOf('AssignToObject*', ASSIGNED_TO)]]),
  ...INCLUDE_RET_ELEMENT,
] as const

export type DataExtRet = {
  readonly kind: 'DataExtRet'
  readonly OwnerID: string | null
  readonly DataExtName: string
  readonly DataExtValue: string | null
}

export function decodeDataExtRet(ret: XmlElement): DataExtRet | null {
  const DataExtName = readText(ret, 'DataExtName')
  return DataExtName === null
    ? null
    : {
        kind: 'DataExtRet',
        OwnerID: readText(ret, 'OwnerID'),
        DataExtName,
        DataExtValue: readText(ret, 'DataExtValue'),
      }
}

/** A field that there is, whoever has a value in it. */
export type DataExtDefRet = {
  readonly kind: 'DataExtDefRet'
  readonly OwnerID: string | null
  readonly DataExtName: string
  /** `Customer`, and the forms that inherit from it. */
  readonly AssignToObject: readonly string[]
}

export function decodeDataExtDefRet(ret: XmlElement): DataExtDefRet | null {
  const DataExtName = readText(ret, 'DataExtName')
  return DataExtName === null
    ? null
    : {
        kind: 'DataExtDefRet',
        OwnerID: readText(ret, 'OwnerID'),
        DataExtName,
        AssignToObject: childrenNamed(ret, 'AssignToObject').map(({ text: word }) => word.trim()),
      }
}
