/**
 * A set that was proven absent as a whole, and that the shop still wants as it was, leaves again as
 * the same bytes under the same ID. A QuickBooks that remembers it after all then answers from
 * memory instead of doing it twice: the computer that slept with the first copy may have woken.
 */
import type { Statement } from '../db/database.ts'
import type { PlannedJob } from '../posting/compose-set.ts'
import type { Manifest } from '../posting/learn.ts'
import type { AddDocument, Purpose } from '../posting/purpose.ts'
import { readPieces, resendMessageSet } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { recordSent } from '../queue/record-sent.ts'
import { commit } from './commit.ts'
import { addsIn } from './doubted-sets.ts'
import type { DueWork } from './due-work.ts'
import { jobOut, withSetOut } from './send-set.ts'
import type { Sent } from './send-set.ts'
import type { Session } from './sessions.ts'
import type { World } from './world.ts'

/** Answered from memory or lost again, the next try has an ID of its own. */
const RESENDS_MAX = 1
const PARSE_HRESULT = '0x80040400'
const CHANGES: readonly Purpose['kind'][] = [
  'change-customer',
  'change-document',
  'remove-document',
]

export type Again = { readonly set: MessageSet; readonly jobs: readonly PlannedJob[] }

export function resendable({ jobs, doubtedSets }: DueWork): Again | null {
  // While something is still being verified nothing is written at all.
  if (jobs.some(({ plan }) => plan.kind === 'verify')) {
    return null
  }
  const byID = new Map(jobs.map((job) => [job.jobID, job]))
  for (const set of doubtedSets) {
    const carried = carriedWhole(set, byID)
    if (carried !== null) {
      return { set, jobs: carried }
    }
  }
  return null
}

function carriedWhole(
  set: MessageSet,
  byID: ReadonlyMap<number, PlannedJob>,
): readonly PlannedJob[] | null {
  const manifest = set.manifest as Manifest
  const isRefused = set.hresult?.toLowerCase() === PARSE_HRESULT
  // A document or customer that was to be changed is read first, and changed anew.
  const hasChanges = Object.values(manifest).some(isChange)
  const adds = addsIn(manifest)
  if (set.resends >= RESENDS_MAX || isRefused || hasChanges || adds.length === 0) {
    return null
  }
  const jobs = new Set<PlannedJob>()
  for (const add of adds) {
    const job = byID.get(add.jobID)
    if (
      job === undefined ||
      job.doubtedSetID !== set.messageSetID ||
      !isStillWanted(add, job, adds)
    ) {
      return null
    }
    jobs.add(job)
  }
  return [...jobs]
}

function isChange(purpose: Purpose): boolean {
  return purpose.kind === 'write-field' ? purpose.link !== null : CHANGES.includes(purpose.kind)
}

/** The job would send the same document now, and as much beside it. */
function isStillWanted(
  add: AddDocument,
  { plan }: PlannedJob,
  adds: readonly AddDocument[],
): boolean {
  const beside = adds.filter(({ jobID }) => jobID === add.jobID).length
  return (
    plan.kind === 'send' &&
    plan.requests.filter(({ purpose }) => purpose.kind === 'add-document').length === beside &&
    plan.requests.some(
      ({ purpose }) =>
        purpose.kind === 'add-document' &&
        purpose.role === add.role &&
        purpose.documentKind === add.documentKind &&
        purpose.posting === add.posting &&
        purpose.refNumber === add.refNumber &&
        purpose.sent === add.sent &&
        purpose.customerListID === add.customerListID &&
        JSON.stringify(purpose.leftToDo) === JSON.stringify(add.leftToDo),
    )
  )
}

export async function resendSet(
  { session, again }: { readonly session: Session; readonly again: Again },
  statements: readonly Statement[],
  world: World,
): Promise<Sent> {
  const { db, storeID, nowMs } = world
  const { set, jobs } = again
  const { messageSetID } = set
  const xml = await readPieces(db, { storeID, messageSetID, part: 'request' })
  const out = {
    messageSetID,
    sentAtMs: nowMs,
    requests: Object.keys(set.manifest as Manifest).length,
    orders: jobs.length,
    jobs: jobs.flatMap(jobOut),
  }
  const { ticketHash } = session
  await commit(
    withSetOut(session, { out, sent: jobs }),
    [
      ...statements,
      ...resendMessageSet(db, { storeID, messageSetID, ticketHash, nowMs }),
      recordSent(db, {
        storeID,
        messageSetID,
        // The bytes were made from an older snapshot than the one that was just looked at.
        jobs: addsIn(set.manifest as Manifest).map(({ jobID: id, revision }) => ({ id, revision })),
        nowMs,
      }),
    ],
    world,
  )
  return { kind: 'set', xml }
}
