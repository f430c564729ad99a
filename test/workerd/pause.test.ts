/** A store that is paused, or whose hours are quiet, sends nothing, and its queue keeps filling. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { writeTogether } from '../../worker/db/database.ts'
import { jobs, sessions, stores } from '../../worker/db/schema.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { timeInZone } from '../../worker/books/day.ts'
import { recordPause } from '../../worker/stores/store.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder

async function pause(storeID: string, atMs: number | null): Promise<void> {
  await writeTogether(db, [recordPause(db, storeID, atMs)])
}

describe('while a store is paused', () => {
  test('no update is begun, the contact is noted, and what the shop says is queued', async () => {
    const shop = await addShop('larkspur')
    const company = newCompany()
    await pause(shop.storeID, 1)
    const answer = await send(shop, [orderChange(ORDER, 1)])
    const report = await update(shop, company)
    expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['queued'])
    expect(report.outcome).toBe('nothing-to-do')
    expect(await db.select().from(sessions)).toEqual([])
    const [store] = await db.select().from(stores)
    expect(store?.webConnectorSeenAtMs).toBeGreaterThan(0)
  })

  test('an update under way sends nothing more, and what is out is settled', async () => {
    const shop = await addShop('larkspur')
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    let documents = 0
    const report = await update(shop, company, {
      onDocument: () => {
        documents += 1
        return null
      },
      onRequest: () => {
        void pause(shop.storeID, 1)
        return null
      },
    })
    expect([report.outcome, documents]).toEqual(['finished', 1])
    expect(salesReceipts(company)).toEqual([])
    const [job] = await db.select().from(jobs)
    expect(job).toMatchObject({ state: 'queued', attempts: 0 })
  })

  test('what waited goes out once it is resumed, once', async () => {
    const shop = await addShop('larkspur')
    const company = newCompany()
    await pause(shop.storeID, 1)
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await pause(shop.storeID, null)
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
  })
})

test('in its quiet hours no update is begun', async () => {
  const zone = 'America/Los_Angeles'
  const from = timeInZone(Date.now() - 3_600_000, zone)
  const to = timeInZone(Date.now() + 3_600_000, zone)
  const shop = await addShop('larkspur', { quietHours: { from, to } })
  await send(shop, [orderChange(ORDER, 1)])
  expect((await update(shop, newCompany())).outcome).toBe('nothing-to-do')
  const [job] = await db.select().from(jobs).where(eq(jobs.storeID, shop.storeID))
  expect(job).toMatchObject({ state: 'queued' })
})
