/** Rules 13 to 16 and 18 of the rulebook: periods, records that stand, identity, text. */
import { describe, expect, test } from 'bun:test'
import { readJournal } from '../../worker/journal/journal.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import {
  deletedTxns,
  invoices,
  listEntries,
  payments,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import {
  backUp,
  depositTxn,
  editTxn,
  enterSale,
  setClosingDate,
} from '../../worker/practice/person.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { STORE } from '../simulation/store.ts'
import { cents } from '../../worker/money/cents.ts'
import { post, ruleShop } from './rule-shop.ts'
import { smallOrder } from './small-order.ts'

const TEN = { id: 13, lines: [{ total: '10.00' }], total: '10.00' } as const

function onDay(day: string) {
  const time = `${day}T10:00:00`
  return { date_created: time, date_created_gmt: time, date_paid: time, date_paid_gmt: time }
}

/** Events of the log about an order, newest first. */
async function eventsOf({ db }: ShopInMemory, subject: string): Promise<readonly string[]> {
  const entries = await readJournal(db, { storeID: STORE.storeID, limit: 1000 })
  return entries.filter((entry) => entry.subject === subject).map(({ event }) => event)
}

describe('rule 13: nothing is posted on or before the closing date', () => {
  const closed = { closingDate: '2026-10-31' }

  test.each(['2026-10-31', '2026-01-01'])(
    'an order of %s is held, and the log says so',
    async (day) => {
      const shop = await ruleShop({}, closed)
      const outcome = await post(shop, smallOrder({ ...TEN, more: onDay(day) }))
      expect(salesReceipts(shop.company)).toEqual([])
      expect(outcome).toMatchObject({ state: 'held', problem: { code: 'date-in-closed-period' } })
      expect(await eventsOf(shop, 'order:13')).toContain('held')
    },
  )

  test('one of the day after goes out', async () => {
    const shop = await ruleShop({}, closed)
    await post(shop, smallOrder({ ...TEN, more: onDay('2026-11-01') }))
    expect(salesReceipts(shop.company).map(({ txnDate }) => txnDate)).toEqual(['2026-11-01'])
  })

  test('the day is the shop’s own, not that of Greenwich', async () => {
    const shop = await ruleShop({}, closed)
    // Half past eleven in California, where it is the next day in Greenwich.
    const more = { date_created: '2026-10-31T23:30:00', date_created_gmt: '2026-11-01T06:30:00' }
    const outcome = await post(shop, smallOrder({ ...TEN, more }))
    expect(outcome?.problem?.code).toBe('date-in-closed-period')
  })
})

/** The same order with another amount, as the shop sends it after an edit. */
const EDITED = smallOrder({ ...TEN, lines: [{ total: '12.00' }], total: '12.00' })

describe('rule 14: what is deposited, paid or edited in QuickBooks is explained, not modified', () => {
  const UNPAID = { date_paid: null, date_paid_gmt: null }

  test('what none of that is true of becomes one change of the same transaction', async () => {
    const shop = await ruleShop()
    await post(shop, smallOrder({ ...TEN, more: UNPAID }))
    const [before] = invoices(shop.company)
    await post(shop, { ...EDITED, ...UNPAID })
    const [after, ...others] = invoices(shop.company)
    expect([after?.TxnID, Number(after?.totalCents), others]).toEqual([
      before?.TxnID ?? '',
      1200,
      [],
    ])
  })

  test('an invoice that somebody edited', async () => {
    const shop = await ruleShop()
    await post(shop, smallOrder({ ...TEN, more: UNPAID }))
    const TxnID = invoices(shop.company)[0]?.TxnID ?? ''
    editTxn(shop.company, TxnID, { extraCents: cents(500) })
    const before = backUp(shop.company).txns
    const outcome = await post(shop, { ...EDITED, ...UNPAID })
    expect(backUp(shop.company).txns).toEqual(before)
    expect(outcome?.problem?.summary).toStartWith('Order 13 ')
  })

  test('a receipt that was taken to the bank', async () => {
    const shop = await ruleShop({ 'mapping.gateways.stripe.depositAccountName': null })
    await post(shop, smallOrder(TEN))
    depositTxn(shop.company, salesReceipts(shop.company)[0]?.TxnID ?? '')
    const before = backUp(shop.company).txns
    const outcome = await post(shop, EDITED)
    expect(backUp(shop.company).txns).toEqual(before)
    expect(outcome?.problem?.summary).toStartWith('Order 13 ')
  })

  test('an invoice with its payment', async () => {
    const shop = await ruleShop({ paidOrders: 'invoice-with-payment' })
    await post(shop, smallOrder(TEN))
    const before = backUp(shop.company).txns
    const outcome = await post(shop, EDITED)
    expect(backUp(shop.company).txns).toEqual(before)
    expect(outcome?.problem?.summary).toStartWith('Order 13 ')
  })
})

describe('rule 15: a number is no identity; the mark and the transaction ID are', () => {
  test('somebody else’s document with the order’s number holds the order', async () => {
    const shop = await ruleShop()
    enterSale(shop.company, saleByHand('by hand'))
    const outcome = await post(shop, smallOrder(TEN))
    expect(salesReceipts(shop.company, '13')).toHaveLength(1)
    expect(outcome?.problem?.code).toBe('ref-number-used')
  })

  test('our own is known by its mark, and not sent again', async () => {
    const shop = await ruleShop()
    enterSale(shop.company, saleByHand(`by hand TB1:${STORE.storeID}:order:13:sale:1`))
    await post(shop, smallOrder(TEN))
    expect(salesReceipts(shop.company, '13')).toHaveLength(1)
  })

  test('each document carries the mark, and no number is cut', async () => {
    const shop = await ruleShop({ paidOrders: 'invoice-with-payment' })
    await post(shop, smallOrder({ ...TEN, more: { number: '12345678901' } }))
    const held = await post(shop, smallOrder({ ...TEN, id: 14, more: { number: '123456789012' } }))
    const [invoice] = invoices(shop.company)
    expect([invoice?.refNumber, invoice?.memo.split(' ').at(-1)]).toEqual([
      '12345678901',
      `TB1:${STORE.storeID}:order:13:sale:1`,
    ])
    expect(payments(shop.company)[0]?.memo).toEndWith(`TB1:${STORE.storeID}:order:13:payment:1`)
    expect(held?.problem?.code).toBe('order-number-too-long')
  })
})

function saleByHand(memo: string) {
  return {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber: '13',
    txnDate: '2026-11-20',
    totalCents: cents(1000),
    memo,
  } as const
}

test('rule 16: what does not fit is cut in sight, and the log keeps the original', async () => {
  const shop = await ruleShop()
  const order = smallOrder(TEN)
  const city = 'Llanfairpwllgwyngyllgogerychwyrndrobwll'
  const company = 'The Worshipful Company of Makers of Very Long Company Names'
  const billing = { ...(order.billing as object), city, company, first_name: 'Ana 🦊' }
  await post(shop, { ...order, billing })
  const [customer] = listEntries(shop.company, 'Customer').filter(({ fullName }) =>
    fullName.startsWith('Ana'),
  )
  // 41 characters, of which the last is a blank.
  expect(customer?.fields.CompanyName).toBe('The Worshipful Company of Makers of Very')
  const entries = await readJournal(shop.db, { storeID: STORE.storeID, limit: 1000 })
  const shortened = entries.filter(({ event }) => event === 'text-shortened')
  const said = JSON.stringify(shortened.map(({ detail }) => detail))
  expect([city, company, '🦊'].filter((original) => !said.includes(original))).toEqual([])
})

describe('rule 18: void keeps the trail; deleted is only our own of the same day', () => {
  const GIVEN_UP = smallOrder({ ...TEN, more: { status: 'cancelled' } })

  test('by default what was given up is made void: it stands at 0.00 under its number', async () => {
    const shop = await ruleShop({ 'mapping.gateways.stripe.depositAccountName': null })
    await post(shop, smallOrder(TEN))
    await post(shop, GIVEN_UP)
    const [receipt] = salesReceipts(shop.company)
    expect([receipt?.refNumber, totalsOf(shop.company)]).toEqual(['13', [0]])
    expect(deletedTxns(shop.company)).toEqual([])
  })

  test('deleted, where the owner wants it so, on the day on which it was entered', async () => {
    const shop = await ruleShop({ cancelledOrders: 'delete' })
    await post(shop, smallOrder(TEN))
    await post(shop, GIVEN_UP)
    expect(salesReceipts(shop.company)).toEqual([])
    expect(deletedTxns(shop.company).map(({ refNumber }) => refNumber)).toEqual(['13'])
  })

  test.each([
    ['the owner wants to see to it', { cancelledOrders: 'hold' }, () => undefined],
    ['it was taken to the bank', {}, depositFirst],
    [
      'its day was closed',
      {},
      ({ company }: ShopInMemory) => setClosingDate(company, '2026-11-30'),
    ],
  ] as const)('it stands, and its owner is told, where %s', async (_, settings, meanwhile) => {
    const shop = await ruleShop({
      'mapping.gateways.stripe.depositAccountName': null,
      ...settings,
    })
    await post(shop, smallOrder(TEN))
    meanwhile(shop)
    const outcome = await post(shop, GIVEN_UP)
    expect(totalsOf(shop.company)).toEqual([1000])
    expect(outcome?.problem?.summary).toStartWith('Order 13 ')
  })
})

function depositFirst({ company }: ShopInMemory): void {
  depositTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
}

function totalsOf(company: CompanyFile): readonly number[] {
  return salesReceipts(company).map(({ totalCents }) => Number(totalCents))
}
