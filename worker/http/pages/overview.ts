/** What the overview shows, in one reading. */
import type { Context } from 'hono'
import { dayInZone } from '../../books/day.ts'
import type { Problem } from '../../books/problems.ts'
import { newestOutcomeTotals } from '../../journal/outcomes.ts'
import { heldCauses, outUpTo, queuedUpTo } from '../../queue/queue-rows.ts'
import type { Counted, HeldCause } from '../../ui/overview-page.tsx'
import { overviewPage } from '../../ui/overview-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { gapsOf, standingNotice, watchOf } from '../../stores/watch.ts'
import { shellOf } from './shell.ts'

/** Together they stay below the 500 rows that a page may read. */
const COUNTED_MAX = 99
const OUT_COUNTED_MAX = 49
const OUTCOMES_READ = 200
const CAUSES_SHOWN = 6

export async function overview(context: Context<OwnerEnv>) {
  const { db, storeID } = placeOf(context)
  const [queued, out, held, told] = await db.readTogether([
    queuedUpTo(db, { storeID, limit: COUNTED_MAX + 1 }),
    outUpTo(db, { storeID, limit: OUT_COUNTED_MAX + 1 }),
    heldCauses(db, { storeID, limit: COUNTED_MAX + 1 }),
    newestOutcomeTotals(db, { storeID, limit: OUTCOMES_READ }),
  ])
  const { store } = context.get('owner')
  const shell = shellOf(context)
  const { shopSeenAtMs, webConnectorSeenAtMs, pausedAtMs, companyName } = store
  const today = dayInZone(shell.nowMs, shell.timeZone)
  const ofToday = told.filter(({ atMs }) => dayInZone(atMs, shell.timeZone) === today)
  const posted = ofToday.filter(({ state }) => state === 'posted')
  return overviewPage(shell, {
    shopSeenAtMs,
    webConnectorSeenAtMs,
    pausedAtMs,
    companyName,
    notice: standingNotice(store),
    webConnectorGapsMs: gapsOf(store),
    lastSaid: watchOf(store).lastSaid,
    waiting: countedTo(queued.length, COUNTED_MAX),
    waitingSinceMs:
      queued.length === 0 ? null : Math.min(...queued.map(({ createdAtMs }) => createdAtMs)),
    out: countedTo(out.length, OUT_COUNTED_MAX),
    held: countedTo(held.length, COUNTED_MAX),
    causes: causesOf(held.map(({ problem }) => problem as Problem)),
    today: {
      posted: { count: posted.length, isAll: ofToday.length < OUTCOMES_READ },
      postedCents: posted.reduce((sum, { totalCents }) => sum + (totalCents ?? 0), 0),
      held: ofToday.length - posted.length,
    },
    lastPostedAtMs: told.find(({ state }) => state === 'posted')?.atMs ?? null,
  })
}

function countedTo(count: number, max: number): Counted {
  return { count: Math.min(count, max), isAll: count <= max }
}

/** The most frequent first, each with the newest of its problems. */
function causesOf(problems: readonly Problem[]): readonly HeldCause[] {
  return [...Map.groupBy(problems, ({ code }) => code).values()]
    .flatMap((alike) => alike.slice(0, 1).map((problem) => ({ problem, count: alike.length })))
    .toSorted((left, right) => right.count - left.count)
    .slice(0, CAUSES_SHOWN)
}
