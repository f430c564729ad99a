/** What must hold after every run, in the order of ARCHITECTURE.md §2. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Row } from './bridge.ts'
import { standingOf } from './ledger.ts'
import type { Standing } from './ledger.ts'
import { totalCents } from './orders.ts'
import type { Scene } from './scene.ts'
import { subjectOf } from './shop.ts'
import type { ShopOrder } from './shop.ts'

export type Violation = {
  readonly rule:
    | 'stuck'
    | 'lost'
    | 'twice'
    | 'cents'
    | 'silent'
    | 'sent-without-session'
    | 'unheard'
    | 'unlogged'
    | 'vanished'
    | 'crashed'
  readonly what: string
}

type Problem = { readonly code: string; readonly summary: string; readonly remedy: string }

type Job = {
  readonly subject: string
  readonly state: string
  readonly problem: Problem | null
}

type Evidence = {
  readonly jobs: ReadonlyMap<string, Job>
  readonly standing: readonly Standing[]
  readonly events: ReadonlyMap<string, ReadonlySet<string>>
}

export async function violationsOf(scene: Scene): Promise<readonly Violation[]> {
  const violations: Violation[] = [...(await sentWithoutSession(scene)), ...twice(scene)]
  const evidence = await gatherEvidence(scene)
  const bySubject = standingOf(scene.ledger)
  for (const order of scene.shop.orders.values()) {
    const all = bySubject.get(subjectOf(order.id)) ?? []
    const standing = all.filter(({ role }) => role === 'sale')
    violations.push(...orderViolations(scene, order, { ...evidence, standing }))
  }
  return violations
}

function orderViolations(scene: Scene, order: ShopOrder, evidence: Evidence): readonly Violation[] {
  const subject = subjectOf(order.id)
  const job = evidence.jobs.get(subject) ?? null
  const isWanted = isWantedInBooks(order)
  const found: Violation[] = []
  const say = (rule: Violation['rule'], what: string) =>
    found.push({ rule, what: `${subject}: ${what}` })
  if (scene.shop.setAside.has(subject)) {
    return found
  }
  const { standing } = evidence
  const isHeld = job?.state === 'blocked'
  if (isWanted && standing.length === 0 && !isHeld) {
    say('lost', `${order.payload.status}, job ${job?.state ?? 'none'}, not in the books`)
  }
  if (isHeld && !isExplained(job.problem)) {
    say('silent', `held without summary or remedy: ${JSON.stringify(job.problem)}`)
  }
  if (
    !isWanted &&
    !order.wasPushed &&
    !isHeld &&
    standing.some(({ state }) => state === 'stands')
  ) {
    say(
      'silent',
      `is ${order.isDeleted ? 'deleted' : order.payload.status} in the shop and stands in the books, job ${job?.state ?? 'none'}`,
    )
  }
  if (job?.state === 'synced' && isWanted) {
    for (const one of standing.filter(({ touched }) => !touched.has('amount'))) {
      const shopCents = totalCents(order.payload)
      if (one.state === 'stands' && one.totalCents !== shopCents) {
        say('cents', `${one.totalCents} in the books, ${shopCents} in the shop`)
      }
    }
  }
  found.push(...tellingViolations(scene, { subject, job, isWanted, evidence }))
  return found
}

/** What the log and the shop were told. */
function tellingViolations(
  scene: Scene,
  {
    subject,
    job,
    isWanted,
    evidence,
  }: {
    readonly subject: string
    readonly job: Job | null
    readonly isWanted: boolean
    readonly evidence: Evidence
  },
): readonly Violation[] {
  const found: Violation[] = []
  const heard = scene.shop.heard.get(subject)?.state ?? 'nothing'
  const events = evidence.events.get(subject) ?? new Set()
  if (job === null && isWanted) {
    found.push({ rule: 'vanished', what: `${subject}: no job` })
  }
  if (job?.state === 'synced' && heard !== 'posted') {
    found.push({ rule: 'unheard', what: `${subject}: synced, and the shop heard ${heard}` })
  }
  if (job?.state === 'blocked' && heard !== 'held') {
    found.push({ rule: 'unheard', what: `${subject}: held, and the shop heard ${heard}` })
  }
  if (job?.state === 'blocked' && !events.has('held')) {
    found.push({ rule: 'unlogged', what: `${subject}: held, and not in the log` })
  }
  if (job?.state === 'synced' && !events.has('posted') && !events.has('found-posted')) {
    found.push({ rule: 'unlogged', what: `${subject}: synced, and its posting is not in the log` })
  }
  return found
}

function isWantedInBooks({ isDeleted, payload }: ShopOrder): boolean {
  return !isDeleted && DEFAULT_SETTINGS.orderStatuses.includes(payload.status)
}

function isExplained(problem: Problem | null): boolean {
  return Boolean(problem?.code && problem.summary && problem.remedy)
}

/** One document a marker, whatever a person did to it since. */
function twice({ ledger }: Scene): readonly Violation[] {
  const found: Violation[] = []
  for (const [subject, standing] of standingOf(ledger)) {
    const markers = standing.map(({ marker }) => marker)
    if (new Set(markers).size < markers.length) {
      const each = standing.map(({ kind, TxnID, state }) => `${kind} ${TxnID} ${state}`)
      found.push({ rule: 'twice', what: `${subject}: ${each.join(' and ')}` })
    }
  }
  return found
}

async function sentWithoutSession({ bridge }: Scene): Promise<readonly Violation[]> {
  const sent = await bridge.rows(
    "SELECT subject FROM jobs WHERE state = 'sent' AND NOT EXISTS (SELECT 1 FROM sessions WHERE ended_at_ms IS NULL)",
  )
  return sent.map(({ subject }) => ({
    rule: 'sent-without-session',
    what: `${String(subject)} is sent, and no session is live`,
  }))
}

async function gatherEvidence({ bridge }: Scene): Promise<Evidence> {
  const jobs = new Map<string, Job>()
  // The newest row of a subject says how it stands.
  for (const row of await bridge.rows('SELECT subject, state, problem FROM jobs ORDER BY id')) {
    const job = jobOf(row)
    jobs.set(job.subject, job)
  }
  const events = new Map<string, Set<string>>()
  for (const { subject, event } of await bridge.rows(
    'SELECT DISTINCT subject, event FROM journal',
  )) {
    const known = events.get(String(subject)) ?? new Set()
    events.set(String(subject), known.add(String(event)))
  }
  return { jobs, events, standing: [] }
}

function jobOf({ subject, state, problem }: Row): Job {
  return {
    subject: String(subject),
    state: String(state),
    problem: typeof problem === 'string' ? (JSON.parse(problem) as Problem) : null,
  }
}
