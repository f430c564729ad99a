/**
 * Which requests go into the next set. Documents that have all they need go out; for those behind
 * them what they need is asked in the same set, so that depth costs no extra call.
 */
import type { Problem } from '../books/problems.ts'
import { findSalesRequest } from './find-sales.ts'
import type { Link } from './known.ts'
import type { NumberedRequest } from '../qbxml/message-set.ts'
import type { Plan } from './plan.ts'
import type { PlannedRequest, Purpose } from './purpose.ts'

export type PlannedJob = {
  readonly id: number
  readonly subject: string
  readonly generation: number
  readonly revision: number
  readonly plan: Plan
}

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

/** Orders that only ask cost QuickBooks little; they keep the next sets full. */
const ASKING_PER_SENT = 2

export function composeSet(jobs: readonly PlannedJob[], limits: SetLimits): ComposedSet {
  const asked = new Map<string, PlannedRequest>()
  const sends: PlannedRequest[] = []
  const sent: PlannedJob[] = []
  const asking: PlannedJob[] = []
  const decided: DecidedJob[] = []
  for (const job of jobs) {
    const { plan } = job
    const room = limits.requests - asked.size - sends.length
    switch (plan.kind) {
      case 'send':
        if (sent.length < limits.orders && room > 0) {
          sent.push(job)
          sends.push(plan.request)
        }
        break
      case 'ask':
        if (
          asking.length < limits.orders * ASKING_PER_SENT &&
          newKeys(asked, plan.requests) <= room
        ) {
          asking.push(job)
          plan.requests.forEach((request) => ask(asked, request))
        }
        break
      case 'hold':
      case 'agrees':
      case 'withdraw':
        decided.push({ ...job, ...plan })
        break
    }
  }
  return { ...numbered([...sends, ...asked.values()]), sent, asking, decided }
}

function newKeys(
  asked: ReadonlyMap<string, PlannedRequest>,
  requests: readonly PlannedRequest[],
): number {
  return new Set(requests.map(({ key }) => key).filter((key) => !asked.has(key))).size
}

/** The same need of two orders is one request; questions about numbers are joined into one. */
function ask(asked: Map<string, PlannedRequest>, request: PlannedRequest): void {
  const before = asked.get(request.key)
  asked.set(request.key, before === undefined ? request : joined(before, request))
}

function joined(before: PlannedRequest, more: PlannedRequest): PlannedRequest {
  const { purpose } = before
  if (purpose.kind !== 'find-sales' || more.purpose.kind !== 'find-sales') {
    return before
  }
  const sought = [...purpose.sought, ...more.purpose.sought]
  return {
    key: before.key,
    purpose: { ...purpose, sought },
    request: findSalesRequest(purpose.documentKind, [
      ...new Set(sought.map(({ refNumber }) => refNumber)),
    ]),
  }
}

/** requestID says what it was for, to whoever reads the raw set: `3-add-sale`. */
function numbered(planned: readonly PlannedRequest[]) {
  const requests = planned.map(({ purpose, request }, at) => ({
    requestID: `${at + 1}-${purpose.kind}`,
    request,
    purpose,
  }))
  return {
    requests: requests.map(({ requestID, request }) => ({ requestID, request })),
    manifest: Object.fromEntries(requests.map(({ requestID, purpose }) => [requestID, purpose])),
  }
}
