import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { journal } from '../../worker/db/schema.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { tidyUp } from '../../worker/http/tidy-up.ts'
import { recordJournal } from '../../worker/journal/journal.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['guest-cod-processing'] as WooOrder
const DAY_MS = 86_400_000

async function log(storeID: string, subject: string | null, daysAgo: number): Promise<void> {
  const entries = [{ subject, event: 'unchanged', detail: { daysAgo } }] as const
  const nowMs = Date.now() - daysAgo * DAY_MS
  await writeTogether(db, recordJournal(db, { storeID, entries, nowMs }))
}

async function kept(storeID: string): Promise<unknown[]> {
  const lines = await db.select().from(journal)
  return lines
    .filter((line) => line.storeID === storeID && line.event === 'unchanged')
    .map(({ subject, detail }) => [subject, (detail as { readonly daysAgo: number }).daysAgo])
}

function nightly(): Promise<void> {
  return tidyUp(env, Date.now())
}

test('lines go after 30 days, but those of what waits or is held stay', async () => {
  const shop = await addShop('old')
  await log('old', 'order:9', 31)
  await log('old', null, 31)
  await log('old', `order:${ORDER.id}`, 400)
  await log('old', 'order:9', 29)
  await send(shop, [orderChange(ORDER, 1)])
  await nightly()
  expect(await kept('old')).toEqual([
    [`order:${ORDER.id}`, 400],
    ['order:9', 29],
  ])
})

test('the newest line stays, so that lines are numbered on from it', async () => {
  await addShop('old')
  await log('old', 'order:9', 32)
  await log('old', 'order:9', 31)
  await nightly()
  expect(await kept('old')).toEqual([['order:9', 31]])
})

test('each store loses its own', async () => {
  await addShop('old')
  await addShop('older')
  for (const storeID of ['old', 'older']) {
    await log(storeID, 'order:9', 31)
    await log(storeID, 'order:9', 1)
  }
  await nightly()
  expect([await kept('old'), await kept('older')]).toEqual([[['order:9', 1]], [['order:9', 1]]])
})
