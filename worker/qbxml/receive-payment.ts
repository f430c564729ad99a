/** What a customer pays towards invoices. Lands in Undeposited Funds unless told otherwise. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { SET_CREDIT } from './invoice.ts'
import { PAYMENT_REF_NUMBER_LENGTH_MAX } from './limits.ts'
import { INCLUDE_RET_ELEMENT, INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
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
import { BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, BY_TXN_ID, TXN_FILTER } from './txn-query.ts'

/** `CreditCardTxnInfo` (after `DepositToAccountRef`) is not supported: we hold no card data. */
export const RECEIVE_PAYMENT_ADD = [
  defMacro(),
  ref('CustomerRef', 209),
  ref('ARAccountRef?', 159),
  date('TxnDate?'),
  text('RefNumber?', PAYMENT_REF_NUMBER_LENGTH_MAX),
  amount('TotalAmount?'),
  float('ExchangeRate?', '8.0'),
  ref('PaymentMethodRef?', 31),
  prose('Memo?', 4095),
  ref('DepositToAccountRef?', 159),
  guid('ExternalGUID?', '9.0'),
  oneOf([
    [bool('IsAutoApply')],
    [
      group('AppliedToTxnAdd+', [
        txnID('TxnID'),
        amount('PaymentAmount?'),
        group('SetCredit*', SET_CREDIT),
        amount('DiscountAmount?'),
        ref('DiscountAccountRef?', 159),
        ref('DiscountClassRef?', 159, '11.0'),
      ]),
    ],
  ]),
] as const

export const RECEIVE_PAYMENT_ADD_RQ = [
  group('ReceivePaymentAdd', RECEIVE_PAYMENT_ADD),
  ...INCLUDE_RET_ELEMENT,
] as const
/** `IncludeLineItems` brings `AppliedToTxnRet`. */
export const RECEIVE_PAYMENT_QUERY_RQ = [
  oneOfOrNone([BY_TXN_ID, BY_REF_NUMBER, BY_REF_NUMBER_CASE_SENSITIVE, TXN_FILTER]),
  bool('IncludeLineItems?'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

/** What of a payment went to one invoice. */
export type AppliedToTxnRet = {
  readonly TxnID: string | null
  readonly TxnType: string | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  /** What is still due on the invoice. */
  readonly BalanceRemaining: Cents | null
  readonly Amount: Cents | null
  readonly DiscountAmount: Cents | null
}

export type ReceivePaymentRet = TxnHead & {
  readonly kind: 'ReceivePaymentRet'
  readonly TxnNumber: string | null
  readonly CustomerRef: RefRet | null
  readonly ARAccountRef: RefRet | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  readonly TotalAmount: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly PaymentMethodRef: RefRet | null
  readonly Memo: string | null
  readonly DepositToAccountRef: RefRet | null
  /** What of the payment went to no invoice yet. */
  readonly UnusedPayment: Cents | null
  readonly AppliedToTxns: readonly AppliedToTxnRet[]
}

export function decodeReceivePaymentRet(ret: XmlElement): ReceivePaymentRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'ReceivePaymentRet',
      ...head,
      TxnNumber: readText(ret, 'TxnNumber'),
      CustomerRef: readRef(ret, 'CustomerRef'),
      ARAccountRef: readRef(ret, 'ARAccountRef'),
      TxnDate: readText(ret, 'TxnDate'),
      RefNumber: readText(ret, 'RefNumber'),
      TotalAmount: readAmount(ret, 'TotalAmount'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      PaymentMethodRef: readRef(ret, 'PaymentMethodRef'),
      Memo: readText(ret, 'Memo'),
      DepositToAccountRef: readRef(ret, 'DepositToAccountRef'),
      UnusedPayment: readAmount(ret, 'UnusedPayment'),
      AppliedToTxns: childrenNamed(ret, 'AppliedToTxnRet').map((applied) => ({
        TxnID: readText(applied, 'TxnID'),
        TxnType: readText(applied, 'TxnType'),
        TxnDate: readText(applied, 'TxnDate'),
        RefNumber: readText(applied, 'RefNumber'),
        BalanceRemaining: readAmount(applied, 'BalanceRemaining'),
        Amount: readAmount(applied, 'Amount'),
        DiscountAmount: readAmount(applied, 'DiscountAmount'),
      })),
    }
  )
}
