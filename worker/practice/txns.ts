/** The transactions of a company file: filing them, finding them, and how payments bind them. */
import { cents, sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { refusal } from './answer.ts'
import type { Refusal } from './answer.ts'
import type { Applied, CompanyFile, Payment, SalesForm, Txn, TxnKind, TxnStamps } from './books.ts'
import { indexedTxns } from './book-index.ts'
import { quickBooksDate } from './clock.ts'
import { entriesOf, newStamps, nextTxnID, stampChange } from './entries.ts'

/** TxnIDs by macro name, for as long as one message set runs. */
export type Macros = Map<string, string>

/** What keeps any transaction from being saved, whatever is on it. */
export function refusedTxn(
  company: CompanyFile,
  asked: {
    readonly kind: TxnKind
    readonly txnDate: string
    readonly defMacro: string | undefined
    readonly macros: Macros
  },
): Refusal | null {
  const { closingDate } = company.books
  if (asked.defMacro !== undefined && asked.macros.has(asked.defMacro)) {
    return refusal(9100, `The macro "${asked.defMacro}" has already been defined.`)
  }
  if (closingDate !== null && asked.txnDate <= closingDate) {
    const said = `An attempt was made to modify a ${asked.kind} with a date that is on or before the`
    return refusal(3171, `${said} closing date of the company.`)
  }
  return null
}

/** What a new transaction gets from the books it is filed in. */
export function newTxnStamps(company: CompanyFile): TxnStamps {
  company.books.lastTxnNumber += 1
  return {
    ...newStamps(company),
    TxnID: nextTxnID(company),
    txnNumber: company.books.lastTxnNumber,
  }
}

export function fileTxn(company: CompanyFile, txn: Txn): void {
  company.books.txns.push(txn)
}

/** After a RefNumber has changed. */
export function refileTxns(company: CompanyFile): void {
  company.books.txns = [...company.books.txns]
}

export function txnByID(company: CompanyFile, TxnID: string): Txn | null {
  return indexedTxns(company.books).byID.get(TxnID) ?? null
}

/** In the order of entry. */
export function txnsOf(company: CompanyFile, kind: TxnKind): readonly Txn[] {
  return indexedTxns(company.books).byKind.get(kind) ?? []
}

/** Of every kind, without regard to case. */
export function txnsNumbered(company: CompanyFile, refNumber: string): readonly Txn[] {
  return indexedTxns(company.books).byRefNumber.get(refNumber.toLowerCase()) ?? []
}

export function invoiceByID(company: CompanyFile, TxnID: string): SalesForm | null {
  const txn = txnByID(company, TxnID)
  return txn?.kind === 'Invoice' ? txn : null
}

export function totalOf(txn: Txn): Cents {
  return txn.kind === 'ReceivePayment'
    ? txn.totalCents
    : cents(txn.subtotalCents + txn.salesTaxCents)
}

export function appliedTotal(applied: readonly Applied[]): Cents {
  return sum(applied.map(({ amountCents }) => amountCents))
}

/** What is still due on an invoice; nothing ever is on a sale that was paid at once. */
export function balanceOf(form: SalesForm): Cents {
  return form.kind === 'Invoice' ? cents(totalOf(form) - appliedTotal(form.payments)) : cents(0)
}

/** An invoice counts as changed when a payment reaches it. */
export function payInvoices(company: CompanyFile, payment: Payment): void {
  for (const { TxnID, amountCents } of payment.appliedTo) {
    const invoice = invoiceByID(company, TxnID)
    if (invoice !== null) {
      invoice.payments = [...invoice.payments, { TxnID: payment.TxnID, amountCents }]
      stampChange(company, invoice)
    }
  }
}

/** Before a transaction goes: invoices it paid are due again, payments it took are unused again. */
export function unbindTxn(company: CompanyFile, gone: Txn): void {
  for (const { TxnID } of gone.kind === 'ReceivePayment' ? gone.appliedTo : gone.payments) {
    const bound = txnByID(company, TxnID)
    if (bound === null) {
      continue
    }
    if (bound.kind === 'ReceivePayment') {
      bound.appliedTo = bound.appliedTo.filter((part) => part.TxnID !== gone.TxnID)
    } else {
      bound.payments = bound.payments.filter((part) => part.TxnID !== gone.TxnID)
    }
    stampChange(company, bound)
  }
}

/** The account QuickBooks itself keeps for a purpose, e.g. `UndepositedFunds`. */
export function specialAccount(company: CompanyFile, purpose: string): string | undefined {
  return entriesOf(company, 'Account').find((one) => one.fields.SpecialAccountType === purpose)
    ?.ListID
}

export function today(company: CompanyFile): string {
  return quickBooksDate(company.nowMs(), company.settings.utcOffsetMinutes)
}
