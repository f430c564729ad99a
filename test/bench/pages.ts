/** How long the owner's pages take beside an empty Worker, on a store of a hundred thousand orders. */
import { OPERATOR } from '../../worker/stores/person.ts'
import { openOwnerSession } from '../../worker/stores/owner-sessions.ts'
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { deepen, deepenLists } from '../browser/deep-store.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { emptyMs } from './idle.ts'
import type { Machine } from './machine.ts'
import { quantile } from './quantile.ts'
import { ordersOfGuests } from './orders.ts'
import { report } from './shop.ts'
import type { Shop } from './shop.ts'

const DEPTH = { orders: 100_000, journalLines: 10 }
const LISTS = {
  buyer: 'Ana Lima',
  customers: 10_000,
  items: 10_000,
  taxItems: 300,
  taxGroups: 20,
  accounts: 300,
  classes: 100,
}
/** Behind the numbers of the others. */
const PREVIEWED = 900_001
const ROUNDS = 60
const ROUNDS_UNCOUNTED = 10

const PATHS = [
  '/',
  '/queue?show=held',
  '/queue?show=held&cause=cause-c',
  '/queue?show=waiting',
  '/queue?show=waiting&after=20.90000',
  '/queue?show=previous',
  '/queue?q=lima777',
  '/log',
  '/log?event=held',
  '/orders/1010',
  '/problems',
  '/problems?cause=cause-c',
  '/mapping',
  '/mapping/choose?key=mapping.accounts.income',
  '/preview',
  `/preview?order=order:${PREVIEWED}`,
  `/preview/sets?order=order:${PREVIEWED}`,
  '/settings',
  '/settings/refNumberPrefix',
  '/settings/history',
  '/settings/import',
  '/connection',
] as const

export async function pageFigures(
  shop: Shop,
  {
    machine,
    emptyOrigin,
    paid,
  }: {
    readonly machine: Machine
    readonly emptyOrigin: string
    readonly paid: readonly DemoOrder[]
  },
): Promise<readonly Figure[]> {
  const { storeID, db, origin } = shop
  await report(shop, ordersOfGuests(paid, { count: 1, firstID: PREVIEWED }))
  const d1 = await machine.databaseOf(shop.worker)
  await deepen(d1, storeID, DEPTH)
  await deepenLists(d1, storeID, LISTS)
  const token = await openOwnerSession(db, { storeID, person: OPERATOR, nowMs: Date.now() })
  const empty: number[] = []
  const taken = new Map<string, number[]>(PATHS.map((path) => [path, []]))
  for (let round = 0; round < ROUNDS_UNCOUNTED + ROUNDS; round += 1) {
    for (const path of PATHS) {
      const emptyTook = await emptyMs(emptyOrigin)
      const took = await pageMs(`${origin}${path}`, token)
      if (round >= ROUNDS_UNCOUNTED) {
        empty.push(emptyTook)
        taken.get(path)?.push(took)
      }
    }
  }
  const emptyP50 = quantile(empty, 0.5)
  const figures = [...taken].map(([path, ms]) => {
    const p50 = quantile(ms, 0.5)
    return {
      name: `${path} p50, in empty Workers`,
      value: p50 / emptyP50,
      unit: '×',
      atMost: 3,
      digits: 2,
      note: `${p50.toFixed(2)} ms`,
    }
  })
  return [...figures, comparison({ name: 'empty Worker p50', value: emptyP50, unit: 'ms' })]
}

/** Fails where it is not the page. */
async function pageMs(url: string, token: string): Promise<number> {
  const startedMs = performance.now()
  const response = await fetch(url, { headers: { Cookie: `tillbridge=${token}` } })
  await response.text()
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`)
  }
  return performance.now() - startedMs
}
