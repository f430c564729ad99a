/** What a person does in QuickBooks while nobody is connected. */
import { cents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Books, CompanyFile, Form, ListEntry, ListKind, Refs, Txn } from './books.ts'
import { removeEntry } from './deleted-entries.ts'
import { addEntry, entryByPath, refileEntry, stampChange } from './entries.ts'
import type { NewEntry } from './entries.ts'
import { defaultFormRefs, numberedLines } from './form.ts'
import { merge } from './merge.ts'
import { makeVoid } from './txn-removal.ts'
import {
  balanceOf,
  fileTxn,
  newTxnStamps,
  refileTxns,
  removeTxn,
  totalOf,
  txnByID,
} from './txns.ts'

/** Types a list entry in, e.g. an employee or a class, for which no request exists here. */
export function enterByHand(company: CompanyFile, entry: NewEntry): ListEntry {
  return addEntry(company, entry)
}

export type NamedEntry = { readonly kind: ListKind; readonly fullName: string }

export function renameEntry(company: CompanyFile, named: NamedEntry, name: string): void {
  const entry = entryNamed(company, named)
  entry.name = name
  refileEntry(company, entry)
  stampChange(company, entry)
}

export function inactivateEntry(company: CompanyFile, named: NamedEntry): void {
  const entry = entryNamed(company, named)
  entry.isActive = false
  stampChange(company, entry)
}

export function activateEntry(company: CompanyFile, named: NamedEntry): void {
  const entry = entryNamed(company, named)
  entry.isActive = true
  stampChange(company, entry)
}

/** QuickBooks keeps a note of it, which `ListDeletedQuery` returns. */
export function deleteEntry(company: CompanyFile, named: NamedEntry): void {
  removeEntry(company, entryNamed(company, named))
}

/**
 * Makes two entries one: the first is gone, and told by `ListDeletedQuery` as if it were deleted;
 * what pointed to it points to the second.
 */
export function mergeEntries(
  company: CompanyFile,
  { kind, from, into }: { readonly kind: ListKind; readonly from: string; readonly into: string },
): void {
  merge(company, {
    from: entryNamed(company, { kind, fullName: from }),
    into: entryNamed(company, { kind, fullName: into }),
  })
}

export type TxnEdit = {
  readonly refNumber?: string
  readonly txnDate?: string
  readonly memo?: string
  /** Added to the first line, or to a payment. */
  readonly extraCents?: Cents
}

export function editTxn(company: CompanyFile, TxnID: string, edit: TxnEdit): void {
  const txn = txnWith(company, TxnID)
  addToFirstLine(txn, edit.extraCents ?? ZERO)
  txn.refNumber = edit.refNumber ?? txn.refNumber
  txn.txnDate = edit.txnDate ?? txn.txnDate
  txn.fields = { ...txn.fields, Memo: edit.memo ?? txn.fields.Memo }
  refileTxns(company)
  stampChange(company, txn)
}

function addToFirstLine(txn: Txn, extraCents: Cents): void {
  if (txn.kind === 'ReceivePayment') {
    txn.totalCents = cents(txn.totalCents + extraCents)
    return
  }
  txn.lines = txn.lines.map((line, index) => ({
    ...line,
    amountCents: cents(line.amountCents + (index === 0 ? extraCents : 0)),
  }))
  txn.subtotalCents = cents(txn.subtotalCents + extraCents)
}

/**
 * QuickBooks keeps a note of it, which `TxnDeletedQuery` returns. What a deleted payment paid is
 * due again, what a deleted refund paid out is to the customer's credit again; the payment of a
 * deleted invoice stays, unused.
 */
export function deleteTxn(company: CompanyFile, TxnID: string): void {
  removeTxn(company, txnWith(company, TxnID))
}

/** It stays under its number, and comes to nothing. */
export function voidTxn(company: CompanyFile, TxnID: string): void {
  const txn = txnWith(company, TxnID)
  if (txn.kind === 'ReceivePayment' || txn.kind === 'Deposit') {
    throw new Error(`${TxnID} is a ${txn.kind}, which is deleted instead`)
  }
  makeVoid(company, txn)
}

/** Takes a payment or a sales receipt from Undeposited Funds to the bank. */
export function depositTxn(company: CompanyFile, TxnID: string): void {
  txnWith(company, TxnID).isDeposited = true
}

/** Deletes the deposit that it stands in: the money waits again. */
export function takeFromDeposit(company: CompanyFile, TxnID: string): void {
  txnWith(company, TxnID).isDeposited = false
}

/** Receives what is due on an invoice; returns the payment's TxnID. */
export function payInvoice(company: CompanyFile, TxnID: string, refNumber: string): string {
  const amountCents = balanceOf(txnWith(company, TxnID))
  return receivePayment(company, { TxnID, refNumber, amountCents })
}

/** Receives some of what is due on an invoice; returns the payment's TxnID. */
export function receivePayment(
  company: CompanyFile,
  {
    TxnID,
    refNumber,
    amountCents,
  }: { readonly TxnID: string; readonly refNumber: string; readonly amountCents: Cents },
): string {
  const invoice = txnWith(company, TxnID)
  const { CustomerRef = '', ARAccountRef = '' } = invoice.refs
  const payment: Txn = {
    kind: 'ReceivePayment',
    ...newTxnStamps(company),
    refNumber,
    txnDate: invoice.txnDate,
    fields: {},
    refs: { CustomerRef, ARAccountRef },
    applied: [{ TxnID, amountCents }],
    totalCents: amountCents,
  }
  fileTxn(company, payment)
  return payment.TxnID
}

type CreditUsed = { readonly creditID: string; readonly amountCents: Cents }

/** “Apply Credits” on an invoice: a credit memo lowers what is due. */
export function applyCredit(
  company: CompanyFile,
  { invoiceID, ...used }: CreditUsed & { readonly invoiceID: string },
): void {
  useCredit(company, txnWith(company, invoiceID), used)
}

/** “Use credit to give refund”: a check to the customer. */
export function payOutCredit(company: CompanyFile, used: CreditUsed): void {
  const { refNumber, txnDate, refs } = txnWith(company, used.creditID)
  const check = enterSale(company, {
    kind: 'Check',
    customerListID: refs.CustomerRef ?? null,
    refNumber,
    txnDate,
    totalCents: used.amountCents,
    memo: '',
  })
  useCredit(company, check, used)
}

function useCredit(company: CompanyFile, by: Txn, { creditID, amountCents }: CreditUsed): void {
  const credit = txnWith(company, creditID)
  by.applied = [...by.applied, { TxnID: creditID, amountCents }]
  credit.applied = [...credit.applied, { TxnID: by.TxnID, amountCents }]
  stampChange(company, by)
  stampChange(company, credit)
}

/** “Create Invoice” on a sales order or an estimate; returns the invoice's TxnID. */
export function invoiceFrom(company: CompanyFile, TxnID: string, refNumber: string): string {
  const source = txnWith(company, TxnID)
  const amountCents = totalOf(source)
  const invoice = enterSale(company, {
    kind: 'Invoice',
    customerListID: source.refs.CustomerRef ?? null,
    refNumber,
    txnDate: source.txnDate,
    totalCents: amountCents,
    memo: '',
  })
  source.applied = [...source.applied, { TxnID: invoice.TxnID, amountCents }]
  stampChange(company, source)
  return invoice.TxnID
}

export type SaleByHand = {
  readonly kind: Form['kind']
  readonly customerListID: string | null
  readonly refNumber: string
  readonly txnDate: string
  readonly totalCents: Cents
  readonly memo: string
}

/** Types a form in: one line without an item, untaxed, that settles nothing. */
export function enterSale(company: CompanyFile, sale: SaleByHand): Form {
  const { kind, customerListID, refNumber, txnDate, totalCents, memo } = sale
  const customerRef = kind === 'Check' ? 'PayeeEntityRef' : 'CustomerRef'
  const given: Refs = customerListID === null ? {} : { [customerRef]: customerListID }
  const form: Form = {
    kind,
    ...newTxnStamps(company),
    refNumber,
    txnDate,
    fields: { Memo: memo },
    refs: { ...defaultFormRefs(company, kind, given), ...given },
    applied: [],
    lines: numberedLines(company, [{ fields: {}, refs: {}, amountCents: totalCents }]),
    subtotalCents: totalCents,
    salesTaxPercentage: '0',
    salesTaxCents: ZERO,
  }
  fileTxn(company, form)
  return form
}

/** Adds a custom field to customers and their forms. */
export function defineCustomField({ books }: CompanyFile, name: string): void {
  const number = books.customFields.length + 1
  books.customFields = [...books.customFields, { name, number, values: {} }]
}

/** Writes into the custom field of a customer or form, by ListID or TxnID. */
export function fillCustomField(
  { books }: CompanyFile,
  { name, id, value }: { readonly name: string; readonly id: string; readonly value: string },
): void {
  books.customFields = books.customFields.map((field) =>
    field.name === name ? { ...field, values: { ...field.values, [id]: value } } : field,
  )
}

export function setClosingDate(company: CompanyFile, closingDate: string | null): void {
  company.books.closingDate = closingDate
}

/** QuickBooks forgets which message sets it ran: the same ID runs again. */
export function forgetMessageSets(company: CompanyFile): void {
  company.books.rememberedSet = null
}

/** A copy of the books, error recovery included: it travels in the company file. */
export function backUp(company: CompanyFile): Books {
  return structuredClone(company.books)
}

export function restore(company: CompanyFile, backup: Books): void {
  company.books = structuredClone(backup)
  company.iterators = []
}

function entryNamed(company: CompanyFile, { kind, fullName }: NamedEntry): ListEntry {
  const entry = entryByPath(company, kind, fullName)
  if (entry === null) {
    throw new Error(`these books have no ${kind} called ${fullName}`)
  }
  return entry
}

function txnWith(company: CompanyFile, TxnID: string): Txn {
  const txn = txnByID(company, TxnID)
  if (txn === null) {
    throw new Error(`these books have no transaction ${TxnID}`)
  }
  return txn
}
