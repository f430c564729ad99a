/** Money given back on a card. It uses up credit memos, or payments nothing was bought with. */
import type { Cents } from '../money/cents.ts'
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ADDRESS } from './address.ts'
import {
  CURRENCY_FILTER,
  INCLUDE_RET_ELEMENT_AND_OWNER,
  INCLUDE_RET_ELEMENT_FROM_THE_START,
} from './list-query.ts'
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
  oneOfOrNone,
  prose,
  ref,
  text,
  txnID,
} from './shape.ts'
import {
  BY_REF_NUMBER,
  BY_REF_NUMBER_CASE_SENSITIVE,
  BY_TXN_ID,
  TXN_FILTER_BUT_CURRENCY,
} from './txn-query.ts'

/** `CreditCardTxnInfo` (after `Memo`) is not supported: we hold no card data. */
export const AR_REFUND_CREDIT_CARD_ADD = [
  defMacro(),
  ref('CustomerRef', 209),
  ref('RefundFromAccountRef?', 159),
  ref('ARAccountRef?', 159),
  date('TxnDate?'),
  text('RefNumber?', 11),
  group('Address?', ADDRESS),
  ref('PaymentMethodRef?', 31),
  prose('Memo?', 4095),
  float('ExchangeRate?', '9.0'),
  guid('ExternalGUID?', '9.0'),
  group('RefundAppliedToTxnAdd+', [txnID('TxnID'), amount('RefundAmount')]),
] as const

export const AR_REFUND_CREDIT_CARD_ADD_RQ = [
  group('ARRefundCreditCardAdd', AR_REFUND_CREDIT_CARD_ADD),
  ...INCLUDE_RET_ELEMENT_FROM_THE_START,
] as const
/** `IncludeLineItems` brings `RefundAppliedToTxnRet`. */
export const AR_REFUND_CREDIT_CARD_QUERY_RQ = [
  oneOfOrNone([
    BY_TXN_ID,
    BY_REF_NUMBER,
    BY_REF_NUMBER_CASE_SENSITIVE,
    [...TXN_FILTER_BUT_CURRENCY, group('CurrencyFilter?', CURRENCY_FILTER.fields, '9.0')],
  ]),
  bool('IncludeLineItems?'),
  ...INCLUDE_RET_ELEMENT_AND_OWNER,
] as const

/** What of a refund came out of one credit memo or payment. */
export type RefundAppliedToTxnRet = {
  readonly TxnID: string | null
  readonly TxnType: string | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  readonly CreditRemaining: Cents | null
  readonly RefundAmount: Cents | null
}

export type ARRefundCreditCardRet = TxnHead & {
  readonly kind: 'ARRefundCreditCardRet'
  readonly CustomerRef: RefRet | null
  readonly RefundFromAccountRef: RefRet | null
  readonly ARAccountRef: RefRet | null
  readonly TxnDate: string | null
  readonly RefNumber: string | null
  readonly TotalAmount: Cents | null
  readonly CurrencyRef: RefRet | null
  readonly PaymentMethodRef: RefRet | null
  readonly Memo: string | null
  readonly RefundAppliedToTxns: readonly RefundAppliedToTxnRet[]
}

export function decodeARRefundCreditCardRet(ret: XmlElement): ARRefundCreditCardRet | null {
  const head = readTxnHead(ret)
  return (
    head && {
      kind: 'ARRefundCreditCardRet',
      ...head,
      CustomerRef: readRef(ret, 'CustomerRef'),
      RefundFromAccountRef: readRef(ret, 'RefundFromAccountRef'),
      ARAccountRef: readRef(ret, 'ARAccountRef'),
      TxnDate: readText(ret, 'TxnDate'),
      RefNumber: readText(ret, 'RefNumber'),
      TotalAmount: readAmount(ret, 'TotalAmount'),
      CurrencyRef: readRef(ret, 'CurrencyRef'),
      PaymentMethodRef: readRef(ret, 'PaymentMethodRef'),
      Memo: readText(ret, 'Memo'),
      RefundAppliedToTxns: childrenNamed(ret, 'RefundAppliedToTxnRet').map((applied) => ({
        TxnID: readText(applied, 'TxnID'),
        TxnType: readText(applied, 'TxnType'),
        TxnDate: readText(applied, 'TxnDate'),
        RefNumber: readText(applied, 'RefNumber'),
        CreditRemaining: readAmount(applied, 'CreditRemaining'),
        RefundAmount: readAmount(applied, 'RefundAmount'),
      })),
    }
  )
}
