/** A session that cannot go on: nothing more is sent, and the owner is told why. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { diagnoseHresult } from '../qbxml/hresult.ts'
import { countDueJobs } from '../queue/find-due.ts'
import type { QbwcCall } from '../soap/operations.ts'
import { recordNotice, recordUnreachable } from '../stores/store.ts'
import { commit } from './commit.ts'
import type { Doubted } from './doubt.ts'
import type { World } from './world.ts'

/** For a sentence that says how much waits. */
const WAITING_COUNTED_MAX = 1_000
/** A computer that is off or a QuickBooks that starts are not worth a notice: ARCHITECTURE §9. */
const UNREACHABLE_BEFORE_NOTICE = 3

/** A problem of the whole store: no requests, a notice in the shop's admin. */
export async function stopSession(
  { session, statements }: Doubted,
  stopping: Problem,
  world: World,
): Promise<void> {
  const { db, storeID } = world
  const error = `${stopping.summary} ${stopping.remedy}`
  const state = { ...session.state, phase: 'failed' as const, error, isWaiting: false }
  await commit({ ...session, state }, [...statements, recordNotice(db, storeID, stopping)], world)
}

/** QuickBooks could not be reached. The sentence is for the Web Connector's window at once. */
export async function failSession(
  { session, statements }: Doubted,
  call: QbwcCall,
  world: World,
): Promise<string> {
  const { db, storeID, nowMs, carriedOver } = world
  const sentence = sentenceOf(call)
  const state = { ...session.state, phase: 'failed' as const, error: sentence, isWaiting: false }
  const unreachableInRow = carriedOver.unreachableInRow + 1
  const waiting = await countDueJobs(db, { storeID, nowMs, limit: WAITING_COUNTED_MAX })
  const unreachable = problem('quickbooks-unreachable', { waiting }, sentence)
  await commit(
    { ...session, state },
    [
      ...statements,
      recordUnreachable(db, storeID, unreachableInRow),
      ...(unreachableInRow < UNREACHABLE_BEFORE_NOTICE
        ? []
        : [recordNotice(db, storeID, unreachable)]),
    ],
    world,
  )
  return sentence
}

/** An HRESULT in the owner's words; one we do not know in QuickBooks' own. */
function sentenceOf(call: QbwcCall): string {
  if (call.kind !== 'receiveResponseXML' && call.kind !== 'connectionError') {
    throw new Error(`${call.kind} reports no HRESULT`)
  }
  const diagnosis = diagnoseHresult(call.hresult, call.message)
  return diagnosis.kind === 'known'
    ? [diagnosis.cause, ...diagnosis.steps].join(' ')
    : `QuickBooks said: ${diagnosis.message} (${diagnosis.hresult})`
}
