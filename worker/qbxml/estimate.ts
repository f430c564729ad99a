/** What something would cost. It posts nothing. */
import type { Cents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS, readAddress } from './address.ts'
import type { AddressRet } from './address.ts'
import { readLinkedTxns } from './linked-txn.ts'
import type { LinkedTxnRet } from './linked-txn.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readAmount, readBool, readRef, readText, readTxnHead } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { ESTIMATE_LINE_GROUP_MOD, ESTIMATE_LINE_MOD } from './sales-line-mod.ts'
import {
  IS_TAX_INCLUDED,
  ESTIMATE_LINE_ADD,
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

export const ESTIMATE_ADD = [
  defMacro(),
  ref('CustomerRef', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31, '3.0'),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS, '7.0'),
  bool('IsActive?', '3.0'),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  sequence('Lines+', [
    group('EstimateLineAdd', ESTIMATE_LINE_ADD),
    group('EstimateLineGroupAdd', SALES_LINE_GROUP_ADD),
  ]),
] as const

/** What is left out stays as it is; an empty element clears. `sales-line-mod.ts` tells of lines. */
export const ESTIMATE_MOD = [
  id('TxnID'),
  text('EditSequence', 16),
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  ref('TemplateRef?', 31),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('BillAddress?', ADDRESS),
  group('ShipAddress?', ADDRESS, '7.0'),
  bool('IsActive?'),
  bool('CreateChangeOrder?'),
  text('PONumber?', 25),
  ref('TermsRef?', 31),
  date('DueDate?'),
  ref('SalesRepRef?', 5),
  text('FOB?', 13),
  ref('ItemSalesTaxRef?', 31),
  prose('Memo?', 4095),
  ref('CustomerMsgRef?', 101),
  bool('IsToBeEmailed?', '6.0'),
  IS_TAX_INCLUDED,
  ref('CustomerSalesTaxCodeRef?', 3),
  text('Other?', 29, '6.0'),
  float('ExchangeRate?', '8.0'),
  sequence('Lines*', [
    group('EstimateLineMod', ESTIMATE_LINE_MOD),
    group('EstimateLineGroupMod', ESTIMATE_LINE_GROUP_MOD),
  ]),
] as const

export const ESTIMATE_ADD_RQ = [group('EstimateAdd', ESTIMATE_ADD), ...INCLUDE_RET_ELEMENT] as const
export const ESTIMATE_MOD_RQ = [group('EstimateMod', ESTIMATE_MOD), ...INCLUDE_RET_ELEMENT] as const
export const ESTIMATE_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, TXN_FILTER]),
  bool('IncludeLineItems?'),
  bool('IncludeLinkedTxns?', '3.0'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type EstimateRet = TxnHead & {
  readonly kind: 'EstimateRet'
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
  /** `IsActive` in QuickBooks; by another name, since a list entry is told by that one. */
  readonly IsOpen: boolean
  readonly LinkedTxns: readonly LinkedTxnRet[]
  readonly Lines: readonly SalesLineRet[]
}

export function decodeEstimateRet(ret: XmlElement): EstimateRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'EstimateRet',
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
      IsOpen: readBool(ret, 'IsActive') ?? true,
      LinkedTxns: readLinkedTxns(ret),
      Lines: readSalesLines(ret, 'EstimateLineRet'),
    }
  )
}
