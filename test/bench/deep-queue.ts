/**
 * A queue of a million, written by SQL. Its head is of real orders, which is what the sets are made
 * of; the rest are rows of the same columns whose snapshot is empty, so that they fit on a disk.
 */
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import type { D1, Machine } from './machine.ts'
import { ordersOfGuests } from './orders.ts'
import { openShop, report } from './shop.ts'
import type { Shop } from './shop.ts'

export type DeepQueue = {
  readonly depth: number
  readonly shop: Shop
  /** Queues as many real orders at the head as have left it. */
  readonly refill: () => Promise<void>
  /** The next set carries so many orders, whatever QuickBooks' speed has taught. */
  readonly setOrdersPerSet: (orders: number) => Promise<void>
}

/** Real orders at the head: more than the bench's sets hold. */
const HEAD = 1000
const TEMPLATES = 20
const TEMPLATE_STORE = '~template'
/** Jobs go in the order of their IDs: those of the tail lie above all that is ever put at the head. */
const FIRST_HEAD_ID = 1_000
const FIRST_TAIL_ID = 10_000_000
const ROWS_PER_STATEMENT = 50_000

export async function openDeepQueue(
  machine: Machine,
  {
    worker,
    depth,
    key,
    paid,
  }: {
    readonly worker: string
    readonly depth: number
    readonly key: string
    readonly paid: readonly DemoOrder[]
  },
): Promise<DeepQueue> {
  const shop = await openShop(machine, { worker, key, samples: paid })
  const db = await machine.databaseOf(worker)
  await report(shop, ordersOfGuests(paid, { count: TEMPLATES, firstID: 1 }))
  for (const table of ['jobs', 'snapshots']) {
    await setTemplatesAside(db, { table, storeID: shop.storeID })
  }
  const { storeID } = shop
  for (let done = 0; done < depth - HEAD; done += ROWS_PER_STATEMENT) {
    const first = FIRST_TAIL_ID + done
    const last = first + Math.min(ROWS_PER_STATEMENT, depth - HEAD - done) - 1
    await copyTemplates(db, { storeID, first, last, snapshot: `'{}'` })
  }
  let next = FIRST_HEAD_ID
  const refill = async () => {
    const missing = HEAD - (await headLength(db, storeID))
    if (missing > 0) {
      const snapshot = `json_set(template.snapshot, '$.id', n, '$.number', CAST(n AS TEXT))`
      await copyTemplates(db, { storeID, first: next, last: next + missing - 1, snapshot })
      next += missing
    }
  }
  await refill()
  const setOrdersPerSet = async (orders: number) => {
    await db
      .prepare(
        `UPDATE stores SET carried_over = json_set(coalesce(carried_over, '{}'), '$.ordersPerSet', ?)
         WHERE store_id = ?`,
      )
      .bind(orders, storeID)
      .run()
  }
  return { depth, shop, refill, setOrdersPerSet }
}

async function headLength(db: D1, storeID: string): Promise<number> {
  const count = await db
    .prepare(`SELECT count(*) FROM jobs WHERE store_id = ? AND state = 'queued' AND id < ?`)
    .bind(storeID, FIRST_TAIL_ID)
    .first<number>('count(*)')
  return count ?? 0
}

async function setTemplatesAside(
  db: D1,
  { table, storeID }: { readonly table: string; readonly storeID: string },
): Promise<void> {
  const columns = (await columnsOf(db, table)).filter((column) => column !== 'id')
  const values = columns.map((column) => (column === 'store_id' ? `'${TEMPLATE_STORE}'` : column))
  await db
    .prepare(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${values.join(', ')} FROM ${table} WHERE store_id = ?`,
    )
    .bind(storeID)
    .run()
}

/** Whatever columns the tables have: what is not named here is as the shop's door wrote it. */
async function copyTemplates(
  db: D1,
  copied: {
    readonly storeID: string
    readonly first: number
    readonly last: number
    readonly snapshot: string
  },
): Promise<void> {
  const { storeID, first, last, snapshot } = copied
  const own = { store_id: `'${storeID}'`, subject: `'order:' || n` }
  const tables = [
    { table: 'snapshots', changed: { ...own, snapshot } },
    { table: 'jobs', changed: { ...own, id: 'n' } },
  ]
  for (const { table, changed } of tables) {
    const columns = await columnsOf(db, table)
    const values = columns.map((column) => valueOf(column, changed))
    await db
      .prepare(
        `INSERT INTO ${table} (${columns.join(', ')})
         WITH RECURSIVE numbers (n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})
         SELECT ${values.join(', ')} FROM numbers CROSS JOIN ${table} AS template
         WHERE template.store_id = '${TEMPLATE_STORE}'
           AND template.subject = 'order:' || (1 + n % ${TEMPLATES})`,
      )
      .run()
  }
}

function valueOf(column: string, changed: Readonly<Record<string, string>>): string {
  return changed[column] ?? `template.${column}`
}

async function columnsOf(db: D1, table: string): Promise<readonly string[]> {
  const { results } = await db.prepare(`PRAGMA table_info(${table})`).all<{ name: string }>()
  return results.map(({ name }) => name)
}
