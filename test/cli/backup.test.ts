/** A store in a file and back: the same to the byte, and QuickBooks is read before anything is sent. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { jobs, snapshots, stores } from '../../worker/db/schema.ts'
import { countRows } from '../../worker/db/store-tables.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { claimNonce } from '../../worker/stores/nonces.ts'
import { insertStore, recordPause } from '../../worker/stores/store.ts'
import { corpusJSON, corpusPaths, readOrder } from '../woo/corpus.ts'
import { NOW_MS as SHOP_NOW_MS, openShop, sendChanges, update } from '../matrix/shop-in-memory.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { STORE } from '../simulation/store.ts'
import { emptyDatabase } from './empty-database.ts'
import { PLAIN_STORE } from './plain-store.ts'
import { queueOrders } from './queued-orders.ts'
import { asked, refusal, typed } from './typed.ts'

const folder = await mkdtemp(join(tmpdir(), 'tillbridge-backup-'))
const FILE = join(folder, 'larkspur.backup')

afterAll(async () => {
  await rm(folder, { recursive: true })
})

const CORPUS = corpusPaths('orders').map((path) => {
  const payload = corpusJSON(path)
  return { payload, order: readOrder(payload) }
})

const WRITES = /<\w+(?:Add|Mod)Rq|<(?:TxnDel|TxnVoid|DataExtDel)Rq/

let shop: ShopInMemory
let company: CompanyFile

function documents() {
  return [...salesReceipts(company), ...invoices(company)].map(({ refNumber }) => refNumber)
}

/** The corpus posted into a practice company, with all that is kept of it. */
beforeAll(async () => {
  company = createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => SHOP_NOW_MS,
  })
  const orders = CORPUS.map(({ order }) => order)
  shop = await openShop({ company, settings: {}, orders })
  await sendChanges(
    shop,
    CORPUS.map(({ order, payload }) => ({
      subject: `order:${order.id}`,
      snapshot: payload,
      refunds: [],
      event: 'changed' as const,
    })),
  )
  await update(shop)
  await claimNonce(shop.db, { storeID: STORE.storeID, nonce: 'ab', expiresAtMs: 9e12, nowMs: 0 })
  await typed(`backup ${STORE.storeID} ${FILE}`, { db: shop.db })
})

function empty(): ReadingDatabase {
  return openDatabase(emptyDatabase())
}

type Sums = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>

function sumsIn(result: { readonly json: unknown }): Sums {
  return (result.json as { tables: Sums }).tables
}

describe('a backup restored into an empty database', () => {
  test('has the same counts and hashes, and says so', async () => {
    const db = empty()
    const restored = await typed(`restore ${FILE}`, { db })
    const lines = (await readFile(FILE, 'utf8')).trimEnd().split('\n')
    const end = JSON.parse(lines.at(-1) ?? '') as { tables: Sums }
    expect(sumsIn(restored)).toEqual(end.tables)
    const counts = await countRows(shop.db, STORE.storeID)
    const kept = Object.entries(counts).filter(([name]) => name in end.tables)
    expect(Object.fromEntries(kept)).toEqual(
      Object.fromEntries(Object.entries(end.tables).map(([name, { rows }]) => [name, rows])),
    )
    expect([end.tables.jobs?.rows ?? 0, 'nonces' in end.tables]).toEqual([
      expect.any(Number),
      false,
    ])
  })

  test('lets an update read QuickBooks and post nothing twice', async () => {
    const db = empty()
    await typed(`restore ${FILE}`, { db })
    const before = documents()
    // The office computer knows nothing of it: the same company, the same Web Connector.
    const later = { ...shop, db, sent: [...shop.sent] }
    await update(later)
    const asking = later.sent.slice(shop.sent.length)
    expect([before.length > 30, asking.length > 0]).toEqual([true, true])
    expect(asking.filter((xml) => WRITES.test(xml))).toEqual([])
    expect(documents()).toEqual(before)
  })

  test('keeps a pause that stood, and ends the one it made itself', async () => {
    const db = empty()
    await typed(`restore ${FILE}`, { db })
    const [store] = await db.select().from(stores)
    expect(store?.pausedAtMs).toBeNull()
    await writeTogether(db, [recordPause(db, STORE.storeID, 7)])
    const again = join(folder, 'paused.backup')
    await typed(`backup ${STORE.storeID} ${again}`, { db })
    const other = empty()
    await typed(`restore ${again}`, { db: other })
    const [paused] = await other.select().from(stores)
    expect(paused?.pausedAtMs).toBe(7)
  })

  test('says that the secret was encrypted under another key', async () => {
    const { json, text } = await typed(`restore ${FILE}`, { db: empty() })
    expect([(json as { secret: string }).secret, text]).toEqual([
      'other-key',
      expect.stringContaining(`store rotate-secret ${STORE.storeID} --lost-key`),
    ])
  })
})

test('what was posted after the backup is found in QuickBooks and not sent again', async () => {
  const [last] = CORPUS.filter(({ order }) => order.status === 'processing').slice(-1)
  const db = empty()
  await typed(`restore ${FILE}`, { db })
  const change = {
    subject: `order:${last?.order.id ?? 0}`,
    snapshot: last?.payload,
    refunds: [],
    event: 'pushed' as const,
  }
  const before = documents()
  // The shop has not heard that a backup was restored, and sends the order once more.
  const restored = { ...shop, db, sent: [...shop.sent] }
  await sendChanges(restored, [change])
  await update(restored)
  expect(documents()).toEqual(before)
})

describe('what stands', () => {
  test('is not overwritten unless that is asked for, and then it is asked', async () => {
    const db = empty()
    await typed(`restore ${FILE}`, { db })
    expect(await refusal(`restore ${FILE}`, { db })).toStartWith('Nothing was restored.')
    expect(await asked(`restore ${FILE} --overwrite`, { db })).toContain('are removed before')
    expect(await asked(`restore ${FILE}`, { db: empty() })).toBeNull()
    await typed(`restore ${FILE} --overwrite`, { db })
    expect((await db.select().from(stores)).length).toBe(1)
  })

  test('of another store is never touched: an entry of the same number is refused', async () => {
    const db = empty()
    await writeTogether(db, [insertStore(db, { ...PLAIN_STORE, storeID: 'm7n8p9' })])
    await queueOrders(db, 'm7n8p9', 2)
    const before = await db.select().from(jobs)
    expect(await refusal(`restore ${FILE}`, { db })).toContain('belongs to another store')
    expect(await db.select().from(jobs)).toEqual(before)
  })
})

describe('a file', () => {
  test.each([
    ['that breaks off', (text: string) => text.slice(0, -200), 'is no whole backup'],
    [
      'in which something was changed',
      (text: string) => text.replace('Larkspur', 'Larkspurs'),
      'is not what was written',
    ],
    [
      'of a newer Tillbridge',
      (text: string) => text.replace('"version":1', '"version":2'),
      'made by a newer Tillbridge',
    ],
    ['that is something else', () => 'hello\n', 'is no whole backup'],
  ])('%s is refused, and nothing is written', async (_, change, sentence) => {
    const path = join(folder, 'spoilt.backup')
    const text = await readFile(FILE, 'utf8')
    // The name stands in the head, too, which is not hashed: the last one is the store's own row.
    const at = text.lastIndexOf('"Larkspur"')
    const spoilt = sentence.includes('written')
      ? text.slice(0, at) + change(text.slice(at))
      : change(text)
    await writeFile(path, spoilt)
    const db = empty()
    expect(await refusal(`restore ${path}`, { db })).toContain(sentence)
    expect(await countRows(db, STORE.storeID)).toMatchObject({ stores: 0, jobs: 0, snapshots: 0 })
  })

  test('holds rows longer than one statement of D1 takes, in any script', async () => {
    const db = empty()
    await writeTogether(db, [insertStore(db, PLAIN_STORE)])
    await queueOrders(db, PLAIN_STORE.storeID, 1)
    const long = JSON.stringify({ number: '1', note: '日本語🎉’\\'.repeat(20_000) })
    await db.update(snapshots).set({ snapshot: long })
    const path = join(folder, 'long.backup')
    await typed(`backup ${PLAIN_STORE.storeID} ${path}`, { db })
    const other = empty()
    await typed(`restore ${path}`, { db: other })
    const [row] = await other.select().from(snapshots)
    expect(row?.snapshot).toBe(long)
  })

  test('takes 100,000 entries', async () => {
    const db = empty()
    await writeTogether(db, [insertStore(db, PLAIN_STORE)])
    await queueOrders(db, PLAIN_STORE.storeID, 100_000)
    const path = join(folder, 'many.backup')
    const { json } = await typed(`backup ${PLAIN_STORE.storeID} ${path}`, { db })
    const other = empty()
    const restored = await typed(`restore ${path}`, { db: other })
    expect(sumsIn(restored)).toEqual(sumsIn({ json }))
    expect(sumsIn(restored).jobs?.rows).toBe(100_000)
  }, 300_000)
})
