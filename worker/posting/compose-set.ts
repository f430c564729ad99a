/**
 * Which requests go into the next set. Documents that have all they need go out; for those behind
 * them what they need is asked in the same set, so that depth costs no extra call.
 */
import type { Problem } from '../books/problems.ts'
import { findByRefNumber, readWhole } from './document-queries.ts'
import type { Link } from './known.ts'
import type { NumberedRequest } from '../qbxml/message-set.ts'
import type { JobAtHand, Plan } from './plan.ts'
import type { PlannedRequest, Purpose } from './purpose.ts'

export type PlannedJob = JobAtHand & { readonly plan: Plan }

export type ComposedSet = {
  readonly requests: readonly NumberedRequest[]
  readonly manifest: Readonly<Record<string, Purpose>>
  /** Carried by this set. */
  readonly sent: readonly PlannedJob[]
  /** Waiting for what this set asks. */
  readonly asking: readonly PlannedJob[]
  /** Decided without QuickBooks. */
  readonly decided: readonly DecidedJob[]
}

export type DecidedJob =
  | (PlannedJob & {
      readonly kind: 'hold'
      readonly problem: Problem
      readonly links: readonly Link[]
    })
  | (PlannedJob & { readonly kind: 'agrees'; readonly links: readonly Link[] })
  | (PlannedJob & { readonly kind: 'withdraw' })

export type SetLimits = { readonly orders: number; readonly requests: number }

/** Orders that only ask cost QuickBooks little; they keep the next set full. */
const ASKING_PER_SENT = 2

export function composeSet(
  jobs: readonly PlannedJob[],
  limits: SetLimits,
  setID: string,
): ComposedSet {
  const making: Making = {
    asked: new Map(),
    claimed: new Set(),
    questions: new Map(),
    sends: [],
    sent: [],
    asking: [],
    decided: [],
    tooLarge: null,
  }
  // Nothing is written while something is in doubt: QuickBooks remembers the last set alone, and
  // what it remembers of that one must not be pushed out.
  const isVerifying = jobs.some(({ plan }) => plan.kind === 'verify')
  for (const job of jobs) {
    const { plan } = job
    switch (plan.kind) {
      case 'send':
        if (!isVerifying) {
          send(making, { job, requests: plan.requests, limits })
        }
        break
      case 'ask':
        if (!isVerifying) {
          askFor(making, { job, requests: plan.requests, limits })
        }
        break
      case 'verify':
        askFor(making, { job, requests: plan.requests, limits })
        break
      case 'hold':
      case 'agrees':
      case 'withdraw':
        making.decided.push({ ...job, ...plan })
        break
    }
  }
  askInParts(making)
  const { asked, questions, sends, sent, asking, decided } = making
  const asks = [...asked.values()].map((one) => joined(one, questions.get(one.key) ?? []))
  return { ...numbered([...sends, ...asks], setID), sent, asking, decided }
}

type Making = {
  /** By key, in the order they were first wanted. */
  readonly asked: Map<string, PlannedRequest>
  readonly claimed: Set<string>
  /** The questions behind a key that many orders ask, each with its number. */
  readonly questions: Map<string, PlannedRequest[]>
  readonly sends: PlannedRequest[]
  readonly sent: PlannedJob[]
  readonly asking: PlannedJob[]
  readonly decided: DecidedJob[]
  tooLarge: Adding | null
}

type Adding = {
  readonly job: PlannedJob
  readonly requests: readonly PlannedRequest[]
  readonly limits: SetLimits
}

function send(making: Making, { job, requests, limits }: Adding): void {
  const room = limits.requests - making.asked.size - making.sends.length
  if (making.sent.length < limits.orders && requests.length <= room) {
    making.sent.push(job)
    making.sends.push(...requests)
  }
}

function askFor(making: Making, { job, requests, limits }: Adding): void {
  const room = limits.requests - making.asked.size - making.sends.length
  const isRoom = newKeys(making.asked, requests) <= room && areReadable(making, requests)
  if (making.asking.length < limits.orders * ASKING_PER_SENT && isRoom) {
    making.asking.push(job)
    requests.forEach((request) => ask(making, request))
  } else if (requests.length > limits.requests) {
    making.tooLarge ??= { job, requests, limits }
  }
}

/** With its lines a document takes some kilobytes of the answer: the others are read by the next set. */
const DOCUMENTS_READ_MAX = 100

function areReadable({ questions }: Making, requests: readonly PlannedRequest[]): boolean {
  return requests.every(
    ({ key, purpose }) =>
      purpose.kind !== 'read-documents' || (questions.get(key)?.length ?? 0) < DOCUMENTS_READ_MAX,
  )
}

/** An order that needs more than a set holds has its needs met set by set, when nobody else asks. */
function askInParts(making: Making): void {
  const { tooLarge, asked, sends } = making
  if (tooLarge !== null && asked.size + sends.length === 0) {
    making.asking.push(tooLarge.job)
    tooLarge.requests.slice(0, tooLarge.limits.requests).forEach((request) => ask(making, request))
  }
}

function newKeys(
  asked: ReadonlyMap<string, PlannedRequest>,
  requests: readonly PlannedRequest[],
): number {
  return new Set(requests.map(({ key }) => key).filter((key) => !asked.has(key))).size
}

/** The same need of two orders is one request; questions about numbers are gathered, then joined. */
function ask(making: Making, request: PlannedRequest): void {
  const { asked, claimed, questions } = making
  if (isJoined(request)) {
    const before = questions.get(request.key)
    if (before === undefined) {
      questions.set(request.key, [request])
    } else {
      before.push(request)
    }
  }
  const { key, claims = [] } = request
  // Two orders of one buyer who gave two names: the second finds him by the first one's link.
  if (!asked.has(key) && !claims.some((claim) => claimed.has(claim))) {
    asked.set(key, request)
    claims.forEach((claim) => claimed.add(claim))
  }
}

/** Asked of many documents at once. */
function isJoined({ purpose }: PlannedRequest): boolean {
  return purpose.kind === 'find-documents' || purpose.kind === 'read-documents'
}

function joined(request: PlannedRequest, questions: readonly PlannedRequest[]): PlannedRequest {
  const { purpose } = request
  if (purpose.kind === 'read-documents') {
    const documents = questions.flatMap((one) =>
      one.purpose.kind === 'read-documents' ? one.purpose.documents : [],
    )
    const txnIDs = new Set(documents.map(({ link }) => link.quickBooksID))
    return {
      key: request.key,
      purpose: { ...purpose, documents },
      request: readWhole(purpose.documentKind, [...txnIDs]),
    }
  }
  if (purpose.kind !== 'find-documents') {
    return request
  }
  const sought = questions.flatMap((one) =>
    one.purpose.kind === 'find-documents' ? one.purpose.sought : [],
  )
  const { documentKind, by } = purpose
  const refNumbers = new Set(sought.map(({ refNumber }) => refNumber))
  return {
    ...request,
    purpose: { ...purpose, sought },
    // The day stands in the key.
    ...(by === 'day' || documentKind === 'Deposit'
      ? {}
      : { request: findByRefNumber(documentKind, [...refNumbers]) }),
  }
}

/**
 * requestID says what it was for, to whoever reads the raw set, and of which set: an answer that
 * strays is nobody else's. At most 50 characters: `a1f408f0fb7c33114b09-3-add-document`.
 */
function numbered(planned: readonly PlannedRequest[], setID: string) {
  const requests = planned.map(({ purpose, request }, at) => ({
    requestID: `${setID}-${at + 1}-${purpose.kind}`,
    request,
    purpose,
  }))
  return {
    requests: requests.map(({ requestID, request }) => ({ requestID, request })),
    manifest: Object.fromEntries(requests.map(({ requestID, purpose }) => [requestID, purpose])),
  }
}

/** The set that an answer is about, by its first request; null when it does not say. */
export function setIDOf(
  responses: readonly { readonly requestID: string | null }[],
): string | null {
  const [first] = responses.flatMap(({ requestID }) => requestID ?? [])
  const [setID = ''] = first?.split('-') ?? []
  return setID === '' ? null : setID
}
