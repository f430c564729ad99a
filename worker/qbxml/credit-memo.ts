/** What a customer gets back or has to his credit. Money that goes out for it is another form. */
import type { Cents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress } from './address.ts'
import type { AddressRet } from './address.ts'
import { readLinkedTxns } from './linked-txn.ts'
import type { LinkedTxnRet } from './linked-txn.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readAmount, readBool, readRef, readText, readTxnHead } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { CREDIT_MEMO_LINE_GROUP_MOD, CREDIT_MEMO_LINE_MOD } from './sales-line-mod.ts'
import {
  IS_TAX_INCLUDED,
  CREDIT_MEMO_LINE_ADD,
  readSalesLines,
  SALES_LINE_GROUP_ADD,
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
  prose,
  ref,
  sequence,
  text,
} from './shape.ts'
import { BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, BY_TXN_ID, TXN_FILTER } from './txn-query.ts'

export const CREDIT_MEMO_ADD = [
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
  sequence('Lines+', [
    group('CreditMemoLineAdd', CREDIT_MEMO_LINE_ADD),
    group('CreditMemoLineGroupAdd', SALES_LINE_GROUP_ADD),
  ]),
] as const

/** What is left out stays as it is; an empty element clears. `sales-line-mod.ts` tells of lines. */
export const CREDIT_MEMO_MOD = [
  id('TxnID'),
  text('EditSequence', 16),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('ARAccountRef?', 159),
  ref('TemplateRef?', 31),
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
  sequence('Lines*', [
    group('CreditMemoLineMod', CREDIT_MEMO_LINE_MOD),
    group('CreditMemoLineGroupMod', CREDIT_MEMO_LINE_GROUP_MOD),
  ]),
] as const

export const CREDIT_MEMO_ADD_RQ = [
  group('CreditMemoAdd', CREDIT_MEMO_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const CREDIT_MEMO_MOD_RQ = [
  group('CreditMemoMod', CREDIT_MEMO_MOD),
  ...INCLUDE_RET_ELEMENT,
] as const
export const CREDIT_MEMO_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, TXN_FILTER]),
  bool('IncludeLineItems?'),
  bool('IncludeLinkedTxns?', '1.1'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type CreditMemoRet = TxnHead & {
  readonly kind: 'CreditMemoRet'
  readonly CustomerRef: RefRet | null
  readonly ARAccountRef: RefRet | null
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
  /** What of it was neither paid out nor used for an invoice yet. */
  readonly CreditRemaining: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly IsPending: boolean
  readonly LinkedTxns: readonly LinkedTxnRet[]
  readonly Lines: readonly SalesLineRet[]
}

export function decodeCreditMemoRet(ret: XmlElement): CreditMemoRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'CreditMemoRet',
      ...head,
      CustomerRef: readRef(ret, 'CustomerRef'),
      ARAccountRef: readRef(ret, 'ARAccountRef'),
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
      CreditRemaining: readAmount(ret, 'CreditRemaining'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      IsPending: readBool(ret, 'IsPending') ?? false,
      LinkedTxns: readLinkedTxns(ret),
      Lines: readSalesLines(ret, 'CreditMemoLineRet'),
    }
  )
}
