/** Jobs that are decided without QuickBooks: held, in agreement already, or withdrawn. */
import type { Problem } from '../books/problems.ts'
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { recordOutcomes } from '../journal/outcomes.ts'
import type { Outcome, OutcomeDocument } from '../journal/outcomes.ts'
import { recordLinks } from '../links/links.ts'
import type { DecidedJob } from '../posting/compose-set.ts'
import { isPayment } from '../posting/doubted.ts'
import type { Link } from '../posting/known.ts'
import { settleJobs } from '../queue/settle.ts'
import type { JobResult } from '../queue/settle.ts'
import { matchedEntries } from './customer-entries.ts'
import { documentOf } from './outcome-document.ts'
import { isSameHold, recheckMs } from './recheck.ts'
import type { World } from './world.ts'

export function recordDecided(
  decided: readonly DecidedJob[],
  {
    world,
    problemsBefore,
  }: { readonly world: World; readonly problemsBefore: ReadonlyMap<number, Problem> },
): Statement[] {
  if (decided.length === 0) {
    return []
  }
  const { db, store, nowMs } = world
  const { storeID } = store
  const news = decided.filter(
    (job) => job.kind !== 'hold' || !isSameHold(job.problem, problemsBefore.get(job.jobID) ?? null),
  )
  const links = decided.flatMap((job) => (job.kind === 'withdraw' ? [] : job.links))
  return [
    ...settleJobs(db, { storeID, results: decided.map((job) => resultOf(job, nowMs)), nowMs }),
    ...recordLinks(db, { storeID, links, nowMs }),
    ...recordOutcomes(db, { storeID, outcomes: news.map(outcomeOf), nowMs }),
    ...recordJournal(db, { storeID, entries: news.flatMap(journalOf), nowMs }),
  ]
}

function resultOf(job: DecidedJob, nowMs: number): JobResult {
  const { jobID: id, revision: decidedOn } = job
  switch (job.kind) {
    case 'agrees':
      return { kind: 'synced', id, decidedOn }
    case 'withdraw':
      return { kind: 'cancelled', id, decidedOn }
    case 'hold': {
      const { problem } = job
      return { kind: 'blocked', id, problem, recheckAtMs: recheckMs(problem, nowMs), decidedOn }
    }
  }
}

function outcomeOf(job: DecidedJob): Outcome {
  const { subject, generation } = job
  switch (job.kind) {
    case 'agrees':
      return {
        subject,
        generation,
        state: 'posted',
        documents: documentsOf(job.links),
        problem: null,
      }
    case 'withdraw':
      return { subject, generation, state: 'withdrawn', documents: [], problem: null }
    case 'hold': {
      const { problem } = job
      return { subject, generation, state: 'held', documents: documentsOf(job.links), problem }
    }
  }
}

function journalOf(job: DecidedJob): readonly JournalEntry[] {
  const { subject } = job
  switch (job.kind) {
    case 'agrees':
      return [
        ...matchedEntries(job.links, { order: null }),
        { subject, event: 'unchanged', detail: {} },
      ]
    case 'withdraw':
      return [{ subject, event: 'change-withdrawn', detail: {} }]
    case 'hold':
      return [{ subject, event: 'held', detail: { problem: job.problem } }]
  }
}

function documentsOf(links: readonly Link[]): readonly OutcomeDocument[] {
  return links.filter(({ role }) => role === 'sale' || isPayment(role)).map(documentOf)
}
