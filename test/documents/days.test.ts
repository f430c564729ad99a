/** Days: of the order or of its sending, in the shop's own time; and books that are closed. */
import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { setClosingDate } from '../../worker/practice/person.ts'
import { STORE } from '../simulation/store.ts'
import { companyWith, order, post, shopWith, txns } from './posted.ts'

const DAYS = {
  date_created: '2026-10-31T23:59:59',
  date_created_gmt: '2026-11-01T06:59:59',
  date_paid: '2026-11-01T00:30:00',
  date_paid_gmt: '2026-11-01T07:30:00',
  date_completed: '2026-11-01T23:59:59',
  date_completed_gmt: '2026-11-02T07:59:59',
}

describe('the day on the document', () => {
  // The night in which the shop's clocks go back, an hour and a minute on either side of midnight.
  test.each([
    ['created', '2026-10-31'],
    ['paid', '2026-11-01'],
    ['completed', '2026-11-01'],
    // Sent at noon of 2026-11-24 in Greenwich, which is early morning in the shop.
    ['today', '2026-11-24'],
  ] as const)('%s is %s', async (dateFrom, day) => {
    const company = companyWith()
    await post(await shopWith({ dateFrom }, company), order(DAYS))
    expect(txns(company, 'SalesReceipt').map(({ txnDate }) => txnDate)).toEqual([day])
  })

  test.each(['paid', 'completed'] as const)(
    'until it was %s it is the day it was placed',
    async (dateFrom) => {
      const company = companyWith()
      const never = { [`date_${dateFrom}`]: null, [`date_${dateFrom}_gmt`]: null }
      await post(await shopWith({ dateFrom }, company), order({ ...DAYS, ...never }))
      const [sale] = [...txns(company, 'SalesReceipt'), ...txns(company, 'Invoice')]
      expect(sale?.txnDate).toBe('2026-10-31')
    },
  )

  test('what was dated by its sending keeps that day when the order is edited later', async () => {
    const company = companyWith()
    const shop = await shopWith({ dateFrom: 'today' }, company)
    await post(shop)
    const [before] = txns(company, 'SalesReceipt')
    const day = before?.txnDate
    shop.sent.push(...Array.from({ length: 72 }, () => '')) // three days later
    await post(shop, order({ customer_note: 'Ring twice', billing: { ...BILLING, city: 'Reno' } }))
    expect(txns(company, 'SalesReceipt').map(({ txnDate }) => txnDate)).toEqual([day ?? ''])
  })
})

const BILLING = order().billing as object

describe('books that are closed', () => {
  const CLOSED = '2026-11-23'

  test('hold an order of their last day, and one of the day after goes', async () => {
    for (const [closingDate, state] of [
      [CLOSED, 'held'],
      ['2026-11-22', 'posted'],
    ] as const) {
      const company = companyWith({ closingDate })
      expect(await post(await shopWith({}, company))).toMatchObject({ state })
      expect(txns(company, 'SalesReceipt')).toHaveLength(state === 'held' ? 0 : 1)
    }
  })

  test('the reason names both days; once they are open again the order goes by itself', async () => {
    const company = companyWith({ closingDate: CLOSED })
    const shop = await shopWith({}, company)
    const outcome = await post(shop)
    expect(outcome?.problem?.code).toBe('date-in-closed-period')
    expect(outcome?.problem?.summary).toContain(
      '2026-11-23, and QuickBooks’ books are closed up to',
    )
    setClosingDate(company, null)
    // Another order brings QuickBooks to open.
    await post(shop, order({ id: 9001, number: '9001' }))
    expect(txns(company, 'SalesReceipt').map(({ refNumber }) => refNumber)).toEqual(['215', '9001'])
  })

  test('or give their documents the first open day, which the log says of each', async () => {
    const settings: Partial<Settings> = {
      closedPeriods: 'first-open-day',
      paidOrders: 'invoice-with-payment',
    }
    const company = companyWith({ closingDate: '2026-12-31' })
    const shop = await shopWith(settings, company)
    expect(await post(shop)).toMatchObject({ state: 'posted' })
    const sold = [...txns(company, 'Invoice'), ...txns(company, 'ReceivePayment')]
    expect(sold.map(({ txnDate }) => txnDate)).toEqual(['2027-01-01', '2027-01-01'])
    const journal = await readJournal(shop.db, { storeID: STORE.storeID, limit: 100 })
    const moved = journal.filter(({ event }) => event === 'date-moved')
    expect(moved.map(({ detail }) => detail).toReversed()).toEqual([
      { kind: 'Invoice', refNumber: '215', from: '2026-11-23', to: '2027-01-01' },
      { kind: 'ReceivePayment', refNumber: '215', from: '2026-11-23', to: '2027-01-01' },
    ])
  })

  test('do not trouble what stands in them already', async () => {
    const company = companyWith()
    const shop = await shopWith({}, company)
    await post(shop)
    setClosingDate(company, '2026-12-31')
    expect(await post(shop, order({ status: 'completed' }))).toMatchObject({ state: 'posted' })
    expect(txns(company, 'SalesReceipt')).toHaveLength(1)
  })
})

describe('when an invoice falls due', () => {
  test.each([
    ['days', { dueDays: 14 }, '2026-12-07'],
    ['the end of February', { dueDays: 97 }, '2027-02-28'],
  ])('%s', async (_, settings, dueDate) => {
    const company = companyWith()
    const chosen = { ...DEFAULT_SETTINGS, ...settings, paidOrders: 'invoice-with-payment' as const }
    const { mapping: _mapping, ...rest } = chosen
    await post(await shopWith(rest, company))
    expect(txns(company, 'Invoice').map(({ fields }) => fields.DueDate)).toEqual([dueDate])
  })
})
