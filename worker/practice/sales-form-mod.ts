/** Changing a sales form: what is left out stays, what is empty is cleared. */
import { cents, formatCents } from '../money/cents.ts'
import { NEW_LINE } from '../qbxml/sales-line-mod.ts'
import { isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { CompanyFile, Fields, Refs, SalesForm, TxnLine } from './books.ts'
import { stampChange } from './entries.ts'
import { notFound } from './list-add.ts'
import { bookedLine, changedLine, keptLine, newLine } from './open-line.ts'
import { followRefs, withoutCleared } from './reference.ts'
import { refusedGross, totalsIn } from './sales-form.ts'
import type { SalesFormKind } from './sales-form.ts'
import { cannotSave, priceLines } from './sales-line.ts'
import type { OpenLine } from './sales-line.ts'
import { salesFormRet } from './sales-form-ret.ts'
import {
  answerTxn,
  appliedTotal,
  isSalesForm,
  refileTxns,
  refusedPeriod,
  txnByID,
  txnIDFrom,
} from './txns.ts'
import type { Macros } from './txns.ts'

/** The content of an InvoiceMod, a SalesReceiptMod … */
export type SalesFormChange = Fields & {
  readonly TxnID: string | { readonly useMacro: string }
  readonly EditSequence: string
  readonly TxnDate?: string | undefined
  readonly RefNumber?: string | undefined
  readonly SetCredit?: unknown
  readonly Lines?: readonly Fields[] | undefined
}

export type ChangedForm = {
  readonly kind: SalesFormKind
  readonly content: SalesFormChange
  readonly macros: Macros
}

export function changeSalesForm(company: CompanyFile, change: ChangedForm): Answer {
  const { TxnID: _, EditSequence: __, ...asked } = change.content
  const { TxnDate, RefNumber, SetCredit, Lines, ...header } = asked
  const self = formToChange(company, change)
  if (isRefusal(self)) {
    return self
  }
  const split = followRefs(company, header, change.kind)
  if (isRefusal(split)) {
    return split
  }
  const refs = { ...self.refs, ...split.refs }
  const txnDate = TxnDate ?? self.txnDate
  const refused =
    refusedChange(company, self, { refs, txnDate }) ??
    refusedCredit(SetCredit) ??
    refusedGross(split.fields)
  if (refused !== null) {
    return refused
  }
  const opened = changedLines(company, self, { ...change, lines: Lines })
  const priced = isRefusal(opened) ? opened : priceLines(opened)
  if (isRefusal(priced)) {
    return priced
  }
  const totals = totalsIn(company, priced, refs)
  const refusedSum = refusedTotal(self, cents(totals.subtotalCents + totals.salesTaxCents))
  if (refusedSum !== null) {
    return refusedSum
  }
  Object.assign(self, {
    txnDate,
    refNumber: RefNumber ?? self.refNumber,
    fields: withoutCleared({ ...self.fields, ...split.fields }),
    refs: withoutCleared(refs),
    lines: priced.map((line) => bookedLine(company, line)),
    ...totals,
  })
  refileTxns(company)
  stampChange(company, self)
  return answerTxn(self, salesFormRet(company, self, { withLines: true, withLinked: false }))
}

/** 3120 when it is not there, 3200 when somebody changed it since it was read. */
function formToChange(
  company: CompanyFile,
  { kind, content, macros }: ChangedForm,
): SalesForm | Refusal {
  const TxnID = txnIDFrom(macros, content.TxnID)
  if (isRefusal(TxnID)) {
    return TxnID
  }
  const self = txnByID(company, TxnID)
  if (self === null || !isSalesForm(self) || self.kind !== kind) {
    return notFound(TxnID)
  }
  return self.editSequence === content.EditSequence
    ? self
    : refusal(3200, `The provided edit sequence "${content.EditSequence}" is out-of-date.`)
}

type Wanted = { readonly refs: Refs; readonly txnDate: string }

function refusedChange(company: CompanyFile, self: SalesForm, wanted: Wanted): Refusal | null {
  const { refs, txnDate } = wanted
  const isMoved = ['CustomerRef', 'ARAccountRef'].some((name) => refs[name] !== self.refs[name])
  if (self.isDeposited) {
    return cannotChange(self, 'It has been deposited. Remove it from the deposit first.')
  }
  if (isMoved && self.applied.length > 0) {
    return cannotChange(self, 'Its customer is fixed while other transactions are applied to it.')
  }
  return (
    refusedClearing(self, wanted) ??
    refusedPeriod(company, self.kind, self.txnDate) ??
    refusedPeriod(company, self.kind, txnDate)
  )
}

/** Only a sales receipt may be nobody's. */
function refusedClearing({ kind }: SalesForm, { refs, txnDate }: Wanted): Refusal | null {
  const fixed = kind === 'SalesReceipt' ? [] : ['CustomerRef', 'ARAccountRef']
  const cleared = txnDate === '' ? 'TxnDate' : fixed.find((name) => refs[name] === '')
  return cleared === undefined ? null : refusal(3190, `The element "${cleared}" cannot be cleared.`)
}

function refusedCredit(SetCredit: unknown): Refusal | null {
  return SetCredit === undefined
    ? null
    : refusal(1030, 'These books cannot use a credit up on an invoice.')
}

/** What was paid on an invoice, or out of a credit memo, must still fit into it. */
function refusedTotal(self: SalesForm, totalCents: number): Refusal | null {
  if (totalCents < 0) {
    return cannotSave('Transaction amount must be positive.')
  }
  const appliedCents = appliedTotal(self.applied)
  return totalCents < appliedCents
    ? cannotChange(
        self,
        `The total cannot be less than the ${formatCents(appliedCents)} already applied to it.`,
      )
    : null
}

function cannotChange({ kind }: SalesForm, reason: string): Refusal {
  const said = `There was an error when modifying the ${kind}.`
  return refusal(3170, `${said}  QuickBooks error message: ${reason}`)
}

/** All stay when none is given; else those that are not mentioned go. */
function changedLines(
  company: CompanyFile,
  self: SalesForm,
  { kind, lines }: { readonly kind: SalesFormKind; readonly lines: readonly Fields[] | undefined },
): readonly OpenLine[] | Refusal {
  if (lines === undefined) {
    return self.lines.map((line) => keptLine(company, line))
  }
  const left = new Map<string | null, TxnLine>(self.lines.map((line) => [line.TxnLineID, line]))
  const opened: OpenLine[] = []
  for (const asked of lines) {
    const { TxnLineID: said, ...content } = (asked[`${kind}LineMod`] ?? {}) as Fields
    const TxnLineID = typeof said === 'string' ? said : null
    const line = left.get(TxnLineID)
    left.delete(TxnLineID)
    const one = openAsked(company, { kind, TxnLineID, content, line })
    if (isRefusal(one)) {
      return one
    }
    opened.push(one)
  }
  return opened
}

function openAsked(
  company: CompanyFile,
  {
    line,
    TxnLineID,
    ...asked
  }: {
    readonly kind: SalesFormKind
    readonly TxnLineID: string | null
    readonly content: Fields
    readonly line: TxnLine | undefined
  },
): OpenLine | Refusal {
  if (TxnLineID === null) {
    return cannotSave('There are no item groups in these books.')
  }
  if (TxnLineID === NEW_LINE) {
    return newLine(company, asked)
  }
  return line === undefined ? notFound(TxnLineID) : changedLine(company, line, asked)
}
