/** Payments towards invoices: what it takes to save one. */
import { cents, formatCents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { done, isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { Applied, CompanyFile, Payment, Refs, SalesForm } from './books.ts'
import { notFound } from './list-add.ts'
import { paymentRet } from './payment-ret.ts'
import { followRefs } from './reference.ts'
import {
  appliedTotal,
  balanceOf,
  fileTxn,
  invoiceByID,
  newTxnStamps,
  payInvoices,
  refusedTxn,
  specialAccount,
  today,
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
  const refs = { ...defaultRefs(company), ...split.refs }
  const totalCents = TotalAmount ?? ZERO
  const appliedTo =
    AppliedToTxnAdd === undefined
      ? autoApplied(company, { refs, totalCents: IsAutoApply ? totalCents : ZERO })
      : askedFor(company, { refs, macros, asked: AppliedToTxnAdd })
  if (isRefusal(appliedTo)) {
    return appliedTo
  }
  if (totalCents <= 0) {
    return cannotSave('Transaction amount must be positive.')
  }
  if (appliedTotal(appliedTo) > totalCents) {
    return cannotSave('The amount applied is more than the amount of the payment.')
  }
  const payment: Payment = {
    kind: 'ReceivePayment',
    ...newTxnStamps(company),
    txnDate,
    refNumber: RefNumber ?? '',
    fields: split.fields,
    refs,
    totalCents,
    appliedTo,
  }
  fileTxn(company, payment)
  payInvoices(company, payment)
  if (defMacro !== undefined) {
    macros.set(defMacro, payment.TxnID)
  }
  const ret = paymentRet(company, payment, { withLines: true })
  return done([ret], { TxnID: payment.TxnID, EditSequence: payment.editSequence })
}

function defaultRefs(company: CompanyFile): Refs {
  const found = {
    ARAccountRef: specialAccount(company, 'AccountsReceivable'),
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
    const TxnID = typeof one.TxnID === 'string' ? one.TxnID : macros.get(one.TxnID.useMacro)
    if (TxnID === undefined) {
      return undefinedMacro(one.TxnID)
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

function undefinedMacro(macro: AppliedContent['TxnID']): Refusal {
  const name = typeof macro === 'string' ? macro : macro.useMacro
  return refusal(9101, `The macro "${name}" has not been defined.`)
}

/** A customer pays his own invoices, out of the receivables they were booked to. */
function isPayableFrom(invoice: SalesForm, refs: Refs): boolean {
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
    // There are no credits in these books.
    return notFound('CreditTxnID')
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
  const open = company.books.txns
    .filter((txn) => txn.kind !== 'ReceivePayment')
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
