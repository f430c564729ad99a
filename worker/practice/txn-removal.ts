/** TxnDel and TxnVoid: taking a transaction out of the books, where nothing stands upon it. */
import { ZERO } from '../money/cents.ts'
import type { RequestContent } from '../qbxml/requests.ts'
import { done, isRefusal, leaf, refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import { textField } from './books.ts'
import type { CompanyFile, Form, Txn, TxnLine } from './books.ts'
import { localTime, stampChange } from './entries.ts'
import { notFound } from './list-add.ts'
import { refusedPeriod, removeTxn, txnByID, unbindTxn } from './txns.ts'

/** Why QuickBooks refuses it: 3160 to delete, 3185 to make void. */
type Removal = { readonly statusCode: 3160 | 3185; readonly verb: 'deleting' | 'voiding' }

export function answerTxnDel(
  company: CompanyFile,
  { TxnDelType, TxnID }: RequestContent<'TxnDelRq'>,
): Answer {
  const removal = { statusCode: 3160, verb: 'deleting' } as const
  const gone = txnToRemove(company, { kind: TxnDelType, TxnID }, removal)
  if (isRefusal(gone)) {
    return gone
  }
  removeTxn(company, gone)
  return {
    ...done([], { TxnID }),
    bare: [
      ...leaf('TxnDelType', gone.kind),
      ...leaf('TxnID', TxnID),
      ...leaf('TimeDeleted', localTime(company, company.nowMs())),
      ...leaf('RefNumber', gone.refNumber),
    ],
  }
}

export function answerTxnVoid(
  company: CompanyFile,
  { TxnVoidType, TxnID }: RequestContent<'TxnVoidRq'>,
): Answer {
  const removal = { statusCode: 3185, verb: 'voiding' } as const
  const txn = txnToRemove(company, { kind: TxnVoidType, TxnID }, removal)
  if (isRefusal(txn)) {
    return txn
  }
  if (txn.kind === 'ReceivePayment') {
    throw new Error('no TxnVoidType names a payment')
  }
  makeVoid(company, txn)
  return {
    ...done([], { TxnID, EditSequence: txn.editSequence }),
    bare: [
      ...leaf('TxnVoidType', txn.kind),
      ...leaf('TxnID', TxnID),
      ...leaf('TimeCreated', localTime(company, txn.timeCreatedMs)),
      ...leaf('TimeModified', localTime(company, txn.timeModifiedMs)),
      ...leaf('RefNumber', txn.refNumber),
    ],
  }
}

function txnToRemove(
  company: CompanyFile,
  { kind, TxnID }: { readonly kind: string; readonly TxnID: string },
  removal: Removal,
): Txn | Refusal {
  const txn = txnByID(company, TxnID)
  if (txn === null || txn.kind !== kind) {
    return notFound(TxnID)
  }
  if (txn.isDeposited) {
    return cannotRemove(txn, removal, 'It has been deposited. Remove it from the deposit first.')
  }
  if (isSettled(company, txn)) {
    return cannotRemove(txn, removal, 'Other transactions are applied to it.')
  }
  return refusedPeriod(company, txn.kind, txn.txnDate) ?? txn
}

/**
 * Whether it would leave what was entered for it without ground: a paid invoice, a credit that was
 * paid out. A payment or refund itself may go, and what it settled is open again.
 */
function isSettled(company: CompanyFile, { kind, applied }: Txn): boolean {
  switch (kind) {
    case 'CreditMemo':
    case 'Estimate':
    case 'Invoice':
    case 'SalesOrder':
    case 'SalesReceipt':
      return applied.length > 0
    case 'ReceivePayment':
      return applied.some(({ TxnID }) => txnByID(company, TxnID)?.kind !== 'Invoice')
    case 'ARRefundCreditCard':
    case 'Check':
    case 'Deposit':
      return false
  }
}

function cannotRemove({ kind }: Txn, { statusCode, verb }: Removal, reason: string): Refusal {
  const said = `There was an error when ${verb} the ${kind}.`
  return refusal(statusCode, `${said}  QuickBooks error message: ${reason}`)
}

const VOID = 'VOID:'

/** It stays under its number, with its lines and words, and comes to nothing. */
export function makeVoid(company: CompanyFile, form: Form): void {
  const memo = textField(form.fields, 'Memo') ?? ''
  unbindTxn(company, form)
  Object.assign(form, {
    applied: [],
    fields: { ...form.fields, Memo: memo.startsWith(VOID) ? memo : `${VOID} ${memo}`.trim() },
    lines: form.lines.map(voidLine),
    subtotalCents: ZERO,
    salesTaxCents: ZERO,
  })
  stampChange(company, form)
}

/** Nothing at the old rate; where there was no quantity, no rate either. */
function voidLine({ TxnLineID, fields, refs }: TxnLine): TxnLine {
  const { Amount: _amount, RatePercent: _percent, Quantity, Rate, ...others } = fields
  const emptied = Quantity === undefined ? {} : { Quantity: '0', Rate }
  return { TxnLineID, fields: { ...others, ...emptied }, refs, amountCents: ZERO }
}
