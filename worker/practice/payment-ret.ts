/** A payment as QuickBooks returns it. */
import { ZERO } from '../money/cents.ts'
import { amountLeaf, branch, leaf } from './answer.ts'
import type { Part, Ret } from './answer.ts'
import type { Applied, CompanyFile, Payment } from './books.ts'
import { currencyParts } from './currency.ts'
import { refPart, refParts } from './reference.ts'
import { balanceOf, invoiceByID, openOf, txnHeadParts } from './txns.ts'

export function paymentRet(
  company: CompanyFile,
  payment: Payment,
  { withLines }: { readonly withLines: boolean },
): Ret {
  const applied = withLines ? payment.applied : []
  return {
    name: 'ReceivePaymentRet',
    parts: [
      ...txnHeadParts(company, payment),
      ...refParts(company, payment.refs, ['CustomerRef', 'ARAccountRef']),
      ...leaf('TxnDate', payment.txnDate),
      ...leaf('RefNumber', payment.refNumber),
      ...amountLeaf('TotalAmount', payment.totalCents),
      ...currencyParts(company, payment),
      ...refPart(company, 'PaymentMethodRef', payment.refs.PaymentMethodRef),
      ...leaf('Memo', payment.fields.Memo),
      ...refPart(company, 'DepositToAccountRef', payment.refs.DepositToAccountRef),
      ...amountLeaf('UnusedPayment', openOf(payment)),
      ...amountLeaf('UnusedCredits', ZERO),
      ...leaf('ExternalGUID', payment.fields.ExternalGUID),
      ...applied.flatMap((part) => appliedParts(company, part)),
    ],
  }
}

function appliedParts(company: CompanyFile, { TxnID, amountCents }: Applied): Part[] {
  const invoice = invoiceByID(company, TxnID)
  // A refund may have used it too; that is no invoice it paid.
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
