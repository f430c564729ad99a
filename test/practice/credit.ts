/** Customers with something to their credit, for the tests of what becomes of it. */
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { creditMemos } from '../../worker/practice/look-up.ts'
import { ask, creditMemo, customer, newCompany, rets, stock } from './ask.ts'
import type { cardRefund } from './ask.ts'

type AskedTxn = Parameters<typeof cardRefund>[0]['RefundAppliedToTxnAdd'][number]['TxnID']

/** What a refund of so much takes out of one credit. */
export function outOf(TxnID: AskedTxn, amount: number) {
  return { RefundAppliedToTxnAdd: [{ TxnID, RefundAmount: cents(amount) }] }
}

/** Ana Lima and Bob, and something to sell. */
export function withCustomers() {
  const { company, clock } = newCompany()
  stock(company)
  ask(company, customer(), customer({ Name: 'Bob' }))
  return { company, clock }
}

/** 19.90 to the credit of Ana Lima. */
export function withMemo() {
  const { company, clock } = withCustomers()
  ask(company, creditMemo())
  return { company, clock, TxnID: creditMemos(company)[0]?.TxnID ?? '' }
}

export function memoRet(company: CompanyFile, TxnID: string) {
  const [ret] = rets(company, { name: 'CreditMemoQueryRq', content: { TxnID: [TxnID] } })
  if (ret?.kind !== 'CreditMemoRet') {
    throw new Error(`no credit memo ${TxnID}`)
  }
  return ret
}
