/** What is watched of each store, and what was decided on it. */
import { eq, sql } from 'drizzle-orm'
import { gapsAfter } from '../books/call-interval.ts'
import { bySeverity, NOTHING_WATCHED } from '../books/watch.ts'
import type { Alert, Watch } from '../books/watch.ts'
import type { Problem, ProblemCode } from '../books/problems.ts'
import { writeTogether } from '../db/database.ts'
import type { Database, Statement } from '../db/database.ts'
import { jobs, sessions, settings, stores } from '../db/schema.ts'
import type { Store } from './store.ts'

/** A wrong password is noted no more often: strangers' tries are not to cost a write each. */
const REFUSAL_EVERY_MS = 5 * 60_000

export type WatchedStore = {
  readonly store: Store
  readonly settings: unknown
  /** In an update that goes on. */
  readonly lastCallAtMs: number | null
  readonly readySinceMs: number | null
}

/** Of many stores a share a turn: `turn` counts the turns. */
export async function watchedStores(
  db: Database,
  { turn, limit }: { readonly turn: number; readonly limit: number },
): Promise<readonly WatchedStore[]> {
  const count = sql`(SELECT count(*) FROM ${stores})`
  return db
    .select({
      store: stores,
      settings: sql`(SELECT s.settings FROM ${settings} AS s WHERE s.store_id = "stores"."store_id"
        ORDER BY s.version DESC LIMIT 1)`.mapWith(JSON.parse),
      lastCallAtMs: sql<number | null>`(SELECT l.last_call_at_ms FROM ${sessions} AS l
        WHERE l.store_id = "stores"."store_id" AND l.ended_at_ms IS NULL)`,
      readySinceMs: sql<number | null>`(SELECT min(j.run_at_ms) FROM ${jobs} AS j
        WHERE j.store_id = "stores"."store_id" AND j.state = 'queued')`,
    })
    .from(stores)
    .orderBy(stores.storeID)
    .limit(limit)
    .offset(sql`(${turn} % max(1, (${count} + ${limit - 1}) / ${limit})) * ${limit}` as never)
}

export function watchOf({ watch }: Pick<Store, 'watch'>): Watch {
  return { ...NOTHING_WATCHED, ...(watch as Partial<Watch> | null) }
}

export function gapsOf({ webConnectorGapsMs }: Pick<Store, 'webConnectorGapsMs'>) {
  return (webConnectorGapsMs ?? []) as readonly number[]
}

/** The version that was decided on is not the store's any more: no number is written, and all fails. */
const OVERTAKEN = 'NOT NULL constraint failed: stores.watch_version'

/**
 * False when somebody else has written since: of two who decide at once only one acts on it, and what
 * is to be written `beside` is written by that one.
 */
export async function claimWatch(
  db: Database,
  {
    storeID,
    version,
    watch,
    beside = [],
  }: {
    readonly storeID: string
    readonly version: number
    readonly watch: Watch
    readonly beside?: readonly Statement[]
  },
): Promise<boolean> {
  const watchVersion = sql`CASE WHEN ${stores.watchVersion} = ${version} THEN ${version + 1} END`
  const claim = db.update(stores).set({ watch, watchVersion }).where(eq(stores.storeID, storeID))
  try {
    await writeTogether(db, [claim, ...beside])
    return true
  } catch (error) {
    if (String(error).includes(OVERTAKEN)) {
      return false
    }
    throw error
  }
}

/** What the shop is shown of the store as a whole. */
export function standingNotice(store: Store): Problem | null {
  return standingNotices(store)[0] ?? null
}

/** What is wrong with the store as a whole, most severe first. */
export function standingNotices(store: Store): readonly Problem[] {
  const notice = store.notice as Problem | null
  const watched = watchOf(store).alerts.filter((alert) => isStillSo(alert, store))
  return bySeverity([
    ...(notice === null ? [] : [notice]),
    ...watched.map(({ problem }) => problem),
  ])
}

/** The watch looks every few minutes; what was heard since counts at once. */
function isStillSo({ problem: { code }, sinceMs, state }: Alert, store: Store): boolean {
  const stands: Partial<Record<ProblemCode, boolean>> = {
    'web-connector-silent': (store.webConnectorSeenAtMs ?? 0) < sinceMs,
    'shop-silent': (store.shopSeenAtMs ?? 0) < sinceMs,
    'password-refused': store.passwordRefusedAtMs !== null,
    'orders-waiting': true,
  }
  // Of the others the store's own notice says whether they stand.
  return state !== 'over' && stands[code] === true
}

/** The right password came. */
export function recordWebConnectorContact(
  db: Database,
  { store, nowMs }: { readonly store: Store; readonly nowMs: number },
): Statement {
  const gaps = gapsAfter(gapsOf(store), { lastMs: store.webConnectorSeenAtMs, nowMs })
  return db
    .update(stores)
    .set({ webConnectorSeenAtMs: nowMs, webConnectorGapsMs: gaps, passwordRefusedAtMs: null })
    .where(eq(stores.storeID, store.storeID))
}

/** Nothing when that was noted a moment ago. */
export function recordPasswordRefused(
  db: Database,
  { store, nowMs }: { readonly store: Store; readonly nowMs: number },
): readonly Statement[] {
  const isNoted = nowMs - (store.passwordRefusedAtMs ?? 0) < REFUSAL_EVERY_MS
  return isNoted
    ? []
    : [
        db
          .update(stores)
          .set({ passwordRefusedAtMs: nowMs })
          .where(eq(stores.storeID, store.storeID)),
      ]
}
