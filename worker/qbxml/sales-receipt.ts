/** A sale that was paid at once. Lands in Undeposited Funds unless told otherwise. */
import type { Cents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress } from './address.ts'
import type { AddressRet } from './address.ts'
import {
  INCLUDE_RET_ELEMENT,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  INCLUDE_RET_ELEMENT_FROM_THE_START,
} from './list-query.ts'
import { readTxnHead, readText, readAmount, readBool, readRef } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { SALES_RECEIPT_LINE_GROUP_MOD, SALES_RECEIPT_LINE_MOD } from './sales-line-mod.ts'
import {
  IS_TAX_INCLUDED,
  readSalesLines,
  SALES_LINE_GROUP_ADD,
  SALES_RECEIPT_LINE_ADD,
} from './sales-line.ts'
import type { SalesLineRet } from './sales-line.ts'
import {
  bool,
  date,
  defMacro,
  float,
  group,
  guid,
  oneOfOrNone,
  prose,
  ref,
  sequence,
  text,
  txnID,
} from './shape.ts'
import { BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, BY_TXN_ID, TXN_FILTER } from './txn-query.ts'

/** `CreditCardTxnInfo` (after `DepositToAccountRef`) is not supported: we hold no card data. */
export const SALES_RECEIPT_ADD = [
  defMacro(),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  bool('IsPending?'),
  text('CheckNumber?', 25),
  ref('PaymentMethodRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  text('FOB?', 13),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  ref('DepositToAccountRef?', 159),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  sequence('Lines+', [
    group('SalesReceiptLineAdd', SALES_RECEIPT_LINE_ADD),
    group('SalesReceiptLineGroupAdd', SALES_LINE_GROUP_ADD),
  ]),
] as const

/** What is left out stays as it is; an empty element clears. `sales-line-mod.ts` tells of lines. */
export const SALES_RECEIPT_MOD = [
  txnID('TxnID'),
  text('EditSequence', 16),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  bool('IsPending?'),
  text('CheckNumber?', 25),
  ref('PaymentMethodRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  text('FOB?', 13),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  ref('DepositToAccountRef?', 159),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  sequence('Lines*', [
    group('SalesReceiptLineMod', SALES_RECEIPT_LINE_MOD),
    group('SalesReceiptLineGroupMod', SALES_RECEIPT_LINE_GROUP_MOD),
  ]),
] as const

export const SALES_RECEIPT_ADD_RQ = [
  group('SalesReceiptAdd', SALES_RECEIPT_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const SALES_RECEIPT_MOD_RQ = [
  group('SalesReceiptMod', SALES_RECEIPT_MOD),
  ...INCLUDE_RET_ELEMENT_FROM_THE_START,
] as const
export const SALES_RECEIPT_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, TXN_FILTER]),
  bool('IncludeLineItems?'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type SalesReceiptRet = TxnHead & {
  readonly kind: 'SalesReceiptRet'
  readonly CustomerRef: RefRet | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  readonly BillAddress: AddressRet | null
  readonly ShipAddress: AddressRet | null
  readonly Memo: string | null
  readonly PaymentMethodRef: RefRet | null
  readonly DepositToAccountRef: RefRet | null
  readonly ItemSalesTaxRef: RefRet | null
  readonly SalesTaxPercentage: string | null
  readonly Subtotal: Cents | null
  readonly SalesTaxTotal: Cents | null
  readonly TotalAmount: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly IsPending: boolean
  readonly Lines: readonly SalesLineRet[]
}

export function decodeSalesReceiptRet(ret: XmlElement): SalesReceiptRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'SalesReceiptRet',
      ...head,
      CustomerRef: readRef(ret, 'CustomerRef'),
      TxnDate: readText(ret, 'TxnDate'),
      RefNumber: readText(ret, 'RefNumber'),
      BillAddress: readAddress(ret, 'BillAddress'),
      ShipAddress: readAddress(ret, 'ShipAddress'),
      Memo: readText(ret, 'Memo'),
      PaymentMethodRef: readRef(ret, 'PaymentMethodRef'),
      DepositToAccountRef: readRef(ret, 'DepositToAccountRef'),
      ItemSalesTaxRef: readRef(ret, 'ItemSalesTaxRef'),
      SalesTaxPercentage: readText(ret, 'SalesTaxPercentage'),
      Subtotal: readAmount(ret, 'Subtotal'),
      SalesTaxTotal: readAmount(ret, 'SalesTaxTotal'),
      TotalAmount: readAmount(ret, 'TotalAmount'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      IsPending: readBool(ret, 'IsPending') ?? false,
      Lines: readSalesLines(ret, 'SalesReceiptLineRet'),
    }
  )
}
