/** Money that leaves a bank account. Against receivables it pays a customer's credit out. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS } from './address.ts'
import { readLinkedTxns } from './linked-txn.ts'
import type { LinkedTxnRet } from './linked-txn.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readAmount, readBool, readRef, readText, readTxnHead } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import { DATA_EXT_FIELDS, INVENTORY_SITE, SERIAL_OR_LOT } from './sales-line.ts'
import {
  amount,
  bool,
  date,
  defMacro,
  float,
  group,
  guid,
  oneOfOrNone,
  oneWordOf,
  price,
  prose,
  quantity,
  ref,
  sequence,
  text,
  txnID,
} from './shape.ts'
import { BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, BY_TXN_ID, TXN_FILTER } from './txn-query.ts'

const DATA_EXT = group('DataExt*', DATA_EXT_FIELDS, '13.0')

/** Whom the cost is for, and whether he is to be billed for it. */
const FOR_CUSTOMER = [
  ref('CustomerRef?', 209),
  ref('ClassRef?', 159),
  oneWordOf('BillableStatus?', ['Billable', 'NotBillable', 'HasBeenBilled'], '2.0'),
] as const

const EXPENSE_LINE_ADD = [
  ref('AccountRef?', 159),
  amount('Amount?'),
  prose('Memo?', 4095),
  ...FOR_CUSTOMER,
  ref('SalesRepRef?', 5, '13.0'),
  DATA_EXT,
] as const

const ITEM_LINE_ADD = [
  ref('ItemRef?'),
  ...INVENTORY_SITE,
  SERIAL_OR_LOT,
  text('ExpirationDateForSerialLotNumber?', 1099, '16.0'),
  prose('Desc?', 4095),
  quantity('Quantity?'),
  text('UnitOfMeasure?', 31, '7.0'),
  price('Cost?'),
  amount('Amount?'),
  ...FOR_CUSTOMER,
  ref('OverrideItemAccountRef?', 159, '2.0'),
  ref('SalesRepRef?', 5, '13.0'),
  DATA_EXT,
] as const

const ITEM_GROUP_LINE_ADD = [
  ref('ItemGroupRef', 31),
  quantity('Quantity?'),
  text('UnitOfMeasure?', 31, '7.0'),
  ...INVENTORY_SITE,
  DATA_EXT,
] as const

export const CHECK_ADD = [
  defMacro(),
  ref('AccountRef', 159),
  ref('PayeeEntityRef?', 209),
  text('RefNumber?', 11),
  date('TxnDate?'),
  prose('Memo?', 4095),
  group('Address?', ADDRESS),
  bool('IsToBePrinted?'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  group('ApplyCheckToTxnAdd*', [txnID('TxnID'), amount('Amount?')], '7.0'),
  group('ExpenseLineAdd*', EXPENSE_LINE_ADD),
  sequence('ItemLines*', [
    group('ItemLineAdd', ITEM_LINE_ADD),
    group('ItemGroupLineAdd', ITEM_GROUP_LINE_ADD),
  ]),
] as const

export const CHECK_ADD_RQ = [group('CheckAdd', CHECK_ADD), ...INCLUDE_RET_ELEMENT] as const
export const CHECK_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, TXN_FILTER]),
  bool('IncludeLineItems?'),
  bool('IncludeLinkedTxns?', '7.0'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

export type ExpenseLineRet = {
  readonly TxnLineID: string | null
  readonly AccountRef: RefRet | null
  readonly Amount: Cents | null
  readonly Memo: string | null
  readonly CustomerRef: RefRet | null
}

export type CheckRet = TxnHead & {
  readonly kind: 'CheckRet'
  /** The bank account it is drawn on. */
  readonly AccountRef: RefRet | null
  readonly PayeeEntityRef: RefRet | null
  readonly RefNumber: string | null
  readonly TxnDate: string | null
  readonly Amount: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly Memo: string | null
  readonly IsToBePrinted: boolean
  readonly LinkedTxns: readonly LinkedTxnRet[]
  readonly ExpenseLines: readonly ExpenseLineRet[]
}

export function decodeCheckRet(ret: XmlElement): CheckRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'CheckRet',
      ...head,
      AccountRef: readRef(ret, 'AccountRef'),
      PayeeEntityRef: readRef(ret, 'PayeeEntityRef'),
      RefNumber: readText(ret, 'RefNumber'),
      TxnDate: readText(ret, 'TxnDate'),
      Amount: readAmount(ret, 'Amount'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      Memo: readText(ret, 'Memo'),
      IsToBePrinted: readBool(ret, 'IsToBePrinted') ?? false,
      LinkedTxns: readLinkedTxns(ret),
      ExpenseLines: childrenNamed(ret, 'ExpenseLineRet').map((line) => ({
        TxnLineID: readText(line, 'TxnLineID'),
        AccountRef: readRef(line, 'AccountRef'),
        Amount: readAmount(line, 'Amount'),
        Memo: readText(line, 'Memo'),
        CustomerRef: readRef(line, 'CustomerRef'),
      })),
    }
  )
}
