/** A person retries, pauses, moves or deletes entries of the queue; each is in the log with who and when. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { payloadRead } from '../books/order-field.ts'
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import type { Database, Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import type { JournalEvent } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import { cancelJobs, moveJobs, pauseJobs, recordHashes, retryJobs } from '../queue/by-hand.ts'
import { enqueueJobs } from '../queue/enqueue.ts'
import { JOB_RANK } from '../queue/job.ts'
import type { QueuePlace } from '../queue/job.ts'
import { pickJobs } from '../queue/list-jobs.ts'
import type { JobFilter, PickedJob } from '../queue/list-jobs.ts'
import { readSettings } from '../stores/settings.ts'
import { contentHash } from '../woo/content-hash.ts'
import { decodeCustomer } from '../woo/customer.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import { decodeRefunds } from '../woo/refund.ts'
import { parseSubject } from '../woo/subject.ts'

/** What is written of so many fits one statement of D1, also where wrangler writes it out: 100 kB. */
const JOBS_AT_ONCE = 150

export type Hand = {
  readonly db: Database
  readonly storeID: string
  readonly who: string
  readonly nowMs: number
  /** So many are looked at, or a few more; all of them without. */
  readonly entriesMax?: number
}

export type LeftAlone = { readonly subject: string; readonly because: string }

export type Handled = {
  readonly subjects: readonly string[]
  readonly leftAlone: readonly LeftAlone[]
  /** There are more than were to be looked at. */
  readonly isCut: boolean
}

/** Also what was deleted before is tried again, as the shop said it last. */
export function retryByHand(filter: JobFilter, hand: Hand): Promise<Handled> {
  const { db, storeID, nowMs } = hand
  return act(filter, hand, {
    event: 'job-retried',
    whyNot: ({ state }) => (state === 'sent' || state === 'synced' ? REASONS[state] : null),
    write: (picked) => {
      const deleted = picked.filter(({ state }) => state === 'cancelled')
      const ids = picked.map(({ id }) => id)
      return [
        retryJobs(db, { storeID, ids, nowMs }),
        ...enqueueJobs(db, { storeID, news: deleted.flatMap((job) => newsOf(job)), nowMs }),
      ]
    },
  })
}

export function moveByHand(filter: JobFilter, place: QueuePlace, hand: Hand): Promise<Handled> {
  const { db, storeID, nowMs } = hand
  return act(filter, hand, {
    event: 'job-moved',
    detail: { place },
    whyNot: ({ state }) => (state === 'queued' || state === 'blocked' ? null : REASONS[state]),
    write: (picked) => [moveJobs(db, { storeID, ids: picked.map(({ id }) => id), place, nowMs })],
  })
}

/** It stays deleted until its content changes or a person pushes it. The shop is told. */
export async function cancelByHand(filter: JobFilter, hand: Hand): Promise<Handled> {
  const { db, storeID, nowMs } = hand
  const { settings } = await readSettings(db, storeID)
  return act(filter, hand, {
    event: 'job-cancelled',
    whyNot: ({ state, messageSetID }) => {
      if (state !== 'queued' && state !== 'blocked') {
        return REASONS[state]
      }
      return messageSetID === null ? null : IN_DOUBT
    },
    write: async (picked) => [
      ...recordHashes(db, { storeID, hashes: await hashesOf(picked, settings) }),
      cancelJobs(db, { storeID, ids: picked.map(({ id }) => id), nowMs }),
      ...recordOutcomes(db, { storeID, outcomes: picked.map(takenOff), nowMs }),
    ],
  })
}

/** Held until a person tries it again, or there is news of it. The shop is told. */
export function pauseByHand(filter: JobFilter, hand: Hand): Promise<Handled> {
  const { db, storeID, nowMs } = hand
  return act(filter, hand, {
    event: 'job-paused',
    whyNot: ({ state, messageSetID }) => {
      if (state === 'blocked') {
        return 'it is held already'
      }
      if (state !== 'queued') {
        return REASONS[state]
      }
      return messageSetID === null ? null : IN_DOUBT
    },
    write: (picked) => {
      const ids = picked.map(({ id }) => id)
      const held = picked.map((job) => ({ ...job, because: paused(job) }))
      const problems = Object.fromEntries(held.map(({ subject, because }) => [subject, because]))
      const outcomes = held.map(
        ({ subject, generation, because }) =>
          ({ subject, generation, state: 'held', documents: [], problem: because }) as const,
      )
      return [
        pauseJobs(db, { storeID, ids, problems, nowMs }),
        ...recordOutcomes(db, { storeID, outcomes, nowMs }),
      ]
    },
  })
}

function paused({ subject }: PickedJob): Problem {
  return problem('paused-by-hand', { subject })
}

export const REASONS = {
  sent: 'it is on its way to QuickBooks; the answer decides',
  synced: 'it went, and nothing is left to do',
  cancelled: 'it is deleted already',
} as const satisfies Partial<Record<PickedJob['state'], string>>

export const IN_DOUBT =
  'it left once, and QuickBooks may have it: the next update reads what stands there first'

export type Doing = {
  readonly event: JournalEvent
  readonly detail?: Readonly<Record<string, unknown>>
  /** Null of what can be done. */
  readonly whyNot: (job: PickedJob) => string | null
  readonly write: (picked: readonly PickedJob[]) => Statement[] | Promise<Statement[]>
}

export async function act(filter: JobFilter, hand: Hand, doing: Doing): Promise<Handled> {
  const { db, storeID, who, nowMs, entriesMax = Infinity } = hand
  const subjects: string[] = []
  const leftAlone: LeftAlone[] = []
  let looked = 0
  for (let afterID = 0; ;) {
    const page = await pickJobs(db, { storeID, filter, afterID, limit: JOBS_AT_ONCE })
    const picked = page.filter((job) => doing.whyNot(job) === null)
    if (picked.length > 0) {
      const entries = picked.map(({ id, subject, state, problem: held }) => ({
        subject,
        event: doing.event,
        detail: { who, job: id, before: state, cause: causeOf(held), ...doing.detail },
      }))
      await writeTogether(db, [
        ...(await doing.write(picked)),
        ...recordJournal(db, { storeID, entries, nowMs }),
      ])
    }
    subjects.push(...picked.map(({ subject }) => subject))
    for (const job of page) {
      const because = doing.whyNot(job)
      leftAlone.push(...(because === null ? [] : [{ subject: job.subject, because }]))
    }
    const last = page.at(-1)
    looked += page.length
    if (last === undefined || page.length < JOBS_AT_ONCE) {
      return { subjects, leftAlone, isCut: false }
    }
    if (looked >= entriesMax) {
      return { subjects, leftAlone, isCut: true }
    }
    afterID = last.id
  }
}

function causeOf(held: unknown): string | null {
  return held === null ? null : (held as Problem).code
}

export function newsOf({ subject, generation, revision }: PickedJob, isPushed = false) {
  const kind = parseSubject(subject)?.kind === 'customer' ? 'customer' : 'order'
  return revision === null
    ? []
    : [{ subject, rank: JOB_RANK[kind], generation, revision, isPushed }]
}

export function takenOff({ subject, generation }: PickedJob) {
  const withdrawn = problem('taken-off-list', { subject })
  return { subject, generation, state: 'withdrawn', documents: [], problem: withdrawn } as const
}

export async function hashesOf(
  picked: readonly PickedJob[],
  settings: Settings,
): Promise<Readonly<Record<string, string>>> {
  const unknown = picked.filter((job) => job.contentHash === '')
  const hashes = await Promise.all(
    unknown.map(async (job) => [job.subject, await hashOf(job, settings)] as const),
  )
  return Object.fromEntries(
    hashes.flatMap(([subject, hash]) => (hash === null ? [] : [[subject, hash]])),
  )
}

/** As the shop's door has it of the same words; null of what cannot be read. */
async function hashOf(
  { subject, event, snapshot, refunds }: PickedJob,
  settings: Settings,
): Promise<string | null> {
  const content = contentOf(subject, event === 'deleted' ? null : snapshot)
  const refunded = decodeRefunds(refunds === null ? undefined : JSON.parse(refunds))
  if (content === 'unreadable' || (refunded !== undefined && isFieldProblem(refunded))) {
    return null
  }
  const isOrder = content !== null && 'payload' in content
  const alsoRead = isOrder ? payloadRead(content, settings) : undefined
  return contentHash({ snapshot: content, refunds: refunded ?? [], alsoRead })
}

function contentOf(subject: string, snapshot: string | null) {
  if (snapshot === null) {
    return null
  }
  const read =
    parseSubject(subject)?.kind === 'customer'
      ? decodeCustomer(JSON.parse(snapshot))
      : decodeOrder(JSON.parse(snapshot))
  return isFieldProblem(read) ? 'unreadable' : read
}
