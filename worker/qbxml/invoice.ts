/** A sale on account. */
import type { Cents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress } from './address.ts'
import type { AddressRet } from './address.ts'
import { readLinkedTxns } from './linked-txn.ts'
import type { LinkedTxnRet } from './linked-txn.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readTxnHead, readText, readAmount, readBool, readRef } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { INVOICE_LINE_GROUP_MOD, INVOICE_LINE_MOD } from './sales-line-mod.ts'
import {
  IS_TAX_INCLUDED,
  readSalesLines,
  INVOICE_LINE_ADD,
  SALES_LINE_GROUP_ADD,
} from './sales-line.ts'
import type { SalesLineRet } from './sales-line.ts'
import {
  amount,
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
  txnID,
} from './shape.ts'
import { BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, BY_TXN_ID, TXN_FILTER } from './txn-query.ts'

/** A credit of the customer's that is used up on the way. */
export const SET_CREDIT = [
  txnID('CreditTxnID'),
  amount('AppliedAmount'),
  bool('Override?', '10.0'),
] as const

export const INVOICE_ADD = [
  defMacro(),
  ref('CustomerRef', 209),
  ref('ClassRef?', 159),
  ref('ARAccountRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  bool('IsPending?'),
  bool('IsFinanceCharge?', '8.0'),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  id('LinkToTxnID*', '6.0'),
  group('SetCredit*', SET_CREDIT, '10.0'),
  sequence('Lines*', [
    group('InvoiceLineAdd', INVOICE_LINE_ADD),
    group('InvoiceLineGroupAdd', SALES_LINE_GROUP_ADD),
  ]),
] as const

/** What is left out stays as it is; an empty element clears. `sales-line-mod.ts` tells of lines. */
export const INVOICE_MOD = [
  id('TxnID'),
  text('EditSequence', 16),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('ARAccountRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS),
  bool('IsPending?'),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  date('ShipDate?'),
  ref('ShipMethodRef?', 15),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBePrinted?'),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  group('SetCredit*', SET_CREDIT, '10.0'),
  sequence('Lines*', [
    group('InvoiceLineMod', INVOICE_LINE_MOD),
    group('InvoiceLineGroupMod', INVOICE_LINE_GROUP_MOD),
  ]),
] as const

export const INVOICE_ADD_RQ = [group('InvoiceAdd', INVOICE_ADD), ...INCLUDE_RET_ELEMENT] as const
export const INVOICE_MOD_RQ = [group('InvoiceMod', INVOICE_MOD), ...INCLUDE_RET_ELEMENT] as const
export const INVOICE_QUERY_RQ = [
  oneOfOrNone([
    BY_TXN_ID,
    BY_REF_NUMBER,
    BY_REF_NUMBER_CASE_SENSITIVE,
    [...TXN_FILTER, oneWordOf('PaidStatus?', ['All', 'PaidOnly', 'NotPaidOnly'])],
  ]),
  bool('IncludeLineItems?'),
  bool('IncludeLinkedTxns?', '1.1'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type InvoiceRet = TxnHead & {
  readonly kind: 'InvoiceRet'
  readonly CustomerRef: RefRet | null
  readonly ARAccountRef: RefRet | null
  readonly TxnDate: string | null
  readonly DueDate: string | null
  readonly RefNumber: string | null
  readonly BillAddress: AddressRet | null
  readonly ShipAddress: AddressRet | null
  readonly Memo: string | null
  readonly ItemSalesTaxRef: RefRet | null
  readonly SalesTaxPercentage: string | null
  readonly Subtotal: Cents | null
  readonly SalesTaxTotal: Cents | null
  /** Negative, as QuickBooks has it: what payments and credits took off. */
  readonly AppliedAmount: Cents | null
  readonly BalanceRemaining: Cents | null
  readonly IsPaid: boolean
  readonly CurrencyRef: RefRet | null
  readonly LinkedTxns: readonly LinkedTxnRet[]
  readonly Lines: readonly SalesLineRet[]
}

/** An invoice has no TotalAmount: its total is Subtotal + SalesTaxTotal. */
export function decodeInvoiceRet(ret: XmlElement): InvoiceRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'InvoiceRet',
      ...head,
      CustomerRef: readRef(ret, 'CustomerRef'),
      ARAccountRef: readRef(ret, 'ARAccountRef'),
      TxnDate: readText(ret, 'TxnDate'),
      DueDate: readText(ret, 'DueDate'),
      RefNumber: readText(ret, 'RefNumber'),
      BillAddress: readAddress(ret, 'BillAddress'),
      ShipAddress: readAddress(ret, 'ShipAddress'),
      Memo: readText(ret, 'Memo'),
      ItemSalesTaxRef: readRef(ret, 'ItemSalesTaxRef'),
      SalesTaxPercentage: readText(ret, 'SalesTaxPercentage'),
      Subtotal: readAmount(ret, 'Subtotal'),
      SalesTaxTotal: readAmount(ret, 'SalesTaxTotal'),
      AppliedAmount: readAmount(ret, 'AppliedAmount'),
      BalanceRemaining: readAmount(ret, 'BalanceRemaining'),
      IsPaid: readBool(ret, 'IsPaid') ?? false,
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      LinkedTxns: readLinkedTxns(ret),
      Lines: readSalesLines(ret, 'InvoiceLineRet'),
    }
  )
}
