/** What stands in the books, for a test to look at. */
import type { Cents } from '../money/cents.ts'
import { textField } from './books.ts'
import type {
  Applied,
  CompanyFile,
  DeletedEntry,
  DeletedTxn,
  ListKind,
  Outlay,
  Payment,
  SalesForm,
  Txn,
  TxnLine,
} from './books.ts'
import { entriesOf, entryByID, fullNameOf } from './entries.ts'
import { dueDate } from './sales-form-ret.ts'
import { balanceOf, creditRemaining, isSalesForm, totalOf } from './txns.ts'

export type SalesFormView = {
  readonly kind: SalesForm['kind']
  readonly TxnID: string
  readonly refNumber: string
  readonly txnDate: string
  readonly dueDate: string
  readonly memo: string
  readonly customer: string | null
  readonly paymentMethod: string | null
  readonly depositTo: string | null
  readonly salesTaxItem: string | null
  readonly subtotalCents: Cents
  readonly salesTaxCents: Cents
  readonly totalCents: Cents
  /** What is still due; nothing on any form but an invoice. */
  readonly balanceCents: Cents
  readonly lines: readonly SalesLineView[]
}

export type SalesLineView = {
  readonly item: string | null
  readonly description: string
  readonly quantity: string | null
  readonly amountCents: Cents
  readonly salesTaxCode: string | null
}

/** All of them, or those with one RefNumber. */
export function salesReceipts(company: CompanyFile, refNumber?: string): SalesFormView[] {
  return salesForms(company, 'SalesReceipt', refNumber)
}

export function invoices(company: CompanyFile, refNumber?: string): SalesFormView[] {
  return salesForms(company, 'Invoice', refNumber)
}

/** They post nothing. */
export function salesOrders(company: CompanyFile, refNumber?: string): SalesFormView[] {
  return salesForms(company, 'SalesOrder', refNumber)
}

/** They post nothing. */
export function estimates(company: CompanyFile, refNumber?: string): SalesFormView[] {
  return salesForms(company, 'Estimate', refNumber)
}

export type CreditMemoView = SalesFormView & {
  /** What of it was neither paid out nor used. */
  readonly creditRemainingCents: Cents
}

export function creditMemos(company: CompanyFile, refNumber?: string): CreditMemoView[] {
  return numbered(company, refNumber)
    .filter((txn) => txn.kind === 'CreditMemo')
    .map((memo) => ({
      ...salesFormView(company, memo),
      creditRemainingCents: creditRemaining(memo),
    }))
}

export type PaymentView = {
  readonly TxnID: string
  readonly refNumber: string
  readonly txnDate: string
  readonly memo: string
  readonly customer: string | null
  readonly paymentMethod: string | null
  readonly depositTo: string | null
  readonly totalCents: Cents
  /** The invoices it paid, by TxnID. */
  readonly appliedTo: readonly Applied[]
}

export function payments(company: CompanyFile, refNumber?: string): PaymentView[] {
  return numbered(company, refNumber)
    .filter((txn) => txn.kind === 'ReceivePayment')
    .map((payment) => paymentView(company, payment))
}

function paymentView(company: CompanyFile, payment: Payment): PaymentView {
  return {
    TxnID: payment.TxnID,
    refNumber: payment.refNumber,
    txnDate: payment.txnDate,
    memo: textField(payment.fields, 'Memo') ?? '',
    customer: nameOf(company, payment.refs.CustomerRef),
    paymentMethod: nameOf(company, payment.refs.PaymentMethodRef),
    depositTo: nameOf(company, payment.refs.DepositToAccountRef),
    totalCents: payment.totalCents,
    appliedTo: payment.applied,
  }
}

export type CardRefundView = {
  readonly TxnID: string
  readonly refNumber: string
  readonly txnDate: string
  readonly memo: string
  readonly customer: string | null
  readonly paymentMethod: string | null
  readonly refundFrom: string | null
  readonly totalCents: Cents
  /** The credit memos it paid out, by TxnID. */
  readonly appliedTo: readonly Applied[]
}

export function cardRefunds(company: CompanyFile, refNumber?: string): CardRefundView[] {
  return numbered(company, refNumber)
    .filter((txn) => txn.kind === 'ARRefundCreditCard')
    .map((refund) => ({
      TxnID: refund.TxnID,
      refNumber: refund.refNumber,
      txnDate: refund.txnDate,
      memo: textField(refund.fields, 'Memo') ?? '',
      customer: nameOf(company, refund.refs.CustomerRef),
      paymentMethod: nameOf(company, refund.refs.PaymentMethodRef),
      refundFrom: nameOf(company, refund.refs.RefundFromAccountRef),
      totalCents: totalOf(refund),
      appliedTo: refund.applied,
    }))
}

export type CheckView = {
  readonly TxnID: string
  readonly refNumber: string
  readonly txnDate: string
  readonly memo: string
  readonly payee: string | null
  /** The bank account it is drawn on. */
  readonly account: string | null
  readonly totalCents: Cents
  /** The credit memos it paid out, by TxnID. */
  readonly appliedTo: readonly Applied[]
  readonly lines: readonly ExpenseLineView[]
}

export type ExpenseLineView = {
  readonly account: string | null
  readonly customer: string | null
  readonly memo: string
  readonly amountCents: Cents
}

export function checks(company: CompanyFile, refNumber?: string): CheckView[] {
  return numbered(company, refNumber)
    .filter((txn) => txn.kind === 'Check')
    .map((check) => checkView(company, check))
}

function checkView(company: CompanyFile, check: Outlay): CheckView {
  return {
    TxnID: check.TxnID,
    refNumber: check.refNumber,
    txnDate: check.txnDate,
    memo: textField(check.fields, 'Memo') ?? '',
    payee: nameOf(company, check.refs.PayeeEntityRef),
    account: nameOf(company, check.refs.AccountRef),
    totalCents: totalOf(check),
    appliedTo: check.applied,
    lines: check.lines.map(({ fields, refs, amountCents }: TxnLine) => ({
      account: nameOf(company, refs.AccountRef),
      customer: nameOf(company, refs.CustomerRef),
      memo: textField(fields, 'Memo') ?? '',
      amountCents,
    })),
  }
}

export type DepositView = {
  readonly TxnID: string
  readonly txnDate: string
  readonly memo: string
  readonly depositTo: string | null
  /** What arrives at the bank. */
  readonly totalCents: Cents
  readonly lines: readonly DepositLineView[]
}

export type DepositLineView = {
  /** TxnID of the payment that it takes to the bank; null of another account's line. */
  readonly payment: string | null
  readonly account: string | null
  readonly memo: string
  readonly amountCents: Cents
}

export function deposits(company: CompanyFile): DepositView[] {
  return company.books.txns
    .filter((txn) => txn.kind === 'Deposit')
    .map((deposit) => ({
      TxnID: deposit.TxnID,
      txnDate: deposit.txnDate,
      memo: textField(deposit.fields, 'Memo') ?? '',
      depositTo: nameOf(company, deposit.refs.DepositToAccountRef),
      totalCents: totalOf(deposit),
      lines: deposit.lines.map(({ fields, refs, amountCents }: TxnLine) => ({
        payment: textField(fields, 'TxnID'),
        account: nameOf(company, refs.AccountRef),
        memo: textField(fields, 'Memo') ?? '',
        amountCents,
      })),
    }))
}

/** What stands in the custom fields of a form or customer, by name. */
export function customFieldsOf({ books }: CompanyFile, id: string): Record<string, string> {
  return Object.fromEntries(
    books.customFields.flatMap(({ name, values }) => {
      const value = values[id]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

export function deletedTxns(company: CompanyFile): readonly DeletedTxn[] {
  return company.books.deletedTxns
}

/** Merged ones too. */
export function deletedEntries(company: CompanyFile): readonly DeletedEntry[] {
  return company.books.deletedEntries
}

export type EntryView = {
  readonly ListID: string
  readonly fullName: string
  readonly type: string
  readonly isActive: boolean
  readonly fields: Readonly<Record<string, unknown>>
  /** FullNames by the name of the reference. */
  readonly refs: Readonly<Record<string, string>>
}

/** e.g. `listEntries(company, 'Customer')`; inactive ones too. */
export function listEntries(company: CompanyFile, kind: ListKind): EntryView[] {
  return entriesOf(company, kind).map((entry) => ({
    ListID: entry.ListID,
    fullName: fullNameOf(company, entry),
    type: entry.type,
    isActive: entry.isActive,
    fields: entry.fields,
    refs: Object.fromEntries(
      Object.entries(entry.refs).map(([name, id]) => [name, nameOf(company, id) ?? '']),
    ),
  }))
}

function salesForms(
  company: CompanyFile,
  kind: SalesForm['kind'],
  refNumber?: string,
): SalesFormView[] {
  return numbered(company, refNumber)
    .filter(isSalesForm)
    .filter((form) => form.kind === kind)
    .map((form) => salesFormView(company, form))
}

function salesFormView(company: CompanyFile, txn: SalesForm): SalesFormView {
  return {
    kind: txn.kind,
    TxnID: txn.TxnID,
    refNumber: txn.refNumber,
    txnDate: txn.txnDate,
    dueDate: dueDate(company, txn),
    memo: textField(txn.fields, 'Memo') ?? '',
    customer: nameOf(company, txn.refs.CustomerRef),
    paymentMethod: nameOf(company, txn.refs.PaymentMethodRef),
    depositTo: nameOf(company, txn.refs.DepositToAccountRef),
    salesTaxItem: nameOf(company, txn.refs.ItemSalesTaxRef),
    subtotalCents: txn.subtotalCents,
    salesTaxCents: txn.salesTaxCents,
    totalCents: totalOf(txn),
    balanceCents: balanceOf(txn),
    lines: txn.lines.map((line) => ({
      item: nameOf(company, line.refs.ItemRef),
      description: textField(line.fields, 'Desc') ?? '',
      quantity: textField(line.fields, 'Quantity'),
      amountCents: line.amountCents,
      salesTaxCode: nameOf(company, line.refs.SalesTaxCodeRef),
    })),
  }
}

function numbered(company: CompanyFile, refNumber: string | undefined): readonly Txn[] {
  const { txns } = company.books
  return refNumber === undefined ? txns : txns.filter((txn) => txn.refNumber === refNumber)
}

function nameOf(company: CompanyFile, ListID: string | undefined): string | null {
  const entry = entryByID(company, ListID ?? null)
  return entry === null ? null : fullNameOf(company, entry)
}
