/** Sales forms of every kind: what it takes to save one. */
import { isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, Refs, SalesForm } from './books.ts'
import { refusedCurrency } from './currency.ts'
import { takeOverCustomFields } from './custom-field.ts'
import { entryByID } from './entries.ts'
import { defaultFormRefs, nextRefNumber } from './form.ts'
import { notFound } from './list-add.ts'
import { bookedLine, newLine } from './open-line.ts'
import { followRefs } from './reference.ts'
import { cannotSave, priceLines } from './sales-line.ts'
import type { OpenLine, PricedLine } from './sales-line.ts'
import { salesFormRet } from './sales-form-ret.ts'
import { membersOf, totalsOf } from './sales-totals.ts'
import type { Totals } from './sales-totals.ts'
import { totalsByCode } from './tax-by-code.ts'
import { answerTxn, fileTxn, newTxnStamps, refusedTxn, today } from './txns.ts'
import type { Macros } from './txns.ts'

export type SalesFormKind = SalesForm['kind']

/** The content of an InvoiceAdd, a SalesReceiptAdd … */
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
  const refused =
    refusedForm(company, { ...form, txnDate }) ??
    refusedGross(header) ??
    refusedCurrency(company, { kind: form.kind, refs })
  if (refused !== null) {
    return refused
  }
  const opened = openLines(company, form.kind, Lines)
  const priced = isRefusal(opened) ? opened : priceLines(opened)
  if (isRefusal(priced)) {
    return priced
  }
  const totals = totalsIn(company, priced, refs)
  if (totals.subtotalCents + totals.salesTaxCents < 0) {
    return cannotSave('Transaction amount must be positive.')
  }
  const txn: SalesForm = {
    kind: form.kind,
    ...newTxnStamps(company),
    txnDate,
    refNumber: RefNumber ?? nextRefNumber(company, form.kind),
    fields: split.fields,
    refs,
    applied: [],
    lines: priced.map((line) => bookedLine(company, line)),
    ...totals,
  }
  fileTxn(company, txn, { defMacro, macros: form.macros })
  takeOverCustomFields(company, txn)
  return answerTxn(txn, salesFormRet(company, txn, { withLines: true, withLinked: false }))
}

function refusedForm(
  company: CompanyFile,
  { kind, content, macros, txnDate }: NewForm & { readonly txnDate: string },
): Refusal | null {
  const refused = refusedTxn(company, { kind, txnDate, defMacro: content.defMacro, macros })
  if (refused !== null) {
    return refused
  }
  if (content.SetCredit !== undefined) {
    return refusal(1030, 'These books cannot use a credit up on an invoice.')
  }
  const [linked] = (content.LinkToTxnID ?? []) as readonly string[]
  // There is nothing in these books that a new sale could be linked to.
  return linked === undefined ? null : notFound(linked)
}

function openLines(
  company: CompanyFile,
  kind: SalesFormKind,
  lines: readonly Fields[],
): readonly OpenLine[] | Refusal {
  const opened: OpenLine[] = []
  for (const line of lines) {
    const content = line[`${kind}LineAdd`]
    const one =
      content === undefined
        ? cannotSave('There are no item groups in these books.')
        : newLine(company, { kind, content: content as Fields })
    if (isRefusal(one)) {
      return one
    }
    opened.push(one)
  }
  return opened
}

/** In the United States a form has a tax, elsewhere each line has. */
export function totalsIn(company: CompanyFile, lines: readonly PricedLine[], refs: Refs): Totals {
  return company.settings.edition === 'US'
    ? totalsOf(lines, taxItemsOf(company, refs))
    : totalsByCode(company, lines)
}

/** Nobody here needs gross amounts, and what they come to net is not documented. */
export function refusedGross({ IsTaxIncluded }: Fields): Refusal | null {
  return IsTaxIncluded === true
    ? refusal(1030, 'These books cannot take amounts that include tax.')
    : null
}

/** None when the customer is not taxable: no line of his is taxed then. */
function taxItemsOf(company: CompanyFile, refs: Refs): readonly ListEntry[] {
  const code = entryByID(company, refs.CustomerSalesTaxCodeRef ?? null)
  const item = entryByID(company, refs.ItemSalesTaxRef ?? null)
  if (code?.fields.IsTaxable !== true || item === null) {
    return []
  }
  return membersOf(company, item)
}
