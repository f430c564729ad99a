/**
 * A store that moves from one deployment to another by its backup: real Workers with real D1 each, and
 * the same office computer, which is told nothing but the new address.
 */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, startMachine } from '../bench/machine.ts'
import type { Machine } from '../bench/machine.ts'
import { openShop } from '../bench/shop.ts'
import type { Shop } from '../bench/shop.ts'
import { update } from '../../worker/cli/demo-office.ts'
import type { TableSums } from '../../worker/cli/backup-file.ts'
import { demoOrders, feed } from '../../worker/cli/demo-shop.ts'
import { openDatabase } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { countRows } from '../../worker/db/store-tables.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import { typed } from './typed.ts'

/** 32 bytes in base64, as good as any for databases that live for a test. */
const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='
const WRITES = /<\w+(?:Add|Mod)Rq|<(?:TxnDel|TxnVoid|DataExtDel)Rq/
const TIMEOUT_MS = 240_000

let folder = ''
let machine: Machine
let shop: Shop
let elsewhere: ReadingDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillbridge-restored-'))
  const ours = await bundle('worker/index.ts', join(folder, 'worker'))
  const workers = ['before', 'after'].map((name) => ({ name, bundle: ours, isTillbridge: true }))
  machine = await startMachine(workers, { folder: join(folder, 'data'), key: KEY })
  const orders = await demoOrders(null)
  shop = await openShop(machine, { worker: 'before', key: KEY, samples: orders })
  await feed(shop, { orders, epoch: 'first', onProgress: () => undefined })
  await updateAt('before')
  elsewhere = openDatabase(await machine.databaseOf('after'))
}, TIMEOUT_MS)

afterAll(async () => {
  await machine.stop()
  await rm(folder, { recursive: true })
})

/** All that QuickBooks was asked. */
async function updateAt(worker: 'before' | 'after'): Promise<readonly string[]> {
  const { company, storeID, userName, password } = shop
  const requestsFolder = join(folder, `asked of ${worker}`)
  const qbwcURL = `${await machine.originOf(worker)}/qbwc/${storeID}`
  const credentials = { storeID, qbwcURL, userName, password, connectionCode: '' }
  await update({ company, credentials, requestsFolder })
  const names = await readdir(requestsFolder)
  return Promise.all(names.map((name) => readFile(join(requestsFolder, name), 'utf8')))
}

function documents() {
  return [...salesReceipts(shop.company), ...invoices(shop.company)]
    .map(({ refNumber }) => refNumber)
    .toSorted()
}

test(
  'has the same counts and hashes in an empty database, and its next session posts nothing twice',
  async () => {
    const file = join(folder, 'larkspur.backup')
    const made = await typed(`backup ${shop.storeID} ${file}`, { db: shop.db })
    const restored = await typed(`restore ${file}`, { db: elsewhere })
    const sums = ({ json }: typeof made) => (json as { readonly tables: TableSums }).tables
    expect(sums(restored)).toEqual(sums(made))
    const counts = Object.entries(sums(made)).map(([name, { rows }]) => [name, rows])
    expect(await countRows(shop.db, shop.storeID)).toMatchObject(Object.fromEntries(counts))
    const before = documents()
    expect(before.length).toBeGreaterThan(30)
    const asked = await updateAt('after')
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((xml) => WRITES.test(xml))).toEqual([])
    expect(documents()).toEqual(before)
  },
  TIMEOUT_MS,
)
