/** What a customer ordered. It posts nothing: no receivable, no income, no tax. */
import type { Cents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress } from './address.ts'
import type { AddressRet } from './address.ts'
import { readLinkedTxns } from './linked-txn.ts'
import type { LinkedTxnRet } from './linked-txn.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readAmount, readBool, readRef, readText, readTxnHead } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { SALES_ORDER_LINE_GROUP_MOD, SALES_ORDER_LINE_MOD } from './sales-line-mod.ts'
import {
  IS_TAX_INCLUDED,
  readSalesLines,
  SALES_LINE_GROUP_ADD,
  SALES_ORDER_LINE_ADD,
} from './sales-line.ts'
import type { SalesLineRet } from './sales-line.ts'
import {
  bool,
  date,
  defMacro,
  float,
  group,
  guid,
  id,
  oneOfOrNone,
  oneWordOf,
  prose,
  ref,
  sequence,
  text,
} from './shape.ts'
import {
  BY_REF_NUMBER,
  BY_REF_NUMBER_CASE_SENSITIVE,
  BY_TXN_ID,
  UNPOSTED_TXN_FILTER,
} from './txn-query.ts'

/** Which shop it came from; behind the lines, as in Intuit's schema. */
const STORE = [
  oneWordOf('SOChannel?', ['Blank', 'Ecommerce'], '15.0'),
  text('StoreName?', undefined, '15.0'),
  text('StoreType?', undefined, '15.0'),
] as const

export const SALES_ORDER_ADD = [
  defMacro(),
  ref('CustomerRef', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  ref('ItemSalesTaxRef?', 31),
  bool('IsManuallyClosed?'),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  sequence('Lines+', [
    group('SalesOrderLineAdd', SALES_ORDER_LINE_ADD),
    group('SalesOrderLineGroupAdd', SALES_LINE_GROUP_ADD),
  ]),
  ...STORE,
] as const

/** What is left out stays as it is; an empty element clears. `sales-line-mod.ts` tells of lines. */
export const SALES_ORDER_MOD = [
  id('TxnID'),
  text('EditSequence', 16),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  ref('ItemSalesTaxRef?', 31),
  bool('IsManuallyClosed?'),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  sequence('Lines*', [
    group('SalesOrderLineMod', SALES_ORDER_LINE_MOD),
    group('SalesOrderLineGroupMod', SALES_ORDER_LINE_GROUP_MOD),
  ]),
  ...STORE,
] as const

export const SALES_ORDER_ADD_RQ = [
  group('SalesOrderAdd', SALES_ORDER_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const SALES_ORDER_MOD_RQ = [
  group('SalesOrderMod', SALES_ORDER_MOD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const SALES_ORDER_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, UNPOSTED_TXN_FILTER]),
  bool('IncludeLineItems?'),
  bool('IncludeLinkedTxns?', '2.0'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type SalesOrderRet = TxnHead & {
  readonly kind: 'SalesOrderRet'
  readonly CustomerRef: RefRet | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  readonly BillAddress: AddressRet | null
  readonly ShipAddress: AddressRet | null
  readonly Memo: string | null
  readonly ItemSalesTaxRef: RefRet | null
  readonly SalesTaxPercentage: string | null
  readonly Subtotal: Cents | null
  readonly SalesTaxTotal: Cents | null
  readonly TotalAmount: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly IsManuallyClosed: boolean
  readonly IsFullyInvoiced: boolean
  readonly LinkedTxns: readonly LinkedTxnRet[]
  readonly Lines: readonly SalesLineRet[]
}

export function decodeSalesOrderRet(ret: XmlElement): SalesOrderRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'SalesOrderRet',
      ...head,
      CustomerRef: readRef(ret, 'CustomerRef'),
      TxnDate: readText(ret, 'TxnDate'),
      RefNumber: readText(ret, 'RefNumber'),
      BillAddress: readAddress(ret, 'BillAddress'),
      ShipAddress: readAddress(ret, 'ShipAddress'),
      Memo: readText(ret, 'Memo'),
      ItemSalesTaxRef: readRef(ret, 'ItemSalesTaxRef'),
      SalesTaxPercentage: readText(ret, 'SalesTaxPercentage'),
      Subtotal: readAmount(ret, 'Subtotal'),
      SalesTaxTotal: readAmount(ret, 'SalesTaxTotal'),
      TotalAmount: readAmount(ret, 'TotalAmount'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      IsManuallyClosed: readBool(ret, 'IsManuallyClosed') ?? false,
      IsFullyInvoiced: readBool(ret, 'IsFullyInvoiced') ?? false,
      LinkedTxns: readLinkedTxns(ret),
      Lines: readSalesLines(ret, 'SalesOrderLineRet'),
    }
  )
}
