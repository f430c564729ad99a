import { expect, test } from 'vitest'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { CHANGES_MAX } from '../../worker/woo/changes.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const ORDERS = 1000
const SOAP_CALLS_MAX = 60
const FIRST_NUMBER = 10_000
const TIMEOUT_MS = 120_000

test(
  'a thousand orders take one update of at most sixty calls, and each stands once',
  { timeout: TIMEOUT_MS },
  async () => {
    const shop = await addShop('load')
    const company = newCompany()
    const changes = Array.from({ length: ORDERS }, (_, at) => {
      const number = FIRST_NUMBER + at
      return orderChange({ ...ORDER, id: number, number: String(number) }, at + 1)
    })
    for (let start = 0; start < ORDERS; start += CHANGES_MAX) {
      await send(shop, changes.slice(start, start + CHANGES_MAX))
    }

    const report = await update(shop, company)

    expect(report.outcome).toBe('finished')
    expect(report.calls.length).toBeLessThanOrEqual(SOAP_CALLS_MAX)
    const standing = salesReceipts(company)
    expect(standing).toHaveLength(ORDERS)
    expect(new Set(standing.map(({ refNumber }) => refNumber)).size).toBe(ORDERS)
    // The order's total in the corpus is 32.58.
    expect(new Set(standing.map(({ totalCents }) => Number(totalCents)))).toEqual(new Set([3258]))
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  },
)
