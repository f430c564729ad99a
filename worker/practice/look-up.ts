/** What stands in the books, for a test to look at. */
import type { Cents } from '../money/cents.ts'
import { textField } from './books.ts'
import type {
  Applied,
  CompanyFile,
  DeletedEntry,
  DeletedTxn,
  ListKind,
  Payment,
  SalesForm,
} from './books.ts'
import { entriesOf, entryByID, fullNameOf } from './entries.ts'
import { balanceOf, totalOf } from './txns.ts'

export type SalesFormView = {
  readonly kind: SalesForm['kind']
  readonly TxnID: string
  readonly refNumber: string
  readonly txnDate: string
  readonly memo: string
  readonly customer: string | null
  readonly paymentMethod: string | null
  readonly depositTo: string | null
  readonly salesTaxItem: string | null
  readonly subtotalCents: Cents
  readonly salesTaxCents: Cents
  readonly totalCents: Cents
  /** What is still due; nothing on a sales receipt. */
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
  return company.books.txns
    .filter((txn) => txn.kind === 'ReceivePayment')
    .filter((payment) => refNumber === undefined || payment.refNumber === refNumber)
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
    appliedTo: payment.appliedTo,
  }
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
  return company.books.txns
    .filter((txn) => txn.kind !== 'ReceivePayment')
    .filter((form) => form.kind === kind)
    .filter((txn) => refNumber === undefined || txn.refNumber === refNumber)
    .map((txn) => ({
      kind,
      TxnID: txn.TxnID,
      refNumber: txn.refNumber,
      txnDate: txn.txnDate,
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
    }))
}

function nameOf(company: CompanyFile, ListID: string | undefined): string | null {
  const entry = entryByID(company, ListID ?? null)
  return entry === null ? null : fullNameOf(company, entry)
}
