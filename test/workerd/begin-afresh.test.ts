/** A person lets the next update begin afresh: what it sets free, and what it leaves alone. */
import { expect, test } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { beginAfresh } from '../../worker/session/begin-afresh.ts'
import { findStore } from '../../worker/stores/store.ts'
import { ORDER } from './held-orders.ts'
import { endpoint, newCompany, update } from './office.ts'
import { addShop, db, orderChange, send } from './shop.ts'
import type { TestShop } from './shop.ts'

async function shopWithOrder(storeID: string): Promise<TestShop> {
  const shop = await addShop(storeID)
  await send(shop, [orderChange(ORDER, 1)])
  return shop
}

function afresh({ storeID }: TestShop): Promise<void> {
  return beginAfresh({ db, storeID, who: 'Ana Lima', nowMs: Date.now() })
}

/** The computer goes down with the first set, and its session is left open. */
async function broken(shop: TestShop): Promise<void> {
  await update(shop, newCompany(), {
    onCall: (_, { kind }) => (kind === 'receiveResponseXML' ? 'connector-dies-before-call' : null),
  })
  expect((await update(shop, newCompany())).outcome).toBe('postponed')
}

test('an update that goes on is not ended by it, and posts once', async () => {
  const shop = await shopWithOrder('goes-on')
  const company = newCompany({ messageSetMemory: false })
  const { outcome } = await runUpdate({
    call: endpoint(shop),
    company,
    userName: shop.userName,
    password: shop.password,
    wait: async () => undefined,
    pause: () => afresh(shop),
  })
  expect([outcome, salesReceipts(company).length]).toEqual(['finished', 1])
  await update(shop, company)
  expect(salesReceipts(company)).toHaveLength(1)
})

test('one that broke off is not waited for, and it is in the log who said so', async () => {
  const shop = await shopWithOrder('broke-off')
  await broken(shop)
  await afresh(shop)
  const company = newCompany()
  expect((await update(shop, company)).outcome).toBe('finished')
  expect(salesReceipts(company)).toHaveLength(1)
  const log = await readJournal(db, { storeID: shop.storeID, limit: 100 })
  expect(log.filter(({ event }) => event === 'update-freed')).toMatchObject([
    { subject: null, detail: { who: 'Ana Lima' } },
  ])
})

test('another store is left as it is', async () => {
  const [shop, other] = [await shopWithOrder('one'), await shopWithOrder('other')]
  await broken(other)
  const before = [await findStore(db, 'other'), await db.select().from(sessions)]
  await afresh(shop)
  expect([await findStore(db, 'other'), await db.select().from(sessions)]).toEqual(before)
  expect((await update(other, newCompany())).outcome).toBe('postponed')
})
