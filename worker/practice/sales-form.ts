/** Sales receipts and invoices: what it takes to save one. */
import { done, isRefusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import { indexedTxns } from './book-index.ts'
import type {
  CompanyFile,
  Fields,
  ListEntry,
  Refs,
  SalesForm,
  TxnLine,
  TxnStamps,
} from './books.ts'
import { entriesOf, entriesOfType, entryByID, nextTxnID } from './entries.ts'
import { notFound } from './list-add.ts'
import { followRefs } from './reference.ts'
import { cannotSave, priceLines } from './sales-line.ts'
import type { OpenLine, PricedLine } from './sales-line.ts'
import { salesFormRet } from './sales-form-ret.ts'
import { totalsOf } from './sales-totals.ts'
import { fileTxn, newTxnStamps, refusedTxn, specialAccount, today } from './txns.ts'
import type { Macros } from './txns.ts'

export type SalesFormKind = SalesForm['kind']

/** The content of a SalesReceiptAdd or InvoiceAdd. */
export type SalesFormContent = Fields & {
  readonly defMacro?: string | undefined
  readonly TxnDate?: string | undefined
  readonly RefNumber?: string | undefined
  readonly Lines?: readonly Fields[] | undefined
}

export type NewForm = {
  readonly kind: SalesFormKind
  readonly content: SalesFormContent
  readonly macros: Macros
}

export function addSalesForm(company: CompanyFile, form: NewForm): Answer {
  const { defMacro, TxnDate, RefNumber, Lines = [], ...header } = form.content
  const split = followRefs(company, header, form.kind)
  if (isRefusal(split)) {
    return split
  }
  const refs = { ...defaultFormRefs(company, form.kind, split.refs), ...split.refs }
  const txnDate = TxnDate ?? today(company)
  const refused = refusedForm(company, { ...form, txnDate })
  if (refused !== null) {
    return refused
  }
  const opened = openLines(company, form.kind, Lines)
  const priced = isRefusal(opened) ? opened : priceLines(opened)
  if (isRefusal(priced)) {
    return priced
  }
  const totals = totalsOf(priced, taxItemsOf(company, refs))
  if (totals.subtotalCents + totals.salesTaxCents < 0) {
    return cannotSave('Transaction amount must be positive.')
  }
  const txn = fileSalesForm(company, {
    kind: form.kind,
    txnDate,
    refNumber: RefNumber ?? nextRefNumber(company, form.kind),
    fields: split.fields,
    refs,
    lines: priced,
    ...totals,
  })
  if (defMacro !== undefined) {
    form.macros.set(defMacro, txn.TxnID)
  }
  const ret = salesFormRet(company, txn, { withLines: true, withLinked: false })
  return done([ret], { TxnID: txn.TxnID, EditSequence: txn.editSequence })
}

function refusedForm(
  company: CompanyFile,
  { kind, content, macros, txnDate }: NewForm & { readonly txnDate: string },
): Refusal | null {
  const refused = refusedTxn(company, { kind, txnDate, defMacro: content.defMacro, macros })
  if (refused !== null) {
    return refused
  }
  const [linked] = (content.LinkToTxnID ?? []) as readonly string[]
  return linked === undefined && content.SetCredit === undefined
    ? null
    : // There is nothing in these books that a new sale could be linked to.
      notFound(linked ?? 'CreditTxnID')
}

/** What the form takes from the customer and the company where it says nothing itself. */
export function defaultFormRefs(company: CompanyFile, kind: SalesFormKind, given: Refs): Refs {
  const customer = entryByID(company, given.CustomerRef ?? null)
  const taxable = entriesOf(company, 'SalesTaxCode').find((code) => code.fields.IsTaxable === true)
  const [taxItem] = entriesOfType(company, 'ItemSalesTax')
  const found = {
    CustomerSalesTaxCodeRef: customer?.refs.SalesTaxCodeRef ?? taxable?.ListID,
    ItemSalesTaxRef: customer?.refs.ItemSalesTaxRef ?? taxItem?.ListID,
    ...(kind === 'Invoice'
      ? { ARAccountRef: specialAccount(company, 'AccountsReceivable') }
      : { DepositToAccountRef: specialAccount(company, 'UndepositedFunds') }),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])),
  )
}

function openLines(
  company: CompanyFile,
  kind: SalesFormKind,
  lines: readonly Fields[],
): readonly OpenLine[] | Refusal {
  const opened: OpenLine[] = []
  for (const line of lines) {
    const content = line[`${kind}LineAdd`]
    if (content === undefined) {
      return cannotSave('There are no item groups in these books.')
    }
    const split = followRefs(company, content as Fields, `${kind} line`)
    if (isRefusal(split)) {
      return split
    }
    const item = entryByID(company, split.refs.ItemRef ?? null)
    const code = split.refs.SalesTaxCodeRef ?? item?.refs.SalesTaxCodeRef
    const codeRefs: Refs = code === undefined ? {} : { SalesTaxCodeRef: code }
    opened.push({
      fields: split.fields,
      refs: { ...codeRefs, ...split.refs },
      item,
      isTaxable: entryByID(company, code ?? null)?.fields.IsTaxable === true,
    })
  }
  return opened
}

/** None when the customer is not taxable: no line of his is taxed then. */
function taxItemsOf(company: CompanyFile, refs: Refs): readonly ListEntry[] {
  const code = entryByID(company, refs.CustomerSalesTaxCodeRef ?? null)
  const item = entryByID(company, refs.ItemSalesTaxRef ?? null)
  if (code?.fields.IsTaxable !== true || item === null) {
    return []
  }
  const members = item.fields.ItemSalesTaxRefs as readonly string[] | undefined
  return members === undefined ? [item] : members.flatMap((id) => entryByID(company, id) ?? [])
}

export type Unfiled = Omit<SalesForm, keyof TxnStamps | 'lines' | 'payments'> & {
  readonly lines: readonly PricedLine[]
}

export function fileSalesForm(company: CompanyFile, unfiled: Unfiled): SalesForm {
  const form: SalesForm = {
    ...unfiled,
    ...newTxnStamps(company),
    payments: [],
    lines: unfiled.lines.map(({ fields, refs, amountCents, item }): TxnLine => ({
      TxnLineID: nextTxnID(company),
      fields: { Desc: item?.fields.SalesDesc ?? item?.fields.ItemDesc, ...fields },
      refs,
      amountCents,
    })),
  }
  fileTxn(company, form)
  return form
}

/** One more than the highest number in use, as the form itself would propose. */
function nextRefNumber(company: CompanyFile, kind: SalesFormKind): string {
  return String((indexedTxns(company.books).highestNumber.get(kind) ?? 0) + 1)
}
