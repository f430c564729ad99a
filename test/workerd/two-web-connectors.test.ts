import { expect, test } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { CHANGES_MAX } from '../../worker/woo/changes.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const ORDERS = 400
const FIRST_NUMBER = 20_000
const TIMEOUT_MS = 120_000
const LEASES = 5
const LEASE_MS = 40

/** SPEC W5: two computers run the same `.qwc`, and neither ever waits. */
test.each([1, 2, 3, 4, 5])(
  'two Web Connectors at full speed post 400 orders once each, time %d of five',
  { timeout: TIMEOUT_MS },
  async () => {
    const shop = await addShop('two')
    // The one company file, opened from two computers; it remembers nothing of message sets.
    const company = newCompany({ messageSetMemory: false })
    const changes = Array.from({ length: ORDERS }, (_, at) => {
      const number = FIRST_NUMBER + at
      return orderChange({ ...ORDER, id: number, number: String(number) }, at + 1)
    })
    for (let start = 0; start < ORDERS; start += CHANGES_MAX) {
      await send(shop, changes.slice(start, start + CHANGES_MAX))
    }
    const computer = async () => {
      for (let updates = 0; updates < 20; updates += 1) {
        const { outcome } = await update(shop, company)
        if (outcome === 'nothing-to-do') {
          return
        }
      }
    }
    await Promise.all([computer(), computer(), leasesRunOut()])
    await db.update(sessions).set({ lastCallAtMs: 0 })
    await computer()

    const standing = salesReceipts(company)
    expect(standing).toHaveLength(ORDERS)
    expect(new Set(standing.map(({ refNumber }) => refNumber)).size).toBe(ORDERS)
  },
)

/** Now and then a lease runs out under the computer that holds it. */
async function leasesRunOut(): Promise<void> {
  for (let times = 0; times < LEASES; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS))
    await db.update(sessions).set({ lastCallAtMs: 0 })
  }
}
