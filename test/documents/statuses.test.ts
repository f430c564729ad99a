/** By which status an order goes, and what a status does to what stands. */
import { describe, expect, test } from 'bun:test'
import { changed } from '../books/changed-settings.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { companyWith, order, post, requests, shopWith, txns } from './posted.ts'

const GOING = { orderStatuses: ['completed', 'shipped'] }

describe('an order goes by the statuses that the owner chose', () => {
  test.each([
    ['processing', 0],
    ['completed', 1],
    ['shipped', 1],
    ['pending', 0],
  ] as const)('%s: %d sales', async (status, sales) => {
    const company = companyWith()
    const shop = await shopWith(GOING, company)
    await post(shop, order({ status }))
    expect(txns(company, 'SalesReceipt')).toHaveLength(sales)
  })

  test('a status of the shop’s own is chosen like any other', () => {
    const { orderStatuses } = changed(DEFAULT_SETTINGS, 'orderStatuses', GOING.orderStatuses)
    expect(orderStatuses).toEqual(GOING.orderStatuses)
  })
})

test('leaving the statuses, and coming back, sends nothing', async () => {
  const company = companyWith()
  const shop = await shopWith({}, company)
  await post(shop)
  for (const status of ['pending', 'processing', 'packed', 'completed', 'refunded']) {
    await post(shop, order({ status }))
  }
  expect(txns(company, 'SalesReceipt')).toHaveLength(1)
  expect(requests(shop, 'SalesReceiptAddRq')).toHaveLength(1)
  expect(requests(shop, 'SalesReceiptModRq')).toEqual([])
})

test('an order whose ID is lower than the first stays out until a person sends it', async () => {
  const company = companyWith()
  const shop = await shopWith({ firstOrderID: 1_000_000 }, company)
  await post(shop)
  expect(requests(shop, 'SalesReceiptAddRq')).toEqual([])
  await post(shop, order(), 'pushed')
  expect(txns(company, 'SalesReceipt')).toHaveLength(1)
})
