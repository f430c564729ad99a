/** A line of a sales form on its way into the books: new, kept as it stands, or changed. */
import { isRefusal } from './answer.ts'
import type { Refusal } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, Refs, SalesForm, TxnLine } from './books.ts'
import { entryByID, nextTxnID } from './entries.ts'
import { followRefs, withoutCleared } from './reference.ts'
import type { Split } from './reference.ts'
import type { OpenLine, PricedLine } from './sales-line.ts'

export type AskedLine = { readonly kind: SalesForm['kind']; readonly content: Fields }

export function newLine(company: CompanyFile, { kind, content }: AskedLine): OpenLine | Refusal {
  const split = followRefs(company, content, `${kind} line`)
  return isRefusal(split)
    ? split
    : openLine(company, { TxnLineID: null, keptCents: null, ...cleared(split) })
}

export function keptLine(company: CompanyFile, line: TxnLine): OpenLine {
  const { TxnLineID, fields, refs, amountCents } = line
  return openLine(company, { TxnLineID, keptCents: amountCents, fields, refs })
}

/** What a line comes to is worked out again only when something of it was asked for. */
const PRICING = ['Quantity', 'Rate', 'RatePercent', 'Amount']

/** What is left out stays. Another item brings its own words, price and tax code. */
export function changedLine(
  company: CompanyFile,
  line: TxnLine,
  { kind, content }: AskedLine,
): OpenLine | Refusal {
  const split = followRefs(company, content, `${kind} line`)
  if (isRefusal(split)) {
    return split
  }
  const { ItemRef } = split.refs
  const isOtherItem = ItemRef !== undefined && ItemRef !== line.refs.ItemRef
  const isPriced = isOtherItem || PRICING.some((name) => split.fields[name] !== undefined)
  const before = isOtherItem ? withoutItem(line) : line
  const fields = isPriced ? withoutPrice(before.fields, split.fields) : before.fields
  return openLine(company, {
    TxnLineID: line.TxnLineID,
    keptCents: isPriced ? null : line.amountCents,
    ...cleared({
      fields: { ...fields, ...split.fields },
      refs: { ...before.refs, ...split.refs },
    }),
  })
}

function withoutItem({ fields, refs }: TxnLine): Split {
  const { Desc: _words, Rate: _rate, RatePercent: _percent, Amount: _amount, ...others } = fields
  const { SalesTaxCodeRef: _code, ...otherRefs } = refs
  return { fields: others, refs: otherRefs }
}

/** A new quantity goes by the old rate; a new amount or rate takes the place of the old ones. */
function withoutPrice({ Amount: _old, ...before }: Fields, asked: Fields): Fields {
  const { Rate: _rate, RatePercent: _percent, ...others } = before
  const isRepriced = ['Rate', 'RatePercent', 'Amount'].some((name) => asked[name] !== undefined)
  return isRepriced ? others : before
}

/** Cleared words stay away, also those of the item. */
function cleared({ fields, refs }: Split): Split {
  const words = fields.Desc === '' ? { Desc: '' } : {}
  return { fields: { ...withoutCleared(fields), ...words }, refs: withoutCleared(refs) }
}

function openLine(
  company: CompanyFile,
  line: Pick<OpenLine, 'TxnLineID' | 'keptCents' | 'fields' | 'refs'>,
): OpenLine {
  const item = entryByID(company, line.refs.ItemRef ?? null)
  const code = line.refs.SalesTaxCodeRef ?? item?.refs.SalesTaxCodeRef
  const codeRefs: Refs = code === undefined ? {} : { SalesTaxCodeRef: code }
  return {
    ...line,
    refs: { ...codeRefs, ...line.refs },
    item,
    isTaxable: entryByID(company, code ?? null)?.fields.IsTaxable === true,
  }
}

/** A line says what its item says, unless it has words of its own. */
export function bookedLine(company: CompanyFile, line: PricedLine): TxnLine {
  return {
    TxnLineID: line.TxnLineID ?? nextTxnID(company),
    fields: { Desc: usualWords(line.item), ...line.fields },
    refs: line.refs,
    amountCents: line.amountCents,
  }
}

function usualWords(item: ListEntry | null): unknown {
  const { SalesDesc, ItemDesc, ...fields } = item?.fields ?? {}
  const one = (fields.SalesOrPurchase ?? {}) as Fields
  const both = (fields.SalesAndPurchase ?? {}) as Fields
  return SalesDesc ?? ItemDesc ?? one.Desc ?? both.SalesDesc
}
