/** After each answer: does the session go on, wait, or end quietly? */
import { problem } from '../books/problems.ts'
import { anyDueJob, countDueJobs, nextRunAtMs } from '../queue/find-due.ts'
import { isReading } from '../posting/list-progress.ts'
import { commit } from './commit.ts'
import type { Doubted } from './doubt.ts'
import { stopSession } from './fail-session.ts'
import type { Said } from './said.ts'
import { isIntroduced } from './introduce.ts'
import { isPaused } from './pause.ts'
import { IDLE_SETS_MAX, SETS_PER_SESSION_MAX, WAITS_MAX } from './state.ts'
import type { SessionState } from './state.ts'
import type { World } from './world.ts'

const DONE_PERCENT = 100
/** 100 would end the session: as long as something is left the bar stops short of it. */
const PERCENT_MAX = 99
/** What comes due so soon is waited for, with `NoOp`, rather than left to the next update. */
export const WAIT_MS = 15_000
const WAITING_COUNTED_MAX = 1_000

/** Writes what was decided, and answers `receiveResponseXML`. 100 is the quiet end. */
export async function progress({ session, statements }: Doubted, world: World): Promise<Said> {
  const { db, storeID, nowMs } = world
  const percent = percentOf(session.state)
  const next = { ...session, state: { ...session.state, percent } }
  const written = await commit(next, statements, world)
  const { state } = written
  if (isPaused(world.store)) {
    return { kind: 'percent', percent: DONE_PERCENT }
  }
  const [due] = await anyDueJob(db, { storeID, nowMs })
  const isDone = due === undefined && state.suspects === null && !isReading(state.lists)
  if (isDone && isIntroduced(state)) {
    return { kind: 'percent', percent: (await isWaitWorth(state, world)) ? percent : DONE_PERCENT }
  }
  if (state.setsSent >= SETS_PER_SESSION_MAX) {
    return { kind: 'percent', percent: DONE_PERCENT }
  }
  if (state.idleSets < IDLE_SETS_MAX) {
    return { kind: 'percent', percent }
  }
  const waiting = await countDueJobs(db, { storeID, nowMs, limit: WAITING_COUNTED_MAX })
  const stuck = problem('nothing-moves', { waiting })
  await stopSession({ session: written, statements: [] }, stuck, world)
  return { kind: 'failure' }
}

async function isWaitWorth({ waits }: SessionState, world: World): Promise<boolean> {
  const nextMs = waits < WAITS_MAX ? await nextRunAtMs(world.db, world.storeID) : null
  return nextMs !== null && nextMs - world.nowMs <= WAIT_MS
}

/** Of what was due when the session opened; it never goes back. */
function percentOf({ percent, posted, held, dueAtOpening }: SessionState): number {
  const done = posted + held
  const total = Math.max(dueAtOpening, done, 1)
  return Math.min(PERCENT_MAX, Math.max(1, percent, Math.floor((done * 100) / total)))
}
