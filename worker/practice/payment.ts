/** Payments towards invoices: what it takes to save one. */
import { cents, formatCents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { Applied, CompanyFile, Payment, Refs, SalesForm, Txn } from './books.ts'
import { receivablesOf, refusedCurrency } from './currency.ts'
import { notFound } from './list-add.ts'
import { paymentRet } from './payment-ret.ts'
import { followRefs } from './reference.ts'
import {
  answerTxn,
  appliedTotal,
  balanceOf,
  fileTxn,
  invoiceByID,
  newTxnStamps,
  refusedTxn,
  specialAccount,
  today,
  txnIDFrom,
  txnsOf,
} from './txns.ts'
import type { Macros } from './txns.ts'

type PaymentContent = RequestContent<'ReceivePaymentAddRq'>['ReceivePaymentAdd']
type AppliedContent = NonNullable<PaymentContent['AppliedToTxnAdd']>[number]

export type NewPayment = { readonly content: PaymentContent; readonly macros: Macros }

export function addPayment(company: CompanyFile, { content, macros }: NewPayment): Answer {
  const { defMacro, TxnDate, RefNumber, TotalAmount, IsAutoApply, AppliedToTxnAdd, ...header } =
    content
  const split = followRefs(company, header, 'ReceivePayment')
  if (isRefusal(split)) {
    return split
  }
  const txnDate = TxnDate ?? today(company)
  const refused = refusedTxn(company, { kind: 'ReceivePayment', txnDate, defMacro, macros })
  if (refused !== null) {
    return refused
  }
  const refs = { ...defaultRefs(company, split.refs), ...split.refs }
  const refusedAccount = refusedCurrency(company, { kind: 'ReceivePayment', refs })
  if (refusedAccount !== null) {
    return refusedAccount
  }
  const totalCents = TotalAmount ?? ZERO
  const applied =
    AppliedToTxnAdd === undefined
      ? autoApplied(company, { refs, totalCents: IsAutoApply ? totalCents : ZERO })
      : askedFor(company, { refs, macros, asked: AppliedToTxnAdd })
  if (isRefusal(applied)) {
    return applied
  }
  if (totalCents <= 0) {
    return cannotSave('Transaction amount must be positive.')
  }
  if (appliedTotal(applied) > totalCents) {
    return cannotSave('The amount applied is more than the amount of the payment.')
  }
  const payment: Payment = {
    kind: 'ReceivePayment',
    ...newTxnStamps(company),
    txnDate,
    refNumber: RefNumber ?? '',
    fields: split.fields,
    refs,
    applied,
    totalCents,
  }
  fileTxn(company, payment, { defMacro, macros })
  return answerTxn(payment, paymentRet(company, payment, { withLines: true }))
}

function defaultRefs(company: CompanyFile, given: Refs): Refs {
  const found = {
    ARAccountRef: given.ARAccountRef ?? receivablesOf(company, given),
    DepositToAccountRef: specialAccount(company, 'UndepositedFunds'),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])),
  )
}

/** One application after the other, since two may go to one invoice. */
function askedFor(
  company: CompanyFile,
  { refs, macros, asked }: { refs: Refs; macros: Macros; asked: readonly AppliedContent[] },
): readonly Applied[] | Refusal {
  const applied: Applied[] = []
  for (const one of asked) {
    const TxnID = txnIDFrom(macros, one.TxnID)
    if (isRefusal(TxnID)) {
      return TxnID
    }
    const invoice = invoiceByID(company, TxnID)
    if (invoice === null || !isPayableFrom(invoice, refs)) {
      return notFound(TxnID)
    }
    const refused = refusedApplication(one, dueAfter(invoice, applied))
    if (refused !== null) {
      return refused
    }
    applied.push({ TxnID, amountCents: one.PaymentAmount ?? ZERO })
  }
  return applied
}

/** A customer pays his own invoices, out of the receivables they were booked to. */
function isPayableFrom(invoice: Txn, refs: Refs): boolean {
  return (
    invoice.refs.CustomerRef === refs.CustomerRef && invoice.refs.ARAccountRef === refs.ARAccountRef
  )
}

function dueAfter(invoice: SalesForm, applied: readonly Applied[]): Cents {
  const here = applied.filter((part) => part.TxnID === invoice.TxnID)
  return cents(balanceOf(invoice) - appliedTotal(here))
}

function refusedApplication(asked: AppliedContent, dueCents: Cents): Refusal | null {
  const amount = asked.PaymentAmount
  if (asked.SetCredit !== undefined) {
    return refusal(1030, 'These books cannot use a credit up on an invoice.')
  }
  if (asked.DiscountAmount !== undefined) {
    return cannotSave('There are no discounts for early payment in these books.')
  }
  if (amount === undefined) {
    return refusal(3150, 'There is a missing element: "PaymentAmount".')
  }
  if (amount <= 0) {
    return invalidAmount(amount, 'Transaction amount must be positive.')
  }
  return amount > dueCents
    ? invalidAmount(amount, 'You cannot pay more than the amount due.')
    : null
}

/** As a real QuickBooks words it; that one said Info, though it had refused. */
function invalidAmount(amount: Cents, reason: string): Refusal {
  const said = `The "AppliedToTxnAdd payment amount" field has an invalid value "${formatCents(amount)}".`
  const refused = refusal(3210, `${said}  QuickBooks error message: ${reason}`)
  return { ...refused, statusSeverity: 'Info' }
}

/** The invoice of just this amount if there is one, else the oldest first. */
function autoApplied(
  company: CompanyFile,
  { refs, totalCents }: { readonly refs: Refs; readonly totalCents: Cents },
): readonly Applied[] {
  const open = txnsOf(company, 'Invoice')
    .filter((invoice) => isPayableFrom(invoice, refs) && balanceOf(invoice) > 0)
    .toSorted((a, b) => a.txnDate.localeCompare(b.txnDate) || a.txnNumber - b.txnNumber)
  const exact = open.find((invoice) => balanceOf(invoice) === totalCents)
  const applied: Applied[] = []
  let left: number = totalCents
  for (const invoice of exact === undefined ? open : [exact]) {
    const amountCents = cents(Math.min(left, balanceOf(invoice)))
    if (amountCents > 0) {
      applied.push({ TxnID: invoice.TxnID, amountCents })
    }
    left -= amountCents
  }
  return applied
}

function cannotSave(reason: string): Refusal {
  const said = 'There was an error when saving a ReceivePayment.'
  return refusal(3180, `${said}  QuickBooks error message: ${reason}`)
}
