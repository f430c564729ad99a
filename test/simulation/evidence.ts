/** What the Worker's tables say at the end of a run. */
import type { Bridge, Row } from './bridge.ts'

export type ShownProblem = {
  readonly code: string
  readonly summary: string
  readonly remedy: string
}

export type Job = {
  readonly subject: string
  readonly state: string
  readonly problem: ShownProblem | null
}

export type Evidence = {
  /** The newest of each subject: it says how the subject stands. */
  readonly jobs: ReadonlyMap<string, Job>
  /** What the log says of each subject. */
  readonly events: ReadonlyMap<string, ReadonlySet<string>>
  /** Subjects whose second document was held up to the owner. */
  readonly shownDoubles: ReadonlySet<string>
  /** TxnID of what is known as a subject's sale; it may be a person's copy of one that is gone. */
  readonly sales: ReadonlyMap<string, string>
}

export async function gatherEvidence({ rows }: Bridge): Promise<Evidence> {
  const jobs = new Map<string, Job>()
  for (const row of await rows('SELECT subject, state, problem FROM jobs ORDER BY id')) {
    const job = jobOf(row)
    jobs.set(job.subject, job)
  }
  const events = new Map<string, Set<string>>()
  for (const { subject, event } of await rows('SELECT DISTINCT subject, event FROM journal')) {
    const known = events.get(String(subject)) ?? new Set()
    events.set(String(subject), known.add(String(event)))
  }
  const doubles = await rows(
    "SELECT subject FROM journal WHERE detail ->> '$.problem.code' = 'posted-twice'",
  )
  const sales = await rows(
    "SELECT subject, quick_books_id AS id FROM links WHERE role = 'sale' AND deleted_at_ms IS NULL",
  )
  return {
    jobs,
    events,
    shownDoubles: new Set(doubles.map(({ subject }) => String(subject))),
    sales: new Map(sales.map(({ subject, id }) => [String(subject), String(id)])),
  }
}

function jobOf({ subject, state, problem }: Row): Job {
  return {
    subject: String(subject),
    state: String(state),
    problem: typeof problem === 'string' ? (JSON.parse(problem) as ShownProblem) : null,
  }
}
