/** What to do with one change, decided from what is known of its subject. Writes nothing. */
import { isPlainObject } from '../books/setting-values.ts'
import { payloadRead } from '../books/order-field.ts'
import type { Settings } from '../books/settings.ts'
import { customerEligibility, orderEligibility } from '../books/order-eligibility.ts'
import type { Eligibility, Standing } from '../books/order-eligibility.ts'
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Outcome } from '../journal/outcomes.ts'
import { wordsOfSnapshot } from '../journal/search-words.ts'
import type { SubjectWords } from '../journal/search-words.ts'
import type { News } from '../queue/enqueue.ts'
import { JOB_RANK } from '../queue/job.ts'
import type { OpenJob } from '../queue/open-jobs.ts'
import { SNAPSHOT_BYTES_MAX } from '../queue/snapshots.ts'
import type { NewSnapshot, SeenGeneration, Snapshot } from '../queue/snapshots.ts'
import type { Store } from '../stores/store.ts'
import type { Verdict } from '../woo/answer.ts'
import type { Change, Envelope } from '../woo/changes.ts'
import { carriedOverIn } from '../session/carried-over.ts'
import type { Seek } from '../session/sought.ts'
import { contentHash } from '../woo/content-hash.ts'
import { decodeCustomer } from '../woo/customer.ts'
import type { Customer } from '../woo/customer.ts'
import { fieldSentence, isFieldProblem } from '../woo/field-problem.ts'
import type { FieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'
import { decodeRefunds } from '../woo/refund.ts'
import type { Refund } from '../woo/refund.ts'
import { parseSubject } from '../woo/subject.ts'
import { shownProblem } from './shown-problem.ts'

/** What is known of the subjects of an envelope. */
export type Ledger = {
  readonly snapshots: ReadonlyMap<string, Snapshot>
  readonly jobs: readonly OpenJob[]
  readonly linked: ReadonlySet<string>
}

export type Decided = {
  readonly verdict: Verdict
  readonly snapshot?: NewSnapshot
  readonly seen?: SeenGeneration
  readonly news?: News
  readonly cancel?: string
  readonly outcome?: Outcome
  readonly journal?: JournalEntry
  readonly found?: SubjectWords
}

type World = {
  readonly ledger: Ledger
  readonly settings: Settings
  readonly store: Store
  readonly epoch: string
  readonly seek: Seek
}

export async function decideChange(
  change: Envelope['changes'][number],
  world: World,
): Promise<Decided> {
  if (change.kind === 'unreadable-change') {
    return refuse(change, change.problem)
  }
  const { subject, generation } = change
  const stored = world.ledger.snapshots.get(subject) ?? null
  const isOld = stored !== null && stored.epoch === world.epoch && generation <= stored.generation
  if (isOld) {
    return { verdict: { subject, generation, verdict: 'unchanged', problem: null } }
  }
  const kind = parseSubject(subject)?.kind
  if (kind !== 'order' && kind !== 'customer') {
    return ignore(change, problem('kind-not-sent', { subject }))
  }
  const read = readContent(change, { kind, stored })
  if (isFieldProblem(read)) {
    return refuse(change, read)
  }
  return decideRead(change, { world, stored, read })
}

type Content = {
  /** Null when deleted. */
  readonly snapshot: Order | Customer | null
  readonly refunds: readonly Refund[]
}

function readContent(
  change: Change,
  { kind, stored }: { readonly kind: 'order' | 'customer'; readonly stored: Snapshot | null },
): Content | FieldProblem {
  const refunds = decodeRefunds(
    change.refunds ?? (stored?.refunds ? JSON.parse(stored.refunds) : undefined),
  )
  if (refunds !== undefined && isFieldProblem(refunds)) {
    return refunds
  }
  if (change.event === 'deleted') {
    return { snapshot: null, refunds: refunds ?? [] }
  }
  const snapshot = kind === 'order' ? decodeOrder(change.snapshot) : decodeCustomer(change.snapshot)
  return isFieldProblem(snapshot) ? snapshot : { snapshot, refunds: refunds ?? [] }
}

async function decideRead(
  change: Change,
  {
    world,
    stored,
    read,
  }: { readonly world: World; readonly stored: Snapshot | null; readonly read: Content },
): Promise<Decided> {
  const { subject, generation, event } = change
  const { snapshot: content } = read
  const isOrder = content !== null && 'payload' in content
  const alsoRead = isOrder ? payloadRead(content, world.settings) : undefined
  const hash = await contentHash({ ...read, alsoRead })
  if (event !== 'pushed' && stored !== null && stored.contentHash === hash) {
    return {
      verdict: { subject, generation, verdict: 'unchanged', problem: null },
      seen: { subject, epoch: world.epoch, generation },
    }
  }
  const snapshot = newSnapshot(change, { epoch: world.epoch, stored, hash })
  const bytes = new TextEncoder().encode(`${snapshot.snapshot}${snapshot.refunds}`).length
  if (bytes > SNAPSHOT_BYTES_MAX) {
    const facts = { subject, bytes, bytesMax: SNAPSHOT_BYTES_MAX }
    return refuseWith(change, problem('snapshot-too-large', facts))
  }
  const eligibility = eligibilityOf(change, { world, read })
  switch (eligibility.kind) {
    case 'take':
      return take(change, {
        ...snapshot,
        sought: keptOf(change, { world, read }) ?? snapshot.sought,
      })
    case 'ignore':
      return { ...ignore(change, eligibility.reason), snapshot: unwanted(snapshot, stored) }
    case 'withdraw':
      return { ...withdraw(change, eligibility.reason), snapshot: unwanted(snapshot, stored) }
  }
}

/**
 * Of what is not wanted the generation is kept, so that an older change which arrives late is not
 * taken for news; its content only where the subject was taken once, and of an account its role,
 * which an order does not say. No hash: the same content may be wanted the next time, under other
 * settings.
 */
function unwanted(snapshot: NewSnapshot, stored: Snapshot | null): NewSnapshot {
  const before = stored?.snapshot ?? null
  const wasTaken = before !== null && before !== roleAlone(before)
  return wasTaken
    ? { ...snapshot, contentHash: '' }
    : {
        ...snapshot,
        contentHash: '',
        snapshot: isAccount(snapshot.subject) ? roleAlone(snapshot.snapshot) : null,
        refunds: null,
        sought: null,
      }
}

function isAccount(subject: string): boolean {
  return parseSubject(subject)?.kind === 'customer'
}

/** `{"role":"wholesale"}`: who has never bought is nobody in the books, and no more is kept. */
function roleAlone(snapshot: string | null): string | null {
  const account: unknown = JSON.parse(snapshot ?? 'null')
  const role = isPlainObject(account) ? account.role : null
  return typeof role === 'string' ? JSON.stringify({ role }) : null
}

function eligibilityOf(
  change: Change,
  { world, read }: { readonly world: World; readonly read: Content },
): Eligibility {
  const { subject, event } = change
  const { settings, store } = world
  const standing = standingOf(subject, world.ledger)
  const isCustomer = parseSubject(subject)?.kind === 'customer'
  if (isCustomer) {
    return customerEligibility({ subject, event, standing, settings })
  }
  const order = read.snapshot !== null && 'lineItems' in read.snapshot ? read.snapshot : null
  const { startAtMs } = store
  const eligibility = orderEligibility({ subject, event, order, standing, settings, startAtMs })
  const isInDoubt = carriedOverIn(store).inDoubtFromMs !== null
  return isInDoubt && mayHaveLeft(eligibility) ? { kind: 'take' } : eligibility
}

/** The status speaks against it now; in the trash, too, it may have had another one before. */
const OF_STATUS: readonly Problem['code'][] = ['status-not-sent', 'unfinished-order']

/**
 * While the books are verified it is not known what stands in them: an order that is not wanted is
 * looked for before it is let go.
 */
function mayHaveLeft(eligibility: Eligibility): boolean {
  return (
    eligibility.kind === 'withdraw' ||
    (eligibility.kind === 'ignore' && OF_STATUS.includes(eligibility.reason.code))
  )
}

function standingOf(subject: string, { jobs, linked }: Ledger): Standing {
  const open = jobs.filter((job) => job.subject === subject)
  const unsent = open.find((job) => job.state !== 'sent')
  return {
    mayStandInBooks: linked.has(subject) || open.some((job) => job.wasSent || job.state === 'sent'),
    unsent: unsentOf(unsent),
  }
}

function unsentOf(job: OpenJob | undefined): Standing['unsent'] {
  if (job === undefined) {
    return 'none'
  }
  return job.isPushed ? 'pushed' : 'ordinary'
}

/** What the shop last said stays with a deletion: it names the document that may stand. */
function newSnapshot(
  change: Change,
  world: { readonly epoch: string; readonly stored: Snapshot | null; readonly hash: string },
): NewSnapshot {
  const { subject, generation, event } = change
  const { stored } = world
  return {
    subject,
    epoch: world.epoch,
    generation,
    revision: (stored?.revision ?? 0) + 1,
    event,
    contentHash: world.hash,
    snapshot: event === 'deleted' ? (stored?.snapshot ?? null) : JSON.stringify(change.snapshot),
    refunds:
      change.refunds === undefined ? (stored?.refunds ?? null) : JSON.stringify(change.refunds),
    sought: event === 'deleted' ? (stored?.sought ?? null) : null,
  }
}

/** Only of an order. */
function keptOf(
  { subject }: Change,
  { world, read: { snapshot, refunds } }: { readonly world: World; readonly read: Content },
): string | null {
  return snapshot !== null && 'lineItems' in snapshot
    ? world.seek(subject, { order: snapshot, refunds })
    : null
}

function take(change: Change, snapshot: NewSnapshot): Decided {
  const { subject, generation, event } = change
  const rank = parseSubject(subject)?.kind === 'customer' ? JOB_RANK.customer : JOB_RANK.order
  const { revision } = snapshot
  return {
    verdict: { subject, generation, verdict: 'queued', problem: null },
    snapshot,
    news: { subject, rank, generation, revision, isPushed: event === 'pushed' },
    journal: { subject, event: 'change-taken', detail: { generation, revision, change: event } },
    found: { subject, words: wordsOfSnapshot(change.snapshot) },
  }
}

type Addressed = { readonly subject: string; readonly generation: number }

function ignore({ subject, generation }: Addressed, reason: Problem): Decided {
  return { verdict: { subject, generation, verdict: 'ignored', problem: shownProblem(reason) } }
}

function withdraw(change: Change, reason: Problem): Decided {
  const { subject, generation } = change
  return {
    ...ignore(change, reason),
    cancel: subject,
    outcome: { subject, generation, state: 'withdrawn', documents: [], problem: reason },
    journal: { subject, event: 'change-withdrawn', detail: { problem: reason } },
  }
}

function refuse(change: Addressed, field: FieldProblem): Decided {
  const facts = { subject: change.subject, sentence: fieldSentence(field) }
  return refuseWith(change, problem('unreadable-field', facts))
}

function refuseWith({ subject, generation }: Addressed, reason: Problem): Decided {
  return {
    verdict: { subject, generation, verdict: 'refused', problem: shownProblem(reason) },
    journal: { subject, event: 'change-refused', detail: { problem: reason } },
  }
}
