/** Deposits: what it takes to save one, and how QuickBooks returns it. */
import { cents, sum, ZERO } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { amountLeaf, branch, isRefusal, leaf, refusal } from './answer.ts'
import type { Answer, Part, Refusal, Ret } from './answer.ts'
import type { CompanyFile, Outlay, Txn, TxnLine } from './books.ts'
import { numberedLines } from './form.ts'
import type { NewLine } from './form.ts'
import { notFound } from './list-add.ts'
import { followRefs, refPart, refParts } from './reference.ts'
import {
  answerTxn,
  fileTxn,
  newTxnStamps,
  refusedTxn,
  specialAccount,
  today,
  totalOf,
  txnByID,
  txnHeadParts,
  txnIDFrom,
} from './txns.ts'
import type { Macros } from './txns.ts'

type DepositContent = RequestContent<'DepositAddRq'>['DepositAdd']
type LineContent = NonNullable<DepositContent['DepositLineAdd']>[number]

export type NewDeposit = { readonly content: DepositContent; readonly macros: Macros }

export function addDeposit(company: CompanyFile, { content, macros }: NewDeposit): Answer {
  const { defMacro, TxnDate, DepositLineAdd = [], CashBackInfoAdd, ...header } = content
  if (CashBackInfoAdd !== undefined) {
    return refusal(1030, 'These books cannot hand out cash from a deposit.')
  }
  const kind = 'Deposit'
  const split = followRefs(company, header, kind)
  if (isRefusal(split)) {
    return split
  }
  const txnDate = TxnDate ?? today(company)
  const refused = refusedTxn(company, { kind, txnDate, defMacro, macros })
  if (refused !== null) {
    return refused
  }
  const lines = depositLines(company, { asked: DepositLineAdd, macros })
  if (isRefusal(lines)) {
    return lines
  }
  const subtotalCents = sum(lines.map((line) => line.amountCents))
  if (lines.length === 0 || subtotalCents < ZERO) {
    return cannotSave('Transaction amount must be positive.')
  }
  const deposit: Outlay = {
    kind,
    ...newTxnStamps(company),
    txnDate,
    refNumber: '',
    fields: split.fields,
    refs: split.refs,
    applied: [],
    lines: numberedLines(company, lines),
    subtotalCents,
    salesTaxPercentage: '0',
    salesTaxCents: cents(0),
  }
  for (const { payment } of lines) {
    if (payment !== null) {
      payment.isDeposited = true
    }
  }
  fileTxn(company, deposit, { defMacro, macros })
  return answerTxn(deposit, depositRet(company, deposit, { withLines: true }))
}

type DepositLine = NewLine & { readonly payment: Txn | null }

function depositLines(
  company: CompanyFile,
  { asked, macros }: { readonly asked: readonly LineContent[]; readonly macros: Macros },
): readonly DepositLine[] | Refusal {
  const lines: DepositLine[] = []
  for (const one of asked) {
    const line =
      one.PaymentTxnID === undefined
        ? otherLine(company, one)
        : paymentLine(company, { asked: one, macros, before: lines })
    if (isRefusal(line)) {
      return line
    }
    lines.push(line)
  }
  return lines
}

function paymentLine(
  company: CompanyFile,
  {
    asked: { PaymentTxnID, PaymentTxnLineID: _line, ...content },
    macros,
    before,
  }: {
    readonly asked: LineContent
    readonly macros: Macros
    readonly before: readonly DepositLine[]
  },
): DepositLine | Refusal {
  const TxnID = txnIDFrom(macros, PaymentTxnID ?? '')
  if (isRefusal(TxnID)) {
    return TxnID
  }
  const payment = txnByID(company, TxnID)
  const isTaken = before.some((line) => line.payment === payment)
  if (payment === null || isTaken || !isWaiting(company, payment)) {
    return notFound(TxnID)
  }
  const split = followRefs(company, content, 'Deposit line')
  return isRefusal(split)
    ? split
    : {
        fields: { ...split.fields, TxnID, TxnType: payment.kind },
        refs: split.refs,
        amountCents: totalOf(payment),
        payment,
      }
}

/** In Undeposited Funds, where nobody took it to the bank yet. */
function isWaiting(company: CompanyFile, { kind, refs, isDeposited }: Txn): boolean {
  const isMoney = kind === 'ReceivePayment' || kind === 'SalesReceipt'
  const undeposited = specialAccount(company, 'UndepositedFunds')
  return isMoney && !isDeposited && refs.DepositToAccountRef === undeposited
}

function otherLine(company: CompanyFile, asked: LineContent): DepositLine | Refusal {
  const { Amount = ZERO, ...content } = asked
  const split = followRefs(company, content, 'Deposit line')
  return isRefusal(split) ? split : { ...split, amountCents: Amount, payment: null }
}

function cannotSave(reason: string): Refusal {
  const said = 'There was an error when saving a Deposit.'
  return refusal(3180, `${said}  QuickBooks error message: ${reason}`)
}

export function depositRet(
  company: CompanyFile,
  deposit: Outlay,
  { withLines }: { readonly withLines: boolean },
): Ret {
  const { fields, refs } = deposit
  const lines = withLines ? deposit.lines.flatMap((line) => lineParts(company, line)) : []
  return {
    name: 'DepositRet',
    parts: [
      ...txnHeadParts(company, deposit),
      ...leaf('TxnDate', deposit.txnDate),
      ...refPart(company, 'DepositToAccountRef', refs.DepositToAccountRef),
      ...leaf('Memo', fields.Memo),
      ...amountLeaf('DepositTotal', totalOf(deposit)),
      ...leaf('ExternalGUID', fields.ExternalGUID),
      ...lines,
    ],
  }
}

function lineParts(
  company: CompanyFile,
  { TxnLineID, fields, refs, amountCents }: TxnLine,
): Part[] {
  return branch('DepositLineRet', [
    ...leaf('TxnType', fields.TxnType),
    ...leaf('TxnID', fields.TxnID),
    ...leaf('TxnLineID', TxnLineID),
    ...refParts(company, refs, ['EntityRef', 'AccountRef']),
    ...leaf('Memo', fields.OverrideMemo ?? fields.Memo),
    ...leaf('CheckNumber', fields.OverrideCheckNumber ?? fields.CheckNumber),
    ...refPart(company, 'PaymentMethodRef', refs.PaymentMethodRef),
    ...refPart(company, 'ClassRef', refs.OverrideClassRef ?? refs.ClassRef),
    ...amountLeaf('Amount', amountCents),
  ])
}
