/** Checks: what it takes to save one, and how QuickBooks returns it. */
import { cents, sum, ZERO } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { amountLeaf, branch, isRefusal, leaf, leaves, refusal } from './answer.ts'
import type { Answer, Part, Refusal, Ret } from './answer.ts'
import type { Applied, CompanyFile, Outlay, TxnLine } from './books.ts'
import { creditsPaidOut } from './credit.ts'
import { currencyParts } from './currency.ts'
import { addressBlock, addressParts } from './customer.ts'
import { entryByID } from './entries.ts'
import { nextRefNumber, numberedLines } from './form.ts'
import type { NewLine } from './form.ts'
import { followRefs, refPart, refParts } from './reference.ts'
import { linkedParts } from './sales-form-ret.ts'
import {
  answerTxn,
  appliedTotal,
  fileTxn,
  newTxnStamps,
  refusedTxn,
  today,
  totalOf,
  txnHeadParts,
} from './txns.ts'
import type { Macros } from './txns.ts'

type CheckContent = RequestContent<'CheckAddRq'>['CheckAdd']

export type NewCheck = { readonly content: CheckContent; readonly macros: Macros }

export function addCheck(company: CompanyFile, { content, macros }: NewCheck): Answer {
  const { defMacro, TxnDate, RefNumber, ApplyCheckToTxnAdd, ...rest } = content
  const { ExpenseLineAdd = [], ItemLines, ...header } = rest
  const split = followRefs(company, header, 'Check')
  if (isRefusal(split)) {
    return split
  }
  const txnDate = TxnDate ?? today(company)
  const refused = refusedTxn(company, { kind: 'Check', txnDate, defMacro, macros })
  if (refused !== null) {
    return refused
  }
  const lines = ItemLines === undefined ? expenseLines(company, ExpenseLineAdd) : noItemLines()
  if (isRefusal(lines)) {
    return lines
  }
  const applied = paidOut(company, { lines, asked: ApplyCheckToTxnAdd ?? [], macros })
  if (isRefusal(applied)) {
    return applied
  }
  const subtotalCents = sum(lines.map((line) => line.amountCents))
  if (subtotalCents < ZERO) {
    return cannotSave('Transaction amount must be positive.')
  }
  const check: Outlay = {
    kind: 'Check',
    ...newTxnStamps(company),
    txnDate,
    refNumber: RefNumber ?? numberOf(company, content),
    fields: split.fields,
    refs: split.refs,
    applied,
    lines: numberedLines(company, lines),
    subtotalCents,
    salesTaxPercentage: '0',
    salesTaxCents: cents(0),
  }
  fileTxn(company, check, { defMacro, macros })
  return answerTxn(check, checkRet(company, check, { withLines: true, withLinked: false }))
}

/** A check that is still to be printed gets its number from the paper. */
function numberOf(company: CompanyFile, { IsToBePrinted }: CheckContent): string {
  return IsToBePrinted === true ? '' : nextRefNumber(company, 'Check')
}

function expenseLines(
  company: CompanyFile,
  asked: NonNullable<CheckContent['ExpenseLineAdd']>,
): readonly NewLine[] | Refusal {
  const lines: NewLine[] = []
  for (const { Amount = ZERO, ...content } of asked) {
    const split = followRefs(company, content, 'Check expense line')
    if (isRefusal(split)) {
      return split
    }
    if (isReceivable(company, split) && split.refs.CustomerRef === undefined) {
      return cannotSave('Accounts Receivable needs the name of a customer.')
    }
    lines.push({ ...split, amountCents: Amount })
  }
  return lines
}

function isReceivable(company: CompanyFile, { refs }: Pick<NewLine, 'refs'>): boolean {
  return entryByID(company, refs.AccountRef ?? null)?.type === 'AccountsReceivable'
}

/** Credits are paid out by the lines that post to receivables, to the customers named there. */
function paidOut(
  company: CompanyFile,
  {
    lines,
    asked,
    macros,
  }: {
    readonly lines: readonly NewLine[]
    readonly asked: NonNullable<CheckContent['ApplyCheckToTxnAdd']>
    readonly macros: Macros
  },
): readonly Applied[] | Refusal {
  const receivable = lines.filter((line) => isReceivable(company, line))
  const applied = creditsPaidOut(company, {
    macros,
    owners: receivable.map(({ refs }) => {
      return { customer: refs.CustomerRef, account: refs.AccountRef }
    }),
    asked: asked.map(({ TxnID, Amount: amountCents }) => ({ TxnID, amountCents })),
    amountName: 'ApplyCheckToTxnAdd amount',
  })
  if (isRefusal(applied)) {
    return applied
  }
  return appliedTotal(applied) > sum(receivable.map((line) => line.amountCents))
    ? cannotSave('The amount applied is more than the check pays to Accounts Receivable.')
    : applied
}

function noItemLines(): Refusal {
  return refusal(1030, 'These books cannot buy items by check.')
}

function cannotSave(reason: string): Refusal {
  const said = 'There was an error when saving a Check.'
  return refusal(3180, `${said}  QuickBooks error message: ${reason}`)
}

export function checkRet(
  company: CompanyFile,
  check: Outlay,
  { withLines, withLinked }: { readonly withLines: boolean; readonly withLinked: boolean },
): Ret {
  const { fields, refs } = check
  const linked = withLinked ? check.applied.flatMap((part) => linkedParts(company, part)) : []
  const lines = withLines ? check.lines.flatMap((line) => lineParts(company, line)) : []
  return {
    name: 'CheckRet',
    parts: [
      ...txnHeadParts(company, check),
      ...refParts(company, refs, ['AccountRef', 'PayeeEntityRef']),
      ...leaf('RefNumber', check.refNumber),
      ...leaf('TxnDate', check.txnDate),
      ...amountLeaf('Amount', totalOf(check)),
      ...currencyParts(company, check),
      ...leaf('Memo', fields.Memo),
      ...addressParts('Address', fields.Address),
      ...addressBlock('AddressBlock', fields.Address),
      ...leaf('IsToBePrinted', fields.IsToBePrinted ?? false),
      ...leaf('ExternalGUID', fields.ExternalGUID),
      ...linked,
      ...lines,
    ],
  }
}

function lineParts(
  company: CompanyFile,
  { TxnLineID, fields, refs, amountCents }: TxnLine,
): Part[] {
  return branch('ExpenseLineRet', [
    ...leaf('TxnLineID', TxnLineID),
    ...refPart(company, 'AccountRef', refs.AccountRef),
    ...amountLeaf('Amount', amountCents),
    ...leaf('Memo', fields.Memo),
    ...refParts(company, refs, ['CustomerRef', 'ClassRef']),
    ...leaves(fields, ['BillableStatus']),
    ...refPart(company, 'SalesRepRef', refs.SalesRepRef),
  ])
}
