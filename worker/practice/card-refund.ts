/** Refunds on a card: what it takes to save one, and how QuickBooks returns it. */
import { cents } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { amountLeaf, branch, isRefusal, leaf } from './answer.ts'
import type { Answer, Part, Ret } from './answer.ts'
import type { Applied, CompanyFile, Outlay } from './books.ts'
import { creditsPaidOut } from './credit.ts'
import { currencyParts, refusedCurrency } from './currency.ts'
import { addressBlock, addressParts } from './customer.ts'
import { defaultFormRefs, nextRefNumber } from './form.ts'
import { followRefs, refPart, refParts } from './reference.ts'
import {
  answerTxn,
  appliedTotal,
  creditRemaining,
  fileTxn,
  newTxnStamps,
  refusedTxn,
  today,
  totalOf,
  txnByID,
  txnHeadParts,
} from './txns.ts'
import type { Macros } from './txns.ts'

export type NewCardRefund = {
  readonly content: RequestContent<'ARRefundCreditCardAddRq'>['ARRefundCreditCardAdd']
  readonly macros: Macros
}

export function addCardRefund(company: CompanyFile, { content, macros }: NewCardRefund): Answer {
  const { defMacro, TxnDate, RefNumber, RefundAppliedToTxnAdd, ...header } = content
  const kind = 'ARRefundCreditCard'
  const split = followRefs(company, header, kind)
  if (isRefusal(split)) {
    return split
  }
  const txnDate = TxnDate ?? today(company)
  const refused = refusedTxn(company, { kind, txnDate, defMacro, macros })
  if (refused !== null) {
    return refused
  }
  const refs = { ...defaultFormRefs(company, kind, split.refs), ...split.refs }
  const refusedAccount = refusedCurrency(company, { kind, refs })
  if (refusedAccount !== null) {
    return refusedAccount
  }
  const applied = creditsPaidOut(company, {
    macros,
    owners: [{ customer: refs.CustomerRef, account: refs.ARAccountRef }],
    asked: RefundAppliedToTxnAdd.map(({ TxnID, RefundAmount: amountCents }) => {
      return { TxnID, amountCents }
    }),
    amountName: 'RefundAppliedToTxnAdd refund amount',
  })
  if (isRefusal(applied)) {
    return applied
  }
  const refund: Outlay = {
    kind,
    ...newTxnStamps(company),
    txnDate,
    refNumber: RefNumber ?? nextRefNumber(company, kind),
    fields: split.fields,
    refs,
    applied,
    lines: [],
    subtotalCents: appliedTotal(applied),
    salesTaxPercentage: '0',
    salesTaxCents: cents(0),
  }
  fileTxn(company, refund, { defMacro, macros })
  return answerTxn(refund, cardRefundRet(company, refund, { withLines: true }))
}

export function cardRefundRet(
  company: CompanyFile,
  refund: Outlay,
  { withLines }: { readonly withLines: boolean },
): Ret {
  const { fields, refs } = refund
  const applied = withLines ? refund.applied : []
  return {
    name: 'ARRefundCreditCardRet',
    parts: [
      ...txnHeadParts(company, refund),
      ...refParts(company, refs, ['CustomerRef', 'RefundFromAccountRef', 'ARAccountRef']),
      ...leaf('TxnDate', refund.txnDate),
      ...leaf('RefNumber', refund.refNumber),
      ...amountLeaf('TotalAmount', totalOf(refund)),
      ...currencyParts(company, refund),
      ...addressParts('Address', fields.Address),
      ...addressBlock('AddressBlock', fields.Address),
      ...refPart(company, 'PaymentMethodRef', refs.PaymentMethodRef),
      ...leaf('Memo', fields.Memo),
      ...leaf('ExternalGUID', fields.ExternalGUID),
      ...applied.flatMap((part) => appliedParts(company, part)),
    ],
  }
}

function appliedParts(company: CompanyFile, { TxnID, amountCents }: Applied): Part[] {
  const credit = txnByID(company, TxnID)
  if (credit === null) {
    return []
  }
  return branch('RefundAppliedToTxnRet', [
    ...leaf('TxnID', TxnID),
    ...leaf('TxnType', credit.kind),
    ...leaf('TxnDate', credit.txnDate),
    ...leaf('RefNumber', credit.refNumber),
    ...amountLeaf('CreditRemaining', creditRemaining(credit)),
    ...amountLeaf('RefundAmount', amountCents),
  ])
}
