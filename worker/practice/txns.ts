/** The transactions of a company file: filing them, finding them, and how they settle each other. */
import { cents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { done, leaf, refusal } from './answer.ts'
import type { Answer, Part, Refusal, Ret } from './answer.ts'
import { textField } from './books.ts'
import type { Applied, CompanyFile, Outlay, SalesForm, Txn, TxnKind, TxnStamps } from './books.ts'
import { indexedTxns } from './book-index.ts'
import { quickBooksDate } from './clock.ts'
import { entriesOf, localTime, newStamps, nextTxnID, stampChange } from './entries.ts'

/** TxnIDs by macro name, for as long as one message set runs. */
export type Macros = Map<string, string>

/** By ID, or by the macro of an earlier request of the set. */
export function txnIDFrom(
  macros: Macros,
  asked: string | { readonly useMacro: string },
): string | Refusal {
  if (typeof asked === 'string') {
    return asked
  }
  const named = macros.get(asked.useMacro)
  return named ?? refusal(9101, `The macro "${asked.useMacro}" has not been defined.`)
}

/** What keeps any transaction from being saved, whatever is on it. */
export function refusedTxn(
  company: CompanyFile,
  asked: MacroName & { readonly kind: TxnKind; readonly txnDate: string },
): Refusal | null {
  return asked.defMacro !== undefined && asked.macros.has(asked.defMacro)
    ? refusal(9100, `The macro "${asked.defMacro}" has already been defined.`)
    : refusedPeriod(company, asked.kind, asked.txnDate)
}

/** Nothing is saved, changed or removed on or before the closing date. */
export function refusedPeriod(
  company: CompanyFile,
  kind: TxnKind,
  txnDate: string,
): Refusal | null {
  const { closingDate } = company.books
  if (closingDate === null || txnDate > closingDate) {
    return null
  }
  const said = `An attempt was made to modify a ${kind} with a date that is on or before the`
  return refusal(3171, `${said} closing date of the company.`)
}

/** What a new transaction gets from the books it is filed in. */
export function newTxnStamps(company: CompanyFile): TxnStamps {
  company.books.lastTxnNumber += 1
  return {
    ...newStamps(company),
    isDeposited: false,
    TxnID: nextTxnID(company),
    txnNumber: company.books.lastTxnNumber,
  }
}

export type MacroName = { readonly defMacro: string | undefined; readonly macros: Macros }

/** With it what it settles is settled, and later requests of the set may call it by its macro. */
export function fileTxn(company: CompanyFile, txn: Txn, named?: MacroName): void {
  company.books.txns.push(txn)
  settle(company, txn)
  if (named?.defMacro !== undefined) {
    named.macros.set(named.defMacro, txn.TxnID)
  }
}

/** The answer to an Add or Mod, with what error recovery will say of it. */
export function answerTxn(txn: Txn, ret: Ret): Answer {
  return done([ret], { TxnID: txn.TxnID, EditSequence: txn.editSequence })
}

/** What every transaction's Ret begins with. */
export function txnHeadParts(company: CompanyFile, txn: Txn): Part[] {
  return [
    ...leaf('TxnID', txn.TxnID),
    ...leaf('TimeCreated', localTime(company, txn.timeCreatedMs)),
    ...leaf('TimeModified', localTime(company, txn.timeModifiedMs)),
    ...leaf('EditSequence', txn.editSequence),
    ...leaf('TxnNumber', txn.txnNumber),
  ]
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

const SALES_FORMS: readonly Txn['kind'][] = [
  'CreditMemo',
  'Estimate',
  'Invoice',
  'SalesOrder',
  'SalesReceipt',
]

export function isSalesForm(txn: Txn): txn is SalesForm {
  return SALES_FORMS.includes(txn.kind)
}

export function totalOf(txn: Txn): Cents {
  return txn.kind === 'ReceivePayment'
    ? txn.totalCents
    : cents(txn.subtotalCents + txn.salesTaxCents)
}

export function appliedTotal(applied: readonly Applied[]): Cents {
  return sum(applied.map(({ amountCents }) => amountCents))
}

/** What of it nothing was set against yet. */
export function openOf(txn: Txn): Cents {
  return cents(totalOf(txn) - appliedTotal(txn.applied))
}

/** What is still due on an invoice; nothing ever is on any other form. */
export function balanceOf(txn: Txn): Cents {
  return txn.kind === 'Invoice' ? openOf(txn) : ZERO
}

/** What a customer still has to his credit: of a credit memo, or of a payment nothing was bought with. */
export function creditRemaining(txn: Txn): Cents {
  return txn.kind === 'CreditMemo' || txn.kind === 'ReceivePayment' ? openOf(txn) : ZERO
}

/** What is settled counts as changed: an invoice that is paid, a credit memo that is paid out. */
function settle(company: CompanyFile, by: Txn): void {
  for (const { TxnID, amountCents } of by.applied) {
    const settled = txnByID(company, TxnID)
    if (settled !== null) {
      settled.applied = [...settled.applied, { TxnID: by.TxnID, amountCents }]
      stampChange(company, settled)
    }
  }
}

export function removeTxn(company: CompanyFile, gone: Txn): void {
  const { kind, TxnID, timeCreatedMs, refNumber } = gone
  const { books } = company
  unbindTxn(company, gone)
  books.txns = books.txns.filter((txn) => txn !== gone)
  books.deletedTxns = [
    ...books.deletedTxns,
    { kind, TxnID, timeCreatedMs, timeDeletedMs: company.nowMs(), refNumber },
  ]
}

/**
 * Before a transaction goes: what it settled is open again, and so is what settled it; what a
 * deposit took to the bank waits in Undeposited Funds again.
 */
export function unbindTxn(company: CompanyFile, gone: Txn): void {
  if (gone.kind === 'Deposit') {
    undeposit(company, gone)
  }
  for (const { TxnID } of gone.applied) {
    const bound = txnByID(company, TxnID)
    if (bound !== null) {
      bound.applied = bound.applied.filter((part) => part.TxnID !== gone.TxnID)
      stampChange(company, bound)
    }
  }
}

function undeposit(company: CompanyFile, { lines }: Outlay): void {
  for (const { fields } of lines) {
    const payment = txnByID(company, textField(fields, 'TxnID') ?? '')
    if (payment !== null) {
      payment.isDeposited = false
    }
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
