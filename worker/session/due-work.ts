/** Reads what is due and all that must be known to decide about it: two reads, then pure code. */
import type { ShopFacts } from '../woo/changes.ts'
import type { Problem } from '../books/problems.ts'
import { entriesIn, listRows } from '../mirror/mirror.ts'
import type { PlannedJob } from '../posting/compose-set.ts'
import { dueJobs } from '../queue/find-due.ts'
import type { DueJob } from '../queue/job.ts'
import { findMessageSets } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { newestSettings, settingsIn } from '../stores/settings.ts'
import { booksInDoubt, doubtedSet } from './doubted-sets.ts'
import { planWork } from './plan-work.ts'
import { SHORT_LISTS } from './read-known.ts'
import type { Session } from './sessions.ts'
import { workAtHand } from './work-at-hand.ts'
import type { World } from './world.ts'

export type DueWork = {
  readonly jobs: readonly PlannedJob[]
  /** What held a job before, by its ID: the same problem again is no news. */
  readonly problemsBefore: ReadonlyMap<number, Problem>
  /** The sets in doubt that some of the jobs were carried by. */
  readonly doubtedSets: readonly MessageSet[]
}

/** As many again as go out: each answer brings what the next set's orders wait for. */
const LOOK_AHEAD = 2

export async function planDueWork(
  session: Session,
  { world, orders }: { readonly world: World; readonly orders: number },
): Promise<DueWork> {
  const { db, store, storeID, nowMs } = world
  const onlyIDs = session.state.suspects?.onTrial ?? null
  const [settingsRows, due, listed] = await db.readTogether([
    newestSettings(db, storeID),
    dueJobs(db, { storeID, nowMs, limit: orders * LOOK_AHEAD, onlyIDs }),
    listRows(db, storeID, SHORT_LISTS),
  ])
  const { settings } = settingsIn(settingsRows)
  const doubted = await setsInDoubt(due, world)
  const verified = booksInDoubt(world.carriedOver)
  const { work, books, known } = await workAtHand(due, {
    db,
    storeID,
    settings,
    currency: (store.shop as ShopFacts | null)?.currency ?? '',
    carriedOver: world.carriedOver,
    lists: entriesIn(listed),
    state: session.state,
    doubtedSets: [...doubted.map(doubtedSet), ...(verified === null ? [] : [verified])],
  })
  const before = due.flatMap(({ id, problem }) =>
    problem === null ? [] : [[id, problem as Problem] as const],
  )
  return {
    jobs: planWork(work, { books, known }),
    problemsBefore: new Map(before),
    doubtedSets: doubted,
  }
}

/** Doubt is rare: as a rule there is nothing to read. */
async function setsInDoubt(
  due: readonly DueJob[],
  { db, storeID }: World,
): Promise<readonly MessageSet[]> {
  const setIDs = due.flatMap(({ messageSetID }) => messageSetID ?? [])
  return setIDs.length === 0 ? [] : findMessageSets(db, storeID, setIDs)
}
