/** Sales receipts and invoices: what it takes to save one. */
import { done, isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, Refs, Txn, TxnKind, TxnLine } from './books.ts'
import { quickBooksDate } from './clock.ts'
import { entriesOf, entryByID, newStamps, nextTxnID } from './entries.ts'
import { notFound } from './list-add.ts'
import { followRefs } from './reference.ts'
import { cannotSave, priceLines } from './sales-line.ts'
import type { OpenLine, PricedLine } from './sales-line.ts'
import { salesFormRet } from './sales-form-ret.ts'
import { totalsOf } from './sales-totals.ts'

/** TxnIDs by macro name, for as long as one message set runs. */
export type Macros = Map<string, string>

/** The content of a SalesReceiptAdd or InvoiceAdd. */
export type SalesFormContent = Fields & {
  readonly defMacro?: string | undefined
  readonly TxnDate?: string | undefined
  readonly RefNumber?: string | undefined
  readonly Lines?: readonly Fields[] | undefined
}

export type NewForm = {
  readonly kind: TxnKind
  readonly content: SalesFormContent
  readonly macros: Macros
}

export function addSalesForm(company: CompanyFile, form: NewForm): Answer {
  const { defMacro, TxnDate, RefNumber, Lines = [], ...header } = form.content
  const split = followRefs(company, header, form.kind)
  if (isRefusal(split)) {
    return split
  }
  const refs = { ...defaultRefs(company, form.kind, split.refs), ...split.refs }
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
  const txn = file(company, {
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
  const ret = salesFormRet(company, txn, { withLines: true })
  return done([ret], { TxnID: txn.TxnID, EditSequence: txn.editSequence })
}

function refusedForm(
  company: CompanyFile,
  { kind, content, macros, txnDate }: NewForm & { readonly txnDate: string },
): Refusal | null {
  const { closingDate } = company.books
  if (content.defMacro !== undefined && macros.has(content.defMacro)) {
    return refusal(9100, `The macro "${content.defMacro}" has already been defined.`)
  }
  if (closingDate !== null && txnDate <= closingDate) {
    const said = `An attempt was made to modify a ${kind} with a date that is on or before the`
    return refusal(3171, `${said} closing date of the company.`)
  }
  const [linked] = (content.LinkToTxnID ?? []) as readonly string[]
  return linked === undefined && content.SetCredit === undefined
    ? null
    : // There is nothing in these books that a new sale could be linked to.
      notFound(linked ?? 'CreditTxnID')
}

/** What the form takes from the customer and the company where it says nothing itself. */
function defaultRefs(company: CompanyFile, kind: TxnKind, given: Refs): Refs {
  const customer = entryByID(company, given.CustomerRef ?? null)
  const account = (special: string) =>
    entriesOf(company, 'Account').find((one) => one.fields.SpecialAccountType === special)?.ListID
  const taxable = entriesOf(company, 'SalesTaxCode').find((code) => code.fields.IsTaxable === true)
  const taxItem = entriesOf(company, 'Item').find((item) => item.type === 'ItemSalesTax')
  const found = {
    CustomerSalesTaxCodeRef: customer?.refs.SalesTaxCodeRef ?? taxable?.ListID,
    ItemSalesTaxRef: customer?.refs.ItemSalesTaxRef ?? taxItem?.ListID,
    ...(kind === 'Invoice'
      ? { ARAccountRef: account('AccountsReceivable') }
      : { DepositToAccountRef: account('UndepositedFunds') }),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])),
  )
}

function openLines(
  company: CompanyFile,
  kind: TxnKind,
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

type Unfiled = Omit<Txn, keyof ReturnType<typeof newStamps> | 'TxnID' | 'txnNumber' | 'lines'> & {
  readonly lines: readonly PricedLine[]
}

function file(company: CompanyFile, unfiled: Unfiled): Txn {
  company.books.lastTxnNumber += 1
  const txn: Txn = {
    ...unfiled,
    ...newStamps(company),
    TxnID: nextTxnID(company),
    txnNumber: company.books.lastTxnNumber,
    lines: unfiled.lines.map(({ fields, refs, amountCents, item }): TxnLine => ({
      TxnLineID: nextTxnID(company),
      fields: { Desc: item?.fields.SalesDesc ?? item?.fields.ItemDesc, ...fields },
      refs,
      amountCents,
    })),
  }
  company.books.txns = [...company.books.txns, txn]
  return txn
}

/** One more than the highest number in use, as the form itself would propose. */
function nextRefNumber(company: CompanyFile, kind: TxnKind): string {
  const numbers = company.books.txns
    .filter((txn) => txn.kind === kind && /^\d+$/.test(txn.refNumber))
    .map((txn) => Number(txn.refNumber))
  return String(Math.max(0, ...numbers) + 1)
}

function today(company: CompanyFile): string {
  return quickBooksDate(company.nowMs(), company.settings.utcOffsetMinutes)
}
