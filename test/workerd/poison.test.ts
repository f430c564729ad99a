/** A set that QuickBooks refuses as a whole because of one request in it. */
import { describe, expect, test } from 'vitest'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const ORDERS = 40
const NUMBERS = Array.from({ length: ORDERS }, (_, at) => String(7001 + at))
const TIMEOUT_MS = 60_000

describe('one request that QuickBooks cannot read', () => {
  test.each([
    ['the first order', (xml: string) => xml.includes('<RefNumber>7001</RefNumber><Bill')],
    ['an order in the middle', (xml: string) => xml.includes('<RefNumber>7023</RefNumber><Bill')],
    ['the last order', (xml: string) => xml.includes('<RefNumber>7040</RefNumber><Bill')],
    ['the customer of one order', (xml: string) => /<CustomerAdd>.*Buyer 7023/.test(xml)],
    ['two orders', (xml: string) => /<RefNumber>(7003|7037)<\/RefNumber><Bill/.test(xml)],
  ])(
    '%s holds that, and the others go on in the same update',
    { timeout: TIMEOUT_MS },
    async (_, isPoison) => {
      const shop = await shopWithOrders()
      const company = newCompany()
      const report = await update(shop, company, { isPoison })
      expect(report.outcome).toBe('finished')
      const standing = new Set(salesReceipts(company).map(({ refNumber }) => refNumber))
      const held = (await send(shop, [])).outcomes.filter(({ state }) => state === 'held')
      expect(held.map(({ problem }) => problem?.code)).toEqual(held.map(() => 'set-refused'))
      expect(held.length).toBeGreaterThanOrEqual(1)
      expect(held.length).toBeLessThanOrEqual(2)
      expect(standing.size).toBe(ORDERS - held.length)
      expect(salesReceipts(company)).toHaveLength(standing.size)
    },
  )

  test('a QuickBooks that refuses what it carried out doubles nothing', async () => {
    const shop = await shopWithOrders()
    const company = newCompany({ messageSetMemory: false })
    let isOver = false
    await update(shop, company, {
      onDocument: (_, xml) => {
        if (isOver || !xml.includes('SalesReceiptAddRq')) {
          return null
        }
        isOver = true
        return 'refuses-after-processing'
      },
    })
    expect(salesReceipts(company)).toHaveLength(ORDERS)
    const { outcomes } = await send(shop, [])
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['posted']))
  })
})

/** Each of a buyer of its own, named after the order. */
async function shopWithOrders(): Promise<TestShop> {
  const shop = await addShop('poison')
  const changes = NUMBERS.map((number, at) =>
    orderChange(
      {
        ...ORDER,
        id: Number(number),
        number,
        customer_id: 0,
        billing: {
          ...(ORDER.billing as object),
          first_name: 'Buyer',
          last_name: number,
          email: `buyer-${number}@example.test`,
        },
      },
      at + 1,
    ),
  )
  await send(shop, changes)
  return shop
}
