/** A payment as QuickBooks returns it. */
import { cents, ZERO } from '../money/cents.ts'
import { amountLeaf, branch, leaf } from './answer.ts'
import type { Part, Ret } from './answer.ts'
import type { Applied, CompanyFile, Payment } from './books.ts'
import { localTime } from './entries.ts'
import { refPart, refParts } from './reference.ts'
import { appliedTotal, balanceOf, invoiceByID } from './txns.ts'

export function paymentRet(
  company: CompanyFile,
  payment: Payment,
  { withLines }: { readonly withLines: boolean },
): Ret {
  const applied = withLines ? payment.appliedTo : []
  return {
    name: 'ReceivePaymentRet',
    parts: [
      ...leaf('TxnID', payment.TxnID),
      ...leaf('TimeCreated', localTime(company, payment.timeCreatedMs)),
      ...leaf('TimeModified', localTime(company, payment.timeModifiedMs)),
      ...leaf('EditSequence', payment.editSequence),
      ...leaf('TxnNumber', payment.txnNumber),
      ...refParts(company, payment.refs, ['CustomerRef', 'ARAccountRef']),
      ...leaf('TxnDate', payment.txnDate),
      ...leaf('RefNumber', payment.refNumber),
      ...amountLeaf('TotalAmount', payment.totalCents),
      ...refPart(company, 'PaymentMethodRef', payment.refs.PaymentMethodRef),
      ...leaf('Memo', payment.fields.Memo),
      ...refPart(company, 'DepositToAccountRef', payment.refs.DepositToAccountRef),
      ...amountLeaf('UnusedPayment', cents(payment.totalCents - appliedTotal(payment.appliedTo))),
      ...amountLeaf('UnusedCredits', ZERO),
      ...leaf('ExternalGUID', payment.fields.ExternalGUID),
      ...applied.flatMap((part) => appliedParts(company, part)),
    ],
  }
}

function appliedParts(company: CompanyFile, { TxnID, amountCents }: Applied): Part[] {
  const invoice = invoiceByID(company, TxnID)
  if (invoice === null) {
    return []
  }
  return branch('AppliedToTxnRet', [
    ...leaf('TxnID', TxnID),
    ...leaf('TxnType', invoice.kind),
    ...leaf('TxnDate', invoice.txnDate),
    ...leaf('RefNumber', invoice.refNumber),
    ...amountLeaf('BalanceRemaining', balanceOf(invoice)),
    ...amountLeaf('Amount', amountCents),
  ])
}
