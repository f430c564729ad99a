/** Sales that QuickBooks numbers: in doubt they are known by their marker alone. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { QuickBooksFault } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { deleteTxn, editTxn, enterSale } from '../../worker/practice/person.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const SECOND = { ...ORDER, id: 9001, number: '9001' }

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('numbers', { numbering: 'quickbooks-next' })
  company = newCompany({ messageSetMemory: false })
  // Of the same day, and nobody's.
  enterSale(company, {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber: '7000',
    txnDate: '2026-11-23',
    totalCents: cents(1),
    memo: '',
  })
})

describe('a set that nobody answered', () => {
  test('is found again by its markers, whatever numbers QuickBooks gave', async () => {
    await loseAnswer('dies-after-processing')
    expect(numbers()).toEqual(['7000', '7001', '7002'])
    await afterLease()
    expect(numbers()).toEqual(['7000', '7001', '7002'])
    expect(await lastStates()).toEqual(['posted', 'posted'])
  })

  test('goes again as far as it is absent', async () => {
    await loseAnswer({ diesAfterRequests: 1 })
    expect(numbers()).toEqual(['7000', '7001'])
    await afterLease()
    expect(numbers()).toEqual(['7000', '7001', '7002'])
    expect(await lastStates()).toEqual(['posted', 'posted'])
  })

  test('a document of it that a person renumbered and dated otherwise is found, too', async () => {
    await loseAnswer('dies-after-processing')
    const [, first] = salesReceipts(company)
    editTxn(company, first?.TxnID ?? '', { refNumber: 'X-9', txnDate: '2026-11-30' })
    await afterLease()
    expect(numbers()).toEqual(['7000', '7002', 'X-9'])
  })

  test('one that a person deleted may have been any order’s that is absent: that one waits', async () => {
    await loseAnswer('dies-after-processing')
    const [, first] = salesReceipts(company)
    deleteTxn(company, first?.TxnID ?? '')
    await afterLease()
    expect(numbers()).toEqual(['7000', '7002'])
    const { outcomes } = await send(shop, [])
    const held = outcomes.filter(({ state }) => state === 'held')
    expect(held.map(({ problem }) => problem?.code)).toEqual(['deleted-in-quickbooks'])
    await send(shop, [orderChange(ORDER, 9, 'pushed')])
    await update(shop, company)
    expect(numbers()).toEqual(['7000', '7002', '7003'])
  })
})

test('an order that a forgotten database sends once more is found among those of its day', async () => {
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, company)
  expect(numbers()).toEqual(['7000', '7001'])
  // The same store with an empty memory.
  const again = await addShop('numbersagain', { numbering: 'quickbooks-next' })
  const memo = salesReceipts(company)[1]?.memo ?? ''
  const [, sale] = company.books.txns
  editTxn(company, sale?.TxnID ?? '', { memo: memo.replace(':numbers:', ':numbersagain:') })
  await send(again, [orderChange(ORDER, 1)])
  await update(again, company)
  expect(numbers()).toEqual(['7000', '7001'])
})

test('the day of sending is the shop’s own, in this runtime too', async () => {
  // Half past midnight in Greenwich is the day before in Los Angeles.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-03-15T00:30:00Z') })
  try {
    shop = await addShop('today', { dateFrom: 'today' })
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
  } finally {
    vi.useRealTimers()
  }
  expect(salesReceipts(company, ORDER.number).map(({ txnDate }) => txnDate)).toEqual(['2027-03-14'])
})

async function loseAnswer(fault: QuickBooksFault): Promise<void> {
  await send(shop, [orderChange(ORDER, 1), orderChange(SECOND, 2)])
  await update(shop, company, {
    onDocument: (_, xml) => (xml.includes('SalesReceiptAddRq') ? fault : null),
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && call.response.includes('SalesReceiptAddRs')
        ? 'connector-dies-before-call'
        : null,
  })
}

/** The next update, once the lease of the computer that died is over. */
async function afterLease(): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  await update(shop, company)
}

function numbers(): readonly string[] {
  return salesReceipts(company)
    .map(({ refNumber }) => refNumber)
    .toSorted()
}

async function lastStates(): Promise<readonly string[]> {
  const { outcomes } = await send(shop, [])
  return [...new Map(outcomes.map(({ subject, state }) => [subject, state])).values()]
}
