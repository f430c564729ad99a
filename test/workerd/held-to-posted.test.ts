/** Held by a session, put right with a button, and posted by the next session: once, to the cent. */
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../worker/books/problems.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { jobs, links, sessions } from '../../worker/db/schema.ts'
import { adoptDocuments } from '../../worker/links/adopt.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, listEntries, payments, salesReceipts } from '../../worker/practice/look-up.ts'
import {
  activateEntry,
  deleteTxn,
  editTxn,
  enterByHand,
  enterSale,
  inactivateEntry,
  setClosingDate,
} from '../../worker/practice/person.ts'
import { signedIn } from './browser.ts'
import { numbered, ORDER, personOf, TOTAL_CENTS } from './held-orders.ts'
import { newCompany, update } from './office.ts'
import { addShop, db, orderChange, send } from './shop.ts'
import type { TestShop } from './shop.ts'

let shop: TestShop
let company: CompanyFile

beforeEach(() => {
  company = newCompany({ messageSetMemory: false })
})

async function open(settings: Partial<Settings> & { readonly isMapped?: boolean } = {}) {
  shop = await addShop('held', settings)
  const person = await personOf(await signedIn(shop))
  return (code: string, repair: string, name = '') =>
    person.press({ code, repair, ...(name === '' ? {} : { name }) })
}

/** The problems that hold something, by their codes. */
async function held(): Promise<readonly string[]> {
  const rows = await db.select().from(jobs).where(eq(jobs.state, 'blocked'))
  return rows.map(({ problem }) => (problem as Problem).code)
}

function totals(): readonly number[] {
  return [...salesReceipts(company), ...invoices(company)].map(({ totalCents }) => totalCents)
}

/** Nor does any later update send it once more. */
async function isPostedOnce(): Promise<void> {
  await update(shop, company)
  expect([await held(), totals()]).toEqual([[], [TOTAL_CENTS]])
  await update(shop, company)
  expect(totals()).toEqual([TOTAL_CENTS])
}

describe('what a setting holds', () => {
  test('an order of a shop in which nothing is mapped goes out after its suggestions were accepted', async () => {
    const press = await open({ isMapped: false })
    await send(shop, [orderChange(ORDER, 1)])
    const accepted: string[] = []
    const parts: Readonly<Record<string, string>> = {
      'unmapped-tax-rate': 'accept:taxRates',
      'no-zero-rate-item': 'accept:zeroRateItem',
      'unmapped-gateway': 'accept:gateways',
    }
    for (let times = 0; times < 4; times += 1) {
      await update(shop, company)
      for (const code of await held()) {
        accepted.push(code)
        await press(code, parts[code] ?? 'unknown')
      }
    }
    expect(accepted).toContain('unmapped-gateway')
    await isPostedOnce()
  })

  test('the money of a gateway arrives in the account that was named', async () => {
    const press = await open()
    await db.run(
      `UPDATE settings SET settings = json_set(settings, '$.mapping.gateways', json('{}'))`,
    )
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await held()).toEqual(['unmapped-gateway'])
    await press('unmapped-gateway', 'choose:deposit-account', 'checking')
    await isPostedOnce()
    expect(salesReceipts(company)[0]?.depositTo).toBe('Checking')
  })

  test.each<[string, Partial<Settings>, string]>([
    ['customer-missing', { createCustomers: false }, 'set:createCustomers'],
    ['item-missing', { unmappedItems: 'hold' }, 'set:unmappedItems'],
    ['no-fallback-item', { unmappedItems: 'fallback' }, 'set:unmappedItems'],
    ['list-entry-missing', { createLists: false }, 'set:createLists'],
    ['order-number-too-long', { refNumberPrefix: 'WEB-SHOP-1' }, 'set:refNumberPrefix'],
    ['order-number-too-long', { refNumberPrefix: 'WEB-SHOP-1' }, 'set:numbering'],
  ])('%s, under %o, with %s', async (code, settings, repair) => {
    const press = await open(settings)
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[code], []])
    await press(code, repair)
    await isPostedOnce()
  })

  test('no-fallback-item, with an item that QuickBooks has', async () => {
    for (const name of ['Web sale', 'Shipping']) {
      enterByHand(company, { kind: 'Item', type: 'ItemNonInventory', name })
    }
    const press = await open({ unmappedItems: 'fallback' })
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const { sentence } = await press('no-fallback-item', 'choose:fallback-item', 'Web sale')
    expect(sentence).toContain('fallbackItem is “Web sale”')
    await isPostedOnce()
  })

  test('a day that QuickBooks has closed becomes the first open one', async () => {
    const press = await open()
    setClosingDate(company, '2026-11-23')
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await held()).toEqual(['date-in-closed-period'])
    await press('date-in-closed-period', 'set:closedPeriods')
    await isPostedOnce()
    expect(salesReceipts(company)[0]?.txnDate).toBe('2026-11-24')
  })

  test('a cancelled order that was left to a person is made void', async () => {
    const press = await open({ cancelledOrders: 'hold' })
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    await update(shop, company)
    expect(await held()).toEqual(['cancelled-after-posting'])
    await press('cancelled-after-posting', 'set:cancelledOrders')
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[], [0]])
  })
})

describe('what QuickBooks’ lists hold', () => {
  test('a customer who was made inactive is made active again', async () => {
    const press = await open()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const [customer] = listEntries(company, 'Customer')
    inactivateEntry(company, { kind: 'Customer', fullName: customer?.fullName ?? '' })
    await send(shop, [orderChange(numbered(1), 2)])
    await update(shop, company)
    expect(await held()).toEqual(['customer-inactive'])
    await press('customer-inactive', 'set:inactiveCustomers')
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[], [TOTAL_CENTS, TOTAL_CENTS]])
  })

  test('what a person put right there is seen once the lists are read again', async () => {
    const press = await open()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const [customer] = listEntries(company, 'Customer')
    const named = { kind: 'Customer', fullName: customer?.fullName ?? '' } as const
    inactivateEntry(company, named)
    await send(shop, [orderChange(numbered(1), 2)])
    await update(shop, company)
    activateEntry(company, named)
    await press('customer-inactive', 'read-lists-again')
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[], [TOTAL_CENTS, TOTAL_CENTS]])
  })
})

describe('a document that somebody entered by hand', () => {
  beforeEach(async () => {
    await open()
  })

  test('under the order’s number is linked, and nothing is sent for it, then or later', async () => {
    const press = (await personOf(await signedIn(shop))).press
    const { TxnID } = enterTheSale()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(await held()).toEqual(['ref-number-used'])
    await press({ code: 'ref-number-used', repair: 'adopt-document' })
    await isPostedOnce()
    const outcome = (await send(shop, [])).outcomes.at(-1)
    expect(outcome).toMatchObject({ state: 'posted', documents: [{ txnID: TxnID }] })
    await send(shop, [orderChange(ORDER, 2, 'pushed')])
    await update(shop, company)
    expect(totals()).toEqual([TOTAL_CENTS])
  })

  test('over another total is linked as well, and held with both totals', async () => {
    const press = (await personOf(await signedIn(shop))).press
    enterTheSale(cents(3000))
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await press({ code: 'ref-number-used', repair: 'adopt-document' })
    await update(shop, company)
    expect([await held(), totals()]).toEqual([['total-differs'], [3000]])
  })

  test('that has the number of an order, and is another sale, does not keep the order from QuickBooks’ own number', async () => {
    const press = (await personOf(await signedIn(shop))).press
    enterTheSale(cents(3000))
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await press({ code: 'ref-number-used', repair: 'set:numbering' })
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[], [3000, TOTAL_CENTS]])
  })

  test('is not linked with an entry that was let go meanwhile', async () => {
    await send(shop, [orderChange(ORDER, 1)])
    const [job] = await db.select().from(jobs)
    const document = { role: 'sale', kind: 'SalesReceipt', txnID: '1-1', refNumber: '1' }
    const adopted = {
      jobID: job?.id ?? 0,
      subject: `order:${ORDER.id}`,
      totalCents: 1,
      ...document,
    }
    await writeTogether(
      db,
      adoptDocuments(db, { storeID: shop.storeID, documents: [adopted], nowMs: 0 }),
    )
    expect(await db.select().from(links)).toEqual([])
  })
})

describe('a sale that was sent and never confirmed', () => {
  test('and lost its mark and number is linked by a person, and never sent again', async () => {
    const press = await open()
    await loseAnswer()
    const [sale] = salesReceipts(company)
    editTxn(company, sale?.TxnID ?? '', { refNumber: 'X-9', memo: 'typed by hand' })
    await afterLease()
    expect(await held()).toEqual(['near-match'])
    await press('near-match', 'adopt-document')
    await isPostedOnce()
    expect(payments(company)).toEqual([])
  })

  test('and was deleted goes in once more when a person says so, under its second number', async () => {
    const press = await open()
    await loseAnswer()
    deleteTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    await afterLease()
    expect([await held(), totals()]).toEqual([['deleted-in-quickbooks'], []])
    await press('deleted-in-quickbooks', 'push')
    await isPostedOnce()
    expect(salesReceipts(company)[0]?.memo).toMatch(/:sale:2$/)
  })

  test('and was deleted stays away when a person marks it as done', async () => {
    const press = await open()
    await loseAnswer()
    deleteTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    await afterLease()
    await press('deleted-in-quickbooks', 'let-it-stand')
    await update(shop, company)
    await send(shop, [orderChange(ORDER, 2)])
    await update(shop, company)
    expect([await held(), totals()]).toEqual([[], []])
  })
})

describe('a document that stands', () => {
  test('and was changed by hand is written over when a person says so', async () => {
    const press = await open()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    editTxn(company, salesReceipts(company)[0]?.TxnID ?? '', { memo: 'typed by hand' })
    const edited = { ...ORDER, date_created: '2026-01-02T03:04:05' }
    await send(shop, [orderChange(edited, 2)])
    await update(shop, company)
    expect(await held()).toEqual(['document-edited'])
    await press('document-edited', 'push')
    await isPostedOnce()
    expect(salesReceipts(company)[0]?.txnDate).toBe('2026-01-02')
  })

  test('and was changed by hand stays as it is when a person marks it as done', async () => {
    const press = await open()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const [sale] = salesReceipts(company)
    editTxn(company, sale?.TxnID ?? '', { memo: 'typed by hand' })
    await send(shop, [orderChange({ ...ORDER, date_created: '2026-01-02T03:04:05' }, 2)])
    await update(shop, company)
    await press('document-edited', 'let-it-stand')
    await isPostedOnce()
    expect(salesReceipts(company)[0]).toMatchObject({ memo: 'typed by hand' })
    expect((await send(shop, [])).outcomes.at(-1)).toMatchObject({
      state: 'posted',
      documents: [{ txnID: sale?.TxnID }],
    })
  })
})

/** QuickBooks carries the sale out, and the computer dies before it can say so. */
async function loseAnswer(): Promise<void> {
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, company, {
    onCall: (_, call) =>
      call.kind === 'receiveResponseXML' && /SalesReceiptAddRs/.test(call.response)
        ? 'connector-dies-before-call'
        : null,
  })
}

async function afterLease(): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  await update(shop, company)
}

function enterTheSale(totalCents = cents(TOTAL_CENTS)) {
  return enterSale(company, {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber: ORDER.number,
    txnDate: '2026-08-05',
    totalCents,
    memo: '',
  })
}
