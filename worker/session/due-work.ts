/** Reads what is due and all that must be known to decide about it: two reads, then pure code. */
import type { Problem } from '../books/problems.ts'
import { entriesIn, listRows } from '../mirror/mirror.ts'
import type { PlannedJob } from '../posting/compose-set.ts'
import { isReading, listRequests } from '../posting/list-progress.ts'
import { LISTS_AT_HAND } from '../posting/mirrored-lists.ts'
import type { PlannedRequest } from '../posting/purpose.ts'
import { dueJobs } from '../queue/find-due.ts'
import type { JobPlace } from '../queue/find-due.ts'
import type { DueJob } from '../queue/job.ts'
import { findMessageSets } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { askSettings } from '../stores/settings.ts'
import { booksInDoubt, doubtedSet } from './doubted-sets.ts'
import { readerOf } from './list-reader.ts'
import { planWork } from './plan-work.ts'
import { shopOf } from './shop-of-store.ts'
import type { Session } from './sessions.ts'
import { workAtHand } from './work-at-hand.ts'
import type { World } from './world.ts'

export type DueWork = {
  readonly jobs: readonly PlannedJob[]
  /** What held a job before, by its ID: the same problem again is no news. */
  readonly problemsBefore: ReadonlyMap<number, Problem>
  /** The sets in doubt that some of the jobs were carried by. */
  readonly doubtedSets: readonly MessageSet[]
  /** What is to be asked next of lists that are not read to their end. */
  readonly lists: readonly PlannedRequest[]
  /** All of these jobs wait for a list, and there may be others behind this one that do not. */
  readonly waitingTo: JobPlace | null
}

/** As many again as go out: each answer brings what the next set's orders wait for. */
const LOOK_AHEAD = 2

export async function planDueWork(
  session: Session,
  { world, orders }: { readonly world: World; readonly orders: number },
): Promise<DueWork> {
  const { db, store, storeID, nowMs, makeWork } = world
  const { state } = session
  const onlyIDs = state.suspects?.onTrial ?? null
  const after = isReading(state.lists) && onlyIDs === null ? state.waitingTo : null
  const limit = orders * LOOK_AHEAD
  const asked = askSettings(db, storeID)
  const [settingsRows, due, listed] = await db.readTogether([
    asked.newest,
    dueJobs(db, { storeID, nowMs, limit, onlyIDs, after }),
    listRows(db, storeID, LISTS_AT_HAND),
  ])
  const { settings, version: settingsVersion } = asked.settingsIn(settingsRows)
  const doubted = await setsInDoubt(due, world)
  const verified = booksInDoubt(world.carriedOver)
  const reader = readerOf(state, settings, world)
  const { work, books, known } = await workAtHand(due, {
    db,
    makeWork,
    storeID,
    settings,
    settingsVersion,
    shop: shopOf(store, nowMs),
    carriedOver: world.carriedOver,
    lists: entriesIn(listed),
    reader,
    state,
    doubtedSets: [...doubted.map(doubtedSet), ...(verified === null ? [] : [verified])],
  })
  const before = due.flatMap(({ id, problem }) =>
    problem === null ? [] : [[id, problem as Problem] as const],
  )
  const jobs = planWork(work, { books, known, nowMs })
  const last = due.length === limit && jobs.every(isWaiting) ? due.at(-1) : undefined
  return {
    jobs,
    lists: listRequests(reader),
    waitingTo: last === undefined ? null : { rank: last.rank, id: last.id },
    problemsBefore: new Map(before),
    doubtedSets: doubted,
  }
}

/** Until a list is read nothing can be said of it. */
function isWaiting({ plan }: PlannedJob): boolean {
  return plan.kind === 'ask' && plan.requests.every(({ purpose }) => purpose.kind === 'read-list')
}

/** Doubt is rare: as a rule there is nothing to read. */
async function setsInDoubt(
  due: readonly DueJob[],
  { db, storeID }: World,
): Promise<readonly MessageSet[]> {
  const setIDs = due.flatMap(({ messageSetID }) => messageSetID ?? [])
  return setIDs.length === 0 ? [] : findMessageSets(db, storeID, setIDs)
}
