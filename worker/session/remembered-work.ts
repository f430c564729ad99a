/**
 * Documents that a store's object made of jobs, for its next call. Each call looks further ahead than
 * it sends, and looks again once QuickBooks has answered what an order waits for: without this an
 * order would be read and made into documents more than twice, which is a third of what it costs.
 */
import type { DueJob } from '../queue/job.ts'
import { workloadOf } from './workload.ts'
import type { Books, Workload } from './workload.ts'

export type MakeWork = (jobs: readonly DueJob[], books: Books) => readonly Workload[]

/**
 * Of snapshots as text: some 300 orders. Read, they take some five times as much, and the objects of
 * many stores share an isolate's 128 MB.
 */
const REMEMBERED_CHARACTERS_MAX = 2_000_000

/** What the last call looked at is remembered, and nothing but what would be made again. */
export function rememberingWork(): MakeWork {
  let books = ''
  let remembered: ReadonlyMap<string, Workload> = new Map()
  return (jobs, given) => {
    const key = keyOf(given)
    const before = key === books ? remembered : new Map<string, Workload>()
    const work = jobs.map((job) => {
      const one = before.get(job.subject)
      return one !== undefined && isSame(one.job, job) ? { ...one, job } : workloadOf(job, given)
    })
    books = key
    remembered = withinLimit(work)
    return work
  }
}

/** By value: the settings of a version are others after a backup was put back. */
function keyOf(books: Books): string {
  return JSON.stringify(books, (_, value: unknown) => (value instanceof Map ? [...value] : value))
}

function isSame(one: DueJob, other: DueJob): boolean {
  return (
    one.event === other.event && one.snapshot === other.snapshot && one.refunds === other.refunds
  )
}

function withinLimit(work: readonly Workload[]): ReadonlyMap<string, Workload> {
  const kept = new Map<string, Workload>()
  let characters = 0
  for (const one of work) {
    const { subject, snapshot, refunds } = one.job
    characters += (snapshot?.length ?? 0) + (refunds?.length ?? 0)
    if (characters > REMEMBERED_CHARACTERS_MAX) {
      break
    }
    kept.set(subject, one)
  }
  return kept
}
