/** Money taken to the bank: payments out of Undeposited Funds, and what is taken off on the way. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { CURRENCY_FILTER, INCLUDE_RET_ELEMENT } from './list-query.ts'
import { readAmount, readRef, readText, readTxnHead } from './ret.ts'
import type { RefRet, TxnHead } from './ret.ts'
import {
  amount,
  bool,
  date,
  defMacro,
  float,
  group,
  guid,
  oneOf,
  oneOfOrNone,
  prose,
  ref,
  text,
  txnID,
} from './shape.ts'
import { BY_TXN_ID, DEPOSIT_FILTER } from './txn-query.ts'

/** A payment that waits in Undeposited Funds; or any other account, whose amount may be below zero. */
const DEPOSIT_LINE_ADD = [
  oneOf([
    [
      txnID('PaymentTxnID'),
      txnID('PaymentTxnLineID?'),
      prose('OverrideMemo?', 4095),
      text('OverrideCheckNumber?', 11),
      ref('OverrideClassRef?', 159),
    ],
    [
      ref('EntityRef?', 209),
      ref('AccountRef', 159),
      prose('Memo?', 4095),
      text('CheckNumber?', 11),
      ref('PaymentMethodRef?', 31),
      ref('ClassRef?', 159),
      amount('Amount?'),
    ],
  ]),
] as const

export const DEPOSIT_ADD = [
  defMacro(),
  date('TxnDate?'),
  ref('DepositToAccountRef', 159),
  prose('Memo?', 4095),
  group('CashBackInfoAdd?', [ref('AccountRef', 159), prose('Memo?', 4095), amount('Amount?')]),
  ref('CurrencyRef?', 64, '8.0'),
  float('ExchangeRate?', '8.0'),
  guid('ExternalGUID?', '9.0'),
  group('DepositLineAdd*', DEPOSIT_LINE_ADD),
] as const

export const DEPOSIT_ADD_RQ = [group('DepositAdd', DEPOSIT_ADD), ...INCLUDE_RET_ELEMENT] as const
/** A deposit has no number to be found by. */
export const DEPOSIT_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, [...DEPOSIT_FILTER, CURRENCY_FILTER]]),
  bool('IncludeLineItems?'),
  ...INCLUDE_RET_ELEMENT,
  guid('OwnerID*'),
] as const

export type DepositLineRet = {
  readonly TxnLineID: string | null
  /** Of the payment that it takes to the bank, such as `ReceivePayment`. */
  readonly TxnType: string | null
  readonly TxnID: string | null
  readonly AccountRef: RefRet | null
  readonly Memo: string | null
  readonly Amount: Cents | null
}

export type DepositRet = TxnHead & {
  readonly kind: 'DepositRet'
  readonly TxnDate: string | null
  readonly DepositToAccountRef: RefRet | null
  readonly Memo: string | null
  readonly DepositTotal: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly DepositLines: readonly DepositLineRet[]
}

export function decodeDepositRet(ret: XmlElement): DepositRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'DepositRet',
      ...head,
      TxnDate: readText(ret, 'TxnDate'),
      DepositToAccountRef: readRef(ret, 'DepositToAccountRef'),
      Memo: readText(ret, 'Memo'),
      DepositTotal: readAmount(ret, 'DepositTotal'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      DepositLines: childrenNamed(ret, 'DepositLineRet').map((line) => ({
        TxnLineID: readText(line, 'TxnLineID'),
        TxnType: readText(line, 'TxnType'),
        TxnID: readText(line, 'TxnID'),
        AccountRef: readRef(line, 'AccountRef'),
        Memo: readText(line, 'Memo'),
        Amount: readAmount(line, 'Amount'),
      })),
    }
  )
}
