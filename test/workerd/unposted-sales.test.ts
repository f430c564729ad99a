/** Sales orders and estimates: they post nothing, and still stand once. */
import { beforeEach, describe, expect, test } from 'vitest'
import { writeTogether } from '../../worker/db/database.ts'
import { sessions, stores } from '../../worker/db/schema.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { QuickBooksFault } from '../../worker/practice/faults.ts'
import {
  creditMemos,
  estimates,
  payments,
  salesOrders,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import { editTxn, invoiceFrom } from '../../worker/practice/person.ts'
import { verifyBooks } from '../../worker/session/verify-books.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
/** The order's total in the corpus is 32.58. */
const TOTAL = cents(3258)
const UNPAID = { ...ORDER, date_paid: null, date_paid_gmt: null }

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('unposted', { paidOrders: 'sales-order', unpaidOrders: 'estimate' })
  company = newCompany({ messageSetMemory: false })
})

describe('money against what does not post', () => {
  test('stays to the customer’s credit: nothing is applied, and nothing is received twice', async () => {
    await sendAndUpdate(ORDER, 1)
    expect(salesOrders(company).map(({ totalCents }) => totalCents)).toEqual([TOTAL])
    expect(payments(company)).toMatchObject([{ totalCents: TOTAL, appliedTo: [] }])
    expect((await lastOutcome())?.documents.map(({ kind }) => kind)).toEqual([
      'SalesOrder',
      'ReceivePayment',
    ])
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('is left to a person where the owner wants it so', async () => {
    await choose({ moneyBeforeInvoice: 'none' })
    await sendAndUpdate(ORDER, 1)
    expect(salesOrders(company)).toHaveLength(1)
    expect(payments(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('an estimate that is paid later stays one, and the money becomes a credit', async () => {
    await sendAndUpdate(UNPAID, 1)
    expect(estimates(company).map(({ totalCents }) => totalCents)).toEqual([TOTAL])
    expect(payments(company)).toEqual([])
    await sendAndUpdate(ORDER, 2)
    expect(estimates(company)).toHaveLength(1)
    expect(salesOrders(company)).toEqual([])
    expect(payments(company)).toMatchObject([{ totalCents: TOTAL, appliedTo: [] }])
  })
})

test('money that comes when a person has made an invoice of the estimate is left to that person', async () => {
  await sendAndUpdate(UNPAID, 1)
  const estimate = company.books.txns.find(({ kind }) => kind === 'Estimate')
  invoiceFrom(company, estimate?.TxnID ?? '', '77')
  await sendAndUpdate(ORDER, 2)
  expect(payments(company)).toEqual([])
  expect((await lastOutcome())?.problem?.code).toBe('money-for-invoiced')
})

test('a refund of what does not post is held: there is nothing to credit', async () => {
  const refunds = [{ id: 7, reason: '', total: '-1.00' }]
  await send(shop, [
    {
      ...orderChange({ ...ORDER, refunds }, 1),
      refunds: [{ ...REFUND, id: 7, amount: '1.00' }],
    },
  ])
  await update(shop, company)
  expect(salesOrders(company)).toHaveLength(1)
  expect(creditMemos(company)).toEqual([])
  expect((await lastOutcome())?.problem?.code).toBe('refund-of-unposted')
})

describe('a sales order whose answer was lost', () => {
  test('is found by its marker under another number', async () => {
    await loseAnswer('dies-after-processing')
    editTxn(company, salesOrders(company)[0]?.TxnID ?? '', { refNumber: 'X-9' })
    await afterLease()
    expect(salesOrders(company).map(({ refNumber }) => refNumber)).toEqual(['X-9'])
    expect(payments(company)).toHaveLength(1)
  })

  test('is found also when the owner wants receipts since', async () => {
    await loseAnswer('dies-after-processing')
    await choose({ paidOrders: 'sales-receipt', unpaidOrders: 'invoice' })
    await afterLease()
    expect(salesOrders(company)).toHaveLength(1)
    expect(salesReceipts(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('is sent again when it is proven absent', async () => {
    await loseAnswer('dies-before-processing')
    expect(salesOrders(company)).toEqual([])
    await afterLease()
    expect(salesOrders(company)).toHaveLength(1)
    expect(payments(company)).toHaveLength(1)
  })
})

test('a backup that forgot sales orders finds them when the books are verified', async () => {
  await sendAndUpdate(ORDER, 1)
  await choose({ paidOrders: 'sales-receipt', unpaidOrders: 'invoice' })
  await forgetWhatWasSent()
  await verifyBooks({ db, storeID: shop.storeID, who: 'test', nowMs: Date.now() })
  await update(shop, company)
  expect(salesOrders(company)).toHaveLength(1)
  expect(salesReceipts(company)).toEqual([])
})

describe('a QuickBooks without sales orders', () => {
  test('holds the order and says that the feature is missing', async () => {
    company = newCompany({ hasSalesOrders: false })
    await sendAndUpdate(ORDER, 1)
    expect((await lastOutcome())?.problem?.code).toBe('feature-missing')
    // Nor is money received for an order that does not stand.
    expect(payments(company)).toEqual([])
  })

  test('is not asked for them by a store that makes none', async () => {
    company = newCompany({ hasSalesOrders: false, isUsingEstimates: false })
    await choose({ paidOrders: 'sales-receipt', unpaidOrders: 'invoice' })
    const documents = await sendAndUpdate(ORDER, 1)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(documents.filter((xml) => /SalesOrder(Query|Add)Rq|EstimateQueryRq/.test(xml))).toEqual(
      [],
    )
  })
})

const REFUND = {
  date_created: '2026-11-25T09:00:00',
  date_created_gmt: '2026-11-25T17:00:00',
  reason: '',
  refunded_by: 1,
  refunded_payment: false,
  meta_data: [],
  line_items: [],
  shipping_lines: [],
  tax_lines: [],
  fee_lines: [],
}

async function sendAndUpdate(order: WooOrder, generation: number): Promise<readonly string[]> {
  const documents: string[] = []
  await send(shop, [orderChange(order, generation)])
  await update(shop, company, {
    onDocument: (_, xml) => {
      documents.push(xml)
      return null
    },
  })
  return documents
}

async function loseAnswer(fault: QuickBooksFault): Promise<void> {
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, company, {
    onDocument: (_, xml) => (xml.includes('SalesOrderAddRq') ? fault : null),
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && call.response.includes('SalesOrderAddRs')
        ? 'connector-dies-before-call'
        : null,
  })
}

/** The next update, once the lease of the computer that died is over. */
async function afterLease(): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  await update(shop, company)
}

async function choose(changes: Partial<Settings>): Promise<void> {
  const { storeID } = shop
  const { settings, version } = await readSettings(db, storeID)
  const chosen = { ...settings, ...changes }
  await writeTogether(db, [
    saveSettings(db, {
      storeID,
      version: version + 1,
      who: 'test',
      nowMs: Date.now(),
      settings: chosen,
    }),
  ])
}

/** As if the database were from before the first sales order. */
async function forgetWhatWasSent(): Promise<void> {
  await db.update(stores).set({ carriedOver: null })
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}
