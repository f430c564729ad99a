/** What SPEC.md says of a set whose answer never came, point by point. */
import { beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { CallFault, Faults, QuickBooksFault } from '../../worker/practice/faults.ts'
import { invoices, payments, salesReceipts } from '../../worker/practice/look-up.ts'
import { backUp, deleteTxn, editTxn, enterSale, restore } from '../../worker/practice/person.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import { verifyBooks } from '../../worker/session/verify-books.ts'
import { cents } from '../../worker/money/cents.ts'
import { endpoint, newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
/** The order's total in the corpus is 32.58. */
const TOTAL = cents(3258)
/** More than two pages. */
const MANY = 1_200

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('doubt')
  company = newCompany({ messageSetMemory: false })
})

describe('while the answer to a sale was missing', () => {
  test('a document that a person renumbered is found by its marker, and linked', async () => {
    await loseAnswer()
    const [sale] = salesReceipts(company)
    editTxn(company, sale?.TxnID ?? '', { refNumber: 'X-9' })
    await afterLease()
    expect(numbers()).toEqual(['X-9'])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('a document that a person deleted stays deleted, is shown, and goes again when pushed', async () => {
    await loseAnswer()
    const [sale] = salesReceipts(company)
    deleteTxn(company, sale?.TxnID ?? '')
    await afterLease()
    expect(numbers()).toEqual([])
    expect((await lastOutcome())?.problem?.code).toBe('deleted-in-quickbooks')

    await send(shop, [orderChange({ ...ORDER, customer_note: 'gift' }, 2)])
    await update(shop, company)
    expect(numbers()).toEqual([])

    await send(shop, [orderChange(ORDER, 3, 'pushed')])
    await update(shop, company)
    expect(numbers()).toEqual([ORDER.number])
    // A second posting that a person asked for carries a number of its own.
    expect(salesReceipts(company)[0]?.memo).toMatch(/:sale:2$/)
  })

  test('a push that came before the deletion was shown does not bring the document back', async () => {
    await loseAnswer()
    await send(shop, [orderChange(ORDER, 2, 'pushed')])
    deleteTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    await afterLease()
    expect(numbers()).toEqual([])
    expect((await lastOutcome())?.problem?.code).toBe('deleted-in-quickbooks')
    await update(shop, company)
    expect(numbers()).toEqual([])
  })

  test('a document without marker and number, of the same buyer, day and total, stops for a person', async () => {
    await loseAnswer()
    const [sale] = salesReceipts(company)
    editTxn(company, sale?.TxnID ?? '', { refNumber: 'X-9', memo: 'typed by hand' })
    await afterLease()
    expect(numbers()).toEqual(['X-9'])
    expect((await lastOutcome())?.problem?.code).toBe('near-match')

    await send(shop, [orderChange(ORDER, 2, 'pushed')])
    await update(shop, company)
    expect(numbers()).toEqual([ORDER.number, 'X-9'])
  })

  test('somebody else’s sale of another total is no near match', async () => {
    await loseAnswer('dies-before-processing')
    const customerListID = company.books.entries.find(({ kind }) => kind === 'Customer')?.ListID
    enterSale(company, {
      kind: 'SalesReceipt',
      customerListID: customerListID ?? null,
      refNumber: '77',
      txnDate: '2026-08-05',
      totalCents: cents(100),
      memo: '',
    })
    await afterLease()
    expect(numbers()).toEqual([ORDER.number, '77'].toSorted())
  })

  test('an order that was edited is not sent a second time: what stands is changed', async () => {
    await loseAnswer()
    const edited = { ...ORDER, date_created: '2026-01-02T03:04:05' }
    await send(shop, [orderChange(edited, 2)])
    await afterLease()
    expect(numbers()).toEqual([ORDER.number])
    expect(salesReceipts(company)[0]?.txnDate).toBe('2026-01-02')
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('an order that was cancelled and never arrived is withdrawn', async () => {
    await loseAnswer('dies-before-processing')
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    await afterLease()
    expect(numbers()).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'withdrawn' })
  })

  test('an order that was cancelled and had arrived is made void', async () => {
    await loseAnswer()
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    await afterLease()
    expect(salesReceipts(company).map(({ totalCents }) => Number(totalCents))).toEqual([0])
    expect(await lastOutcome()).toMatchObject({
      state: 'withdrawn',
      problem: { code: 'taken-out-of-books' },
    })
  })

  test('what changed meanwhile is read to its last page', async () => {
    await loseAnswerAmong(MANY)
    await afterLease()
    expect(salesReceipts(company)).toHaveLength(MANY + 1)
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('a page that is lost with its answer is read again, from the first on', async () => {
    await loseAnswerAmong(MANY)
    let isLost = false
    await afterLease([], (call) => {
      const isPage = /iteratorRemainingCount="[1-9]/.test('response' in call ? call.response : '')
      const losesNow = isPage && !isLost
      isLost ||= isPage
      return losesNow ? 'connector-dies-before-call' : null
    })
    expect(isLost).toBe(true)
    await afterLease()
    expect(salesReceipts(company)).toHaveLength(MANY + 1)
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })
})

describe('what is sent again', () => {
  test('is the same bytes under the same ID when nothing of the set is there', async () => {
    const documents: string[] = []
    await loseAnswer('dies-before-processing', documents)
    await afterLease(documents)
    const sales = documents.filter((xml) => xml.includes('SalesReceiptAddRq'))
    expect(sales).toHaveLength(2)
    expect(sales[1]).toBe(sales[0])
    expect(numbers()).toEqual([ORDER.number])
  })

  test('is asked for by questions that carry no ID: QuickBooks remembers the last set alone', async () => {
    const documents: string[] = []
    await loseAnswer('dies-before-processing', documents)
    const before = documents.length
    await afterLease(documents)
    const between = documents.slice(before, -1).filter((xml) => !xml.includes('AddRq'))
    expect(between.length).toBeGreaterThan(0)
    expect(between.filter((xml) => xml.includes('newMessageSetID'))).toEqual([])
  })

  test('goes out under a new ID where the shop changed the order meanwhile', async () => {
    const documents: string[] = []
    await loseAnswer('dies-before-processing', documents)
    await send(shop, [orderChange({ ...ORDER, date_created: '2026-01-02T03:04:05' }, 2)])
    await afterLease(documents)
    const ids = documents.flatMap((xml) =>
      xml.includes('SalesReceiptAddRq') ? [/newMessageSetID="(\w+)"/.exec(xml)?.[1]] : [],
    )
    expect(new Set(ids).size).toBe(2)
    expect(numbers()).toEqual([ORDER.number])
  })

  test('is done once by a QuickBooks that slept with it and remembers', async () => {
    company = newCompany({ messageSetMemory: true })
    const slept: string[] = []
    await loseAnswer('dies-before-processing', slept)
    const xml = slept.findLast((one) => one.includes('SalesReceiptAddRq')) ?? ''
    // The verification proves it absent; then the first copy is carried out after all.
    await update(shop, company, {
      onDocument: (_, document) => {
        if (document === xml) {
          carryOut(xml)
        }
        return null
      },
    })
    await afterLease()
    expect(numbers()).toEqual([ORDER.number])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })
})

describe('two documents with one marker', () => {
  test('seen in the late answer of the computer that slept: held with both, no third', async () => {
    const slept: string[] = []
    const late = await loseAnswer('dies-before-processing', slept)
    await afterLease()
    const xml = slept.findLast((one) => one.includes('SalesReceiptAddRq')) ?? ''
    await late(carryOut(xml))
    expect(numbers()).toEqual([ORDER.number, ORDER.number])
    const outcome = await lastOutcome()
    expect(outcome?.problem?.code).toBe('posted-twice')
    for (const { TxnID } of salesReceipts(company)) {
      expect(outcome?.problem?.summary).toContain(TxnID)
    }
    await update(shop, company)
    expect(numbers()).toHaveLength(2)
  })
})

test('a document that a computer slept with, of an order given up meanwhile, is made void', async () => {
  const slept: string[] = []
  const late = await loseAnswer('dies-before-processing', slept)
  await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
  await afterLease()
  expect(await lastOutcome()).toMatchObject({ state: 'withdrawn' })
  await late(carryOut(slept.findLast((one) => one.includes('SalesReceiptAddRq')) ?? ''))
  await update(shop, company)
  expect(salesReceipts(company).map(({ totalCents }) => Number(totalCents))).toEqual([0])
})

describe('a company file restored from a backup', () => {
  test('pauses all writing; verified, it gets what it lacks and nothing twice', async () => {
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const backup = backUp(company)
    const second = { ...ORDER, id: 9001, number: '9001' }
    await send(shop, [orderChange(second, 2)])
    await update(shop, company)
    restore(company, backup)

    const third = { ...ORDER, id: 9002, number: '9002' }
    await send(shop, [orderChange(third, 3)])
    await update(shop, company)
    await update(shop, company)
    expect(numbers()).toEqual([ORDER.number])
    expect((await send(shop, [])).notice?.code).toBe('company-file-restored')

    await verifyBooks({ db, storeID: shop.storeID, who: 'test', nowMs: Date.now() })
    await update(shop, company)
    expect(numbers()).toEqual([ORDER.number, '9001', '9002'].toSorted())
    expect((await send(shop, [])).notice).toBeNull()
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('is not suspected when a person deleted the newest document: that is shown', async () => {
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    deleteTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    await send(shop, [orderChange({ ...ORDER, id: 9001, number: '9001' }, 2)])
    await update(shop, company)
    expect(numbers()).toEqual(['9001'])
    const { notice, outcomes } = await send(shop, [])
    expect(notice).toBeNull()
    const held = outcomes.filter(({ state }) => state === 'held')
    expect(held.map(({ problem }) => problem?.code)).toEqual(['deleted-in-quickbooks'])
  })
})

describe('an invoice and its payment in one set', () => {
  test('the payment finds its invoice by macro, and neither is doubled by a lost answer', async () => {
    shop = await addShop('paid', { paidOrders: 'invoice-with-payment' })
    await loseAnswer('dies-after-processing')
    await afterLease()
    expect(
      invoices(company).map(({ refNumber, balanceCents }) => [refNumber, balanceCents]),
    ).toEqual([[ORDER.number, 0]])
    expect(payments(company).map(({ totalCents }) => totalCents)).toEqual([TOTAL])
    expect((await lastOutcome())?.documents.map(({ kind }) => kind)).toEqual([
      'Invoice',
      'ReceivePayment',
    ])
  })

  test('a payment that was lost alone is applied to the invoice that stands', async () => {
    shop = await addShop('paid', { paidOrders: 'invoice-with-payment' })
    await loseAnswer({ diesAfterRequests: 1 })
    expect(invoices(company)).toHaveLength(1)
    await afterLease()
    expect(invoices(company).map(({ balanceCents }) => Number(balanceCents))).toEqual([0])
    expect(payments(company)).toHaveLength(1)
  })

  test('an invoice that is paid later gets its payment', async () => {
    await send(shop, [orderChange({ ...ORDER, date_paid: null, date_paid_gmt: null }, 1)])
    await update(shop, company)
    expect(invoices(company).map(({ balanceCents }) => balanceCents)).toEqual([TOTAL])
    await send(shop, [orderChange(ORDER, 2)])
    await update(shop, company)
    expect(invoices(company).map(({ balanceCents }) => Number(balanceCents))).toEqual([0])
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })
})

/** Sends the order; the computer dies when QuickBooks has carried the sale out, or QuickBooks does. */
async function loseAnswer(
  fault: QuickBooksFault | 'computer-dies' = 'computer-dies',
  documents: string[] = [],
): Promise<(response: string) => Promise<void>> {
  await send(shop, [orderChange(ORDER, 1)])
  const report = await update(shop, company, {
    onDocument: (_, xml) => {
      documents.push(xml)
      return fault !== 'computer-dies' && isSale(xml) ? fault : null
    },
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && /(SalesReceipt|Invoice)AddRs/.test(call.response)
        ? 'connector-dies-before-call'
        : null,
  })
  const ticket = report.calls.flatMap((call) => ('ticket' in call ? [call.ticket] : [])).at(-1)
  return async (response) => {
    const told = { ticket: ticket ?? '', response, hresult: '', message: '' }
    await endpoint(shop)({ kind: 'receiveResponseXML', ...told })
  }
}

function isSale(xml: string): boolean {
  return /(SalesReceipt|Invoice)AddRq/.test(xml)
}

/** The order's sale was renumbered, and so many others were entered beside it. */
async function loseAnswerAmong(others: number): Promise<void> {
  for (let at = 0; at < others; at += 1) {
    enterSale(company, {
      kind: 'SalesReceipt',
      customerListID: null,
      refNumber: `S${at}`,
      txnDate: '2026-01-01',
      totalCents: cents(100 + at),
      memo: '',
    })
  }
  await loseAnswer()
  const sale = salesReceipts(company, ORDER.number)[0]
  editTxn(company, sale?.TxnID ?? '', { refNumber: 'X-9' })
}

/** The next update, once the lease of the computer that died is over. */
async function afterLease(
  documents: string[] = [],
  onCall: (call: QbwcCall) => CallFault | null = () => null,
): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  const faults: Faults = {
    onCall: (_, call) => onCall(call),
    onDocument: (_, xml) => {
      documents.push(xml)
      return null
    },
  }
  await update(shop, company, faults)
}

/** QuickBooks carries out what a computer slept with; its answer. */
function carryOut(xml: string): string {
  const processed = processRequest(company, xml)
  return processed.kind === 'response' ? processed.xml : ''
}

/** RefNumbers of the sales receipts that stand. */
function numbers(): readonly string[] {
  return salesReceipts(company)
    .map(({ refNumber }) => refNumber)
    .toSorted()
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}
