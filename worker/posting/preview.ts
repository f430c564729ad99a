/**
 * What would be sent for an order, without sending it: its documents, and the message set as it would
 * leave once QuickBooks has all that they name. A function of order, settings and mirror.
 */
import type { RefundDocument } from '../books/document.ts'
import type { RuleSource } from '../books/field-rules.ts'
import { isProblem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { encodeMessageSet } from '../qbxml/message-set.ts'
import { composeSet } from './compose-set.ts'
import { addDocuments } from './desktop/order-adds.ts'
import { planOrder } from './desktop/order.ts'
import type { OrderInBooks, Wanted } from './desktop/wanted.ts'
import { documentPreview } from './document-preview.ts'
import type { DocumentPreview } from './document-preview.ts'
import { withAccountsNamed, withAllNamed, withNumbersFree } from './imagined.ts'
import type { Imagined, Missing, MissingEntry } from './imagined.ts'
import { findLink } from './known.ts'
import type { Known } from './known.ts'
import { gather } from './needed.ts'
import type { JobAtHand, Plan } from './plan.ts'
import type { PlannedRequest } from './purpose.ts'

export type PreviewSource = {
  readonly job: JobAtHand
  readonly known: Known
  /** What the order wants in the books, given what is known of QuickBooks. */
  readonly inBooks: (known: Known) => OrderInBooks | Problem
  /** Those that can be made. */
  readonly refunds: readonly RefundDocument[]
  readonly rules: Omit<RuleSource, 'isStanding'>
}

export type OrderPreview = {
  /** `agrees`: all of it stands. `hold`: a Problem keeps it from being sent. */
  readonly plan: Plan['kind']
  /** What holds it first; then what is left to a person once it is posted. */
  readonly problems: readonly Problem[]
  readonly documents: readonly DocumentPreview[]
  /** What the documents name and the mirror lacks. */
  readonly missing: readonly Missing[]
  /** What makes it; empty when nothing has to be made. */
  readonly creating: readonly PlannedRequest[]
  /** The documents; empty when nothing would be sent. */
  readonly posting: readonly PlannedRequest[]
}

/** Sets are named by chance; this one is never sent. */
const MESSAGE_SET_ID = 'preview'

export function previewOrder(given: PreviewSource): OrderPreview {
  const source = { ...given, inBooks: onceFor(given.inBooks) }
  const { job, known } = source
  const asked = (imagined: Known) => requestsFor(source.inBooks(imagined))
  const actual = withAllNamed({ known, missing: [] }, asked)
  const order = source.inBooks(actual.known)
  if (isProblem(order)) {
    return { ...NOTHING, problems: [order] }
  }
  const free = withNumbersFree(order.context.known, job.subject, order.wanted)
  const plan = planOrder(job, { ...order, context: { ...order.context, known: free } })
  const { mapping } = source.rules.settings
  const shown = isAllNamed(order) ? actual : withAllNamed(withAccountsNamed(known, mapping), asked)
  return {
    plan: plan.kind,
    problems: problemsOf(plan, order),
    ...contentOf(source, { plan, shown }),
  }
}

const NOTHING = {
  plan: 'hold',
  documents: [],
  missing: [],
  creating: [],
  posting: [],
} as const

/** What is known is asked of several times, and the answer is the same each time. */
function onceFor<T>(inBooks: (known: Known) => T): (known: Known) => T {
  const answers = new Map<Known, T>()
  return (known) => {
    const answer = answers.get(known) ?? inBooks(known)
    answers.set(known, answer)
    return answer
  }
}

/** What there is to see, once all is there that can be imagined to be. */
function contentOf(
  source: PreviewSource,
  { plan, shown }: { readonly plan: Plan; readonly shown: Imagined },
): Omit<OrderPreview, 'plan' | 'problems'> {
  const { job, refunds, rules } = source
  const order = source.inBooks(shown.known)
  if (isProblem(order)) {
    return NOTHING
  }
  const isStanding = isStandingAs(job, { role: 'sale', known: shown.known })
  const previewing = { order, refunds, source: { ...rules, isStanding }, subject: job.subject }
  const posting = plan.kind === 'send' ? plan.requests : addable(job, order)
  const creating = shown.missing.flatMap(({ what, request }) =>
    what === 'created' && request !== null ? [request] : [],
  )
  return {
    documents: order.wanted.map((wanted) => ({
      ...documentPreview(wanted, previewing),
      sent: sentWhen(wanted, posting),
    })),
    missing: namedIn(shown.missing, [...creating, ...posting]),
    creating,
    posting,
  }
}

function sentWhen(
  { role, waitsFor }: Wanted,
  posting: readonly PlannedRequest[],
): DocumentPreview['sent'] {
  const isIn = posting.some(({ purpose }) => 'role' in purpose && purpose.role === role)
  if (isIn) {
    return 'now'
  }
  return waitsFor === null || posting.length === 0 ? 'not' : 'later'
}

/** Of the accounts that were imagined only those that something is sent to. */
function namedIn(
  missing: readonly MissingEntry[],
  requests: readonly PlannedRequest[],
): readonly Missing[] {
  const isImagined = missing.some(({ request }) => request === null)
  const sent = isImagined ? JSON.stringify(requests.map(({ request }) => request.content)) : ''
  return missing
    .filter(({ request, listID }) => request !== null || sent.includes(`"${listID}"`))
    .map(({ list, name, what, listID }) => ({ list, name, what, listID }))
}

function isAllNamed({ wanted }: OrderInBooks): boolean {
  return gather(wanted.flatMap(({ needs }) => needs)).kind === 'all-found'
}

function requestsFor(order: OrderInBooks | Problem): readonly PlannedRequest[] {
  const needs = isProblem(order) ? [] : order.wanted.flatMap((wanted) => wanted.needs)
  return needs.flatMap((need) => (need.kind === 'ask' ? [need.request] : []))
}

/** Each once: what holds the order, what is in the way of one of its documents, what is left over. */
function problemsOf(plan: Plan, order: OrderInBooks): readonly Problem[] {
  const needs = order.wanted.flatMap((wanted) => wanted.needs)
  const all = [
    ...(plan.kind === 'hold' ? [plan.problem] : []),
    ...needs.flatMap((need) => (need.kind === 'problem' ? [need.problem] : [])),
    ...(order.leftToDo === null ? [] : [order.leftToDo]),
  ]
  return [...new Map(all.map((one) => [one.summary, one])).values()]
}

/** Of an order that is held, what could be made all the same. */
function addable(job: JobAtHand, order: OrderInBooks): readonly PlannedRequest[] {
  const { known } = order.context
  const missing: Wanted[] = []
  for (const wanted of order.wanted) {
    const { role, appliedTo, waitsFor, needs } = wanted
    const isNamed = gather(needs).kind === 'all-found'
    const hasTarget =
      appliedTo === null ||
      isStandingAs(job, { role: appliedTo, known }) ||
      missing.some((one) => one.role === appliedTo)
    const isAwaited = waitsFor !== null && !isStandingAs(job, { role: waitsFor, known })
    if (!isStandingAs(job, { role, known }) && isNamed && hasTarget && !isAwaited) {
      missing.push(wanted)
    }
  }
  return addDocuments(job, { ...order, missing, alsoLink: [], later: [] })
}

function isStandingAs(
  { subject }: JobAtHand,
  { role, known }: { readonly role: Wanted['role']; readonly known: Known },
): boolean {
  const link = findLink(known, subject, role)
  return link !== null && !link.isDeleted
}

/** One qbXML message set; null for nothing. */
export function messageSetOf(
  requests: readonly PlannedRequest[],
  {
    job,
    known: { version, company },
  }: { readonly job: JobAtHand; readonly known: Pick<Known, 'version' | 'company'> },
): string | null {
  if (requests.length === 0) {
    return null
  }
  const limits = { orders: 1, requests: requests.length }
  const composed = composeSet(
    [{ ...job, plan: { kind: 'send', requests } }],
    limits,
    MESSAGE_SET_ID,
  )
  const set = { version, edition: company.edition, messageSetID: MESSAGE_SET_ID }
  return encodeMessageSet({ ...set, requests: composed.requests }).xml
}
