/**
 * What an order seeks is kept with it, so that a look at it is one trip to the database. Kept or not,
 * and whatever was changed since, the look is the same.
 */
import { describe, expect, test } from 'bun:test'
import { and, eq } from 'drizzle-orm'
import type { Settings } from '../../worker/books/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { snapshots } from '../../worker/db/schema.ts'
import { answerPreview } from '../../worker/http/preview.ts'
import type { PreviewAnswer } from '../../worker/session/preview-answer.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Order } from '../../worker/woo/order.ts'
import { STORE } from '../simulation/store.ts'
import { corpusJSON } from '../woo/corpus.ts'
import { cellName, companyOf, settingsOf } from './cells.ts'
import type { Cell } from './cells.ts'
import { changeOf, payloadShops } from './payloads.ts'
import type { Payload } from './payloads.ts'
import { NOW_MS, openShop, sendChanges, update } from './shop-in-memory.ts'
import type { ShopInMemory } from './shop-in-memory.ts'

const [SHOP] = payloadShops()
const PAYLOADS = SHOP?.payloads ?? []
const ORDERS = PAYLOADS.map(({ order }) => decodeOrder(order) as Order)
const CELL_MS_MAX = 60_000
const { storeID } = STORE

/** Enough to seek more than is kept. */
const GIFTS = 700
const FIRST_GIFT_ID = 50_000
const FREE = { total: '0.00', subtotal: '0.00', total_tax: '0.00', subtotal_tax: '0.00', taxes: [] }

const CELLS: readonly Cell[] = [
  { edition: 'US', form: 'sales-receipt', tax: 'native' },
  { edition: 'US', form: 'invoice', tax: 'exact' },
  { edition: 'CA', form: 'invoice', tax: 'native' },
  { edition: 'UK', form: 'sales-order', tax: 'native' },
]

describe.each(CELLS.map((cell): [string, Cell] => [cellName(cell), cell]))('%s', (_, cell) => {
  test(
    'every order is looked at in one trip, and as without what is kept',
    async () => {
      const shop = await shopOf(cell)
      const wrong: string[] = []
      for (const payload of PAYLOADS) {
        if (!(await isTaken(shop, payload))) {
          continue
        }
        const kept = await look(shop, subjectOf(payload))
        const again = await lookWithout(shop, subjectOf(payload))
        if (kept.trips !== 1) {
          wrong.push(`${payload.name}: ${kept.trips} trips`)
        }
        expect([payload.name, again.preview]).toEqual([payload.name, kept.preview])
        await update(shop)
      }
      expect(wrong).toEqual([])
    },
    CELL_MS_MAX,
  )
})

test('what was kept under other settings is not all that is looked at', async () => {
  const shop = await shopOf({ edition: 'US', form: 'sales-receipt', tax: 'native' })
  for (const payload of PAYLOADS) {
    await isTaken(shop, payload)
  }
  await change(shop, { refNumberPrefix: 'W-', createCustomers: false })
  const trips = new Set<number>()
  for (const payload of PAYLOADS) {
    const kept = await look(shop, subjectOf(payload))
    expect((await lookWithout(shop, subjectOf(payload))).preview).toEqual(kept.preview)
    trips.add(kept.trips)
  }
  expect(trips).toContain(2)
})

test('of an order of very many lines nothing is kept, and it is looked at all the same', async () => {
  const shop = await shopOf({ edition: 'US', form: 'sales-receipt', tax: 'native' })
  const order = corpusJSON('orders/guest-cod-processing.json')
  const sold = order.line_items as readonly object[]
  const gifts = Array.from({ length: GIFTS }, (_, at) => {
    const id = FIRST_GIFT_ID + at
    return { ...sold[0], ...FREE, id, product_id: id, sku: `GIFT-${id}` }
  })
  const subject = `order:${String(order.id)}`
  const snapshot = { ...order, line_items: [...sold, ...gifts] }
  await sendChanges(shop, [{ subject, snapshot, refunds: [], event: 'pushed' }])
  expect(await keptOf(shop, subject)).toBeNull()
  const { preview, trips } = await look(shop, subject)
  expect(preview?.documents[0]?.lines.length).toBeGreaterThan(GIFTS)
  expect(trips).toBe(2)
})

async function shopOf(cell: Cell): Promise<ShopInMemory> {
  return openShop({ company: companyOf(cell), settings: settingsOf(cell), orders: ORDERS })
}

async function isTaken(shop: ShopInMemory, payload: Payload): Promise<boolean> {
  const [verdict] = await sendChanges(shop, [changeOf(payload, 'pushed')])
  return verdict?.verdict === 'queued'
}

function subjectOf({ order }: Payload): string {
  return `order:${order.id}`
}

type Look = { readonly preview: PreviewAnswer | null; readonly trips: number }

/** Null of what was never taken. */
async function look({ db, trips }: ShopInMemory, subject: string): Promise<Look> {
  const before = trips()
  const asked = { kind: 'preview', of: { kind: 'subject', subject }, settings: undefined } as const
  const preview = await answerPreview(asked, { db, storeID, nowMs: NOW_MS })
  return { preview: 'plan' in preview ? preview : null, trips: trips() - before }
}

async function lookWithout(shop: ShopInMemory, subject: string): Promise<Look> {
  const sought = await keptOf(shop, subject)
  await shop.db.update(snapshots).set({ sought: null }).where(isOf(subject))
  const looked = await look(shop, subject)
  await shop.db.update(snapshots).set({ sought }).where(isOf(subject))
  return looked
}

async function keptOf({ db }: ShopInMemory, subject: string): Promise<string | null> {
  const [row] = await db.select({ sought: snapshots.sought }).from(snapshots).where(isOf(subject))
  return row?.sought ?? null
}

function isOf(subject: string) {
  return and(eq(snapshots.storeID, storeID), eq(snapshots.subject, subject))
}

async function change({ db }: ShopInMemory, changes: Partial<Settings>): Promise<void> {
  const { version, settings } = await readSettings(db, storeID)
  const changed = { ...settings, ...changes }
  await writeTogether(db, [
    saveSettings(db, { storeID, version: version + 1, settings: changed, who: 'test', nowMs: 1 }),
  ])
}
