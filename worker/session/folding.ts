/** What the lessons of one answer add up to, while they are gathered. */
import type { Problem } from '../books/problems.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Outcome, OutcomeDocument } from '../journal/outcomes.ts'
import type { DoubtReading } from '../posting/doubted.ts'
import type {
  Finding,
  Link,
  ListEntry,
  NewestDocument,
  Refusal,
  ReplacedDocument,
  SessionKnowledge,
} from '../posting/known.ts'
import type { GoneEntry, Lesson } from '../posting/lesson.ts'
import { isSameHold, recheckMs } from './recheck.ts'
import type { Carried } from '../posting/purpose.ts'
import type { StandingDocument } from '../posting/standing-document.ts'
import type { SubjectHold } from '../queue/hold-subjects.ts'
import type { JobResult } from '../queue/settle.ts'

/** What became of a job: the worst that any of its requests came to. */
export type JobFold = {
  readonly carried: Carried
  readonly documents: OutcomeDocument[]
  /** Nothing of it is left in the books, and why: that is what the shop is told. */
  withdrawn: Problem | null
  held: Problem | null
  /** QuickBooks' or our own words for why it is not done. */
  reason: string | null
  fate: 'done' | 'again' | 'later' | 'doubt'
}

export type ListLesson = Extract<Lesson, { kind: 'list' }>

export type Folding = {
  readonly jobs: Map<number, JobFold>
  readonly links: Link[]
  readonly entries: ListEntry[]
  /** What was shown of lists that are read to their end, page by page. */
  readonly lists: ListLesson[]
  /** Null when QuickBooks did not say what is gone. */
  goneEntries: readonly GoneEntry[] | null
  /** ListIDs that are not in QuickBooks any more. */
  readonly goneListIDs: string[]
  readonly outcomes: Outcome[]
  readonly journal: JournalEntry[]
  /** Subjects that need a person, whatever work there is on them. */
  readonly holds: SubjectHold[]
  /** Subjects of which something is known now that their last decision did not know. */
  readonly decideAnew: string[]
  /** Subjects of which a document was found that was not known to stand. */
  readonly found: string[]
  /** Documents that are known to stand since this answer, posted or found. */
  readonly newest: NewestDocument[]
  /** What was changed, or is out of the books, as it stood before. */
  readonly replaced: ReplacedDocument[]
  salesPosted: number
  /** Questions about the newest documents that were answered whole. */
  checks: number
  readonly newestMissing: NewestDocument[]
  readonly newestOlder: NewestDocument[]
  readonly newestDeleted: NewestDocument[]
  readonly absentKinds: Map<string, Set<string>>
  readonly findings: Record<string, Finding>
  doubt: DoubtReading | null
  readonly lookedAt: Record<string, true>
  readonly standing: Record<string, StandingDocument>
  readonly lookedUp: Record<string, true>
  readonly takenNames: Record<string, number>
  readonly lookUps: Record<string, true>
  readonly refusals: Record<string, Refusal>
}

export type When = {
  readonly nowMs: number
  /** When a job that QuickBooks could not do now is tried again. */
  readonly laterMs: (jobID: number) => number
  readonly heldBefore: (jobID: number) => Problem | null
}

export function newFolding(knowledge: SessionKnowledge): Folding {
  return {
    jobs: new Map(),
    links: [],
    entries: [],
    lists: [],
    goneEntries: null,
    goneListIDs: [],
    outcomes: [],
    journal: [],
    holds: [],
    decideAnew: [],
    found: [],
    newest: [],
    replaced: [],
    salesPosted: 0,
    checks: 0,
    newestMissing: [],
    newestOlder: [],
    newestDeleted: [],
    absentKinds: new Map(),
    findings: { ...knowledge.findings },
    doubt: knowledge.doubt,
    lookedAt: { ...knowledge.lookedAt },
    standing: { ...knowledge.standing },
    lookedUp: { ...knowledge.lookedUp },
    takenNames: { ...knowledge.takenNames },
    lookUps: { ...knowledge.lookUps },
    refusals: { ...knowledge.refusals },
  }
}

export function knowledgeIn(folding: Folding): SessionKnowledge {
  const { findings, doubt, lookedAt, standing, lookedUp, takenNames, lookUps, refusals } = folding
  return { findings, doubt, lookedAt, standing, lookedUp, takenNames, lookUps, refusals }
}

export function jobIn(folding: Folding, carried: Carried): JobFold {
  const before = folding.jobs.get(carried.jobID)
  if (before !== undefined) {
    return before
  }
  const job: JobFold = {
    carried,
    documents: [],
    withdrawn: null,
    held: null,
    reason: null,
    fate: 'done',
  }
  folding.jobs.set(carried.jobID, job)
  return job
}

const WORSE: Readonly<Record<JobFold['fate'], number>> = { done: 0, again: 1, later: 2, doubt: 3 }

export function worsen(job: JobFold, fate: JobFold['fate'], reason: string | null = null): void {
  if (WORSE[fate] > WORSE[job.fate]) {
    job.fate = fate
    job.reason = reason
  }
}

/**
 * A problem is told once the job is decided; as long as it is tried again nobody is bothered, and
 * a held job that is looked at every quarter of an hour does not fill the log with its steps.
 */
export function resultsOf(folding: Folding, when: When): JobResult[] {
  return [...folding.jobs.values()].map((job): JobResult => {
    const { jobID: id, subject, generation } = job.carried
    const isKnownTrouble = job.fate === 'again' && when.heldBefore(id) !== null
    if (job.fate !== 'done' && !isKnownTrouble) {
      const reason = job.held?.detail ?? job.reason
      folding.journal.push({ subject, event: 'not-done', detail: { fate: job.fate, reason } })
    }
    switch (job.fate) {
      case 'doubt':
        return { kind: 'doubt', id, runAtMs: when.nowMs }
      case 'again':
        return { kind: 'retry', id, runAtMs: when.nowMs }
      case 'later':
        return { kind: 'retry', id, runAtMs: when.laterMs(id) }
      case 'done':
    }
    const { documents, withdrawn, held: problem } = job
    if (problem === null && withdrawn !== null) {
      const state = 'withdrawn'
      folding.outcomes.push({ subject, generation, state, documents: [], problem: withdrawn })
      return { kind: 'synced', id, decidedOn: null }
    }
    if (problem === null) {
      const state = 'posted'
      if (documents.length > 0) {
        folding.outcomes.push({ subject, generation, state, documents, problem })
      }
      return { kind: 'synced', id, decidedOn: null }
    }
    // Refused again for the same reason is no news, to the shop or in the log.
    if (documents.length > 0 || !isSameHold(problem, when.heldBefore(id))) {
      folding.outcomes.push({ subject, generation, state: 'held', documents, problem })
      folding.journal.push({ subject, event: 'held', detail: { problem } })
    }
    const recheckAtMs = recheckMs(problem, when.nowMs)
    return { kind: 'blocked', id, problem, recheckAtMs, decidedOn: null }
  })
}
