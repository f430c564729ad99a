/** Reads what is due and all that must be known to decide about it: two reads, then pure code. */
import type { ShopFacts } from '../woo/changes.ts'
import type { Problem } from '../books/problems.ts'
import { findLinks } from '../links/links.ts'
import { findByName, readLists } from '../mirror/mirror.ts'
import type { PlannedJob, SetLimits } from '../posting/compose-set.ts'
import { indexEntries, indexLinks } from '../posting/known.ts'
import type { Known } from '../posting/known.ts'
import { QBXML_VERSIONS } from '../qbxml/version.ts'
import { findDueJobs } from '../queue/find-due.ts'
import { readSettings } from '../stores/settings.ts'
import { taxCodesOf } from './introduce.ts'
import { planWork } from './plan-work.ts'
import type { Session } from './sessions.ts'
import { REQUESTS_PER_SET_MAX } from './state.ts'
import { lookupsOf, workloadOf } from './workload.ts'
import type { World } from './world.ts'

export type DueWork = {
  readonly jobs: readonly PlannedJob[]
  readonly limits: SetLimits
  /** What held a job before, by its ID: the same problem again is no news. */
  readonly problemsBefore: ReadonlyMap<number, Problem>
}

/** Twice as many again as go out: a buyer whose name is taken needs two rounds before the order. */
const LOOK_AHEAD = 3

export async function planDueWork(
  session: Session,
  { world, orders }: { readonly world: World; readonly orders: number },
): Promise<DueWork> {
  const { db, store, nowMs } = world
  const { storeID } = store
  const [{ settings }, due, lists] = await Promise.all([
    readSettings(db, storeID),
    findDueJobs(db, { storeID, nowMs, limit: orders * LOOK_AHEAD }),
    readLists(db, storeID, ['account', 'payment-method', 'sales-tax-code', 'vendor']),
  ])
  const currency = (store.shop as ShopFacts | null)?.currency ?? ''
  const books = { storeID, settings, currency }
  const work = due.map((job) => workloadOf(job, books))
  const lookups = lookupsOf(work, books)
  const [links, items, customers] = await Promise.all([
    findLinks(db, storeID, lookups.subjects),
    findByName(db, storeID, { list: 'item', names: lookups.itemNames }),
    findByName(db, storeID, { list: 'customer', names: lookups.customerNames }),
  ])
  const known: Known = {
    storeID,
    version: session.state.version ?? QBXML_VERSIONS[0],
    salesTax: taxCodesOf(session.state.salesTax, lists),
    links: indexLinks(links),
    entries: indexEntries([...lists, ...items, ...customers]),
    session: session.state.knowledge,
  }
  const before = due.flatMap(({ id, problem }) =>
    problem === null ? [] : [[id, problem as Problem] as const],
  )
  return {
    jobs: planWork(work, { books, known }),
    limits: { orders, requests: REQUESTS_PER_SET_MAX },
    problemsBefore: new Map(before),
  }
}
