/** Which changes of the shop are work for the books: SHOP.md's “Which orders go”. */
import type { ChangeEvent } from '../woo/changes.ts'
import { createdAtMs } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'
import { parseSubject } from '../woo/subject.ts'
import type { Settings } from './settings.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

/** What became of the subject so far. */
export type Standing = {
  /** There is a link, or a message set went out for it: sent, or in doubt. */
  readonly mayStandInBooks: boolean
  /** Work that has never left; `pushed` when a person asked for it. */
  readonly unsent: 'none' | 'ordinary' | 'pushed'
}

export type OrderChange = {
  /** `order:1042`. */
  readonly subject: string
  readonly event: ChangeEvent
  /** Null when deleted. */
  readonly order: Pick<Order, 'number' | 'status' | 'dateCreatedGmt'> | null
  readonly standing: Standing
  readonly settings: Settings
  /** The store's start date. */
  readonly startAtMs: number
}

export type Eligibility =
  | { readonly kind: 'take' }
  /** Never went, and does not go. */
  | { readonly kind: 'ignore'; readonly reason: Problem }
  /** Cancel the unsent work. */
  | { readonly kind: 'withdraw'; readonly reason: Problem }

/** Not placed yet, or thrown away: not even a person can push these. */
const UNFINISHED_STATUSES: ReadonlySet<string> = new Set([
  'auto-draft',
  'checkout-draft',
  'draft',
  'trash',
])

export function orderEligibility(change: OrderChange): Eligibility {
  if (change.standing.mayStandInBooks) {
    // Whatever it is now, `posting` has to compare it with what stands there.
    return { kind: 'take' }
  }
  const reason = reasonAgainst(change)
  return reason === null ? { kind: 'take' } : without(change.standing, reason)
}

/** A `customer:` change updates one that the books have; orders and pushes bring new ones. */
export function customerEligibility(change: {
  readonly subject: string
  readonly event: ChangeEvent
  readonly standing: Standing
  readonly settings: Settings
}): Eligibility {
  const { subject, event, standing, settings } = change
  const isBrought = event === 'pushed' || standing.unsent !== 'none'
  if (event === 'deleted' && !standing.mayStandInBooks) {
    return without(standing, problem('unknown-deletion', { subject }))
  }
  if (!settings.kinds.includes('customer')) {
    return without(standing, problem('kind-not-sent', { subject }))
  }
  return standing.mayStandInBooks || isBrought
    ? { kind: 'take' }
    : without(standing, problem('customer-not-in-books', { subject }))
}

function without({ unsent }: Standing, reason: Problem): Eligibility {
  return { kind: unsent === 'none' ? 'ignore' : 'withdraw', reason }
}

function reasonAgainst(change: OrderChange): Problem | null {
  const { subject, event, order, standing, settings, startAtMs } = change
  if (event === 'deleted' || order === null) {
    return problem('unknown-deletion', { subject })
  }
  const { number, status } = order
  if (UNFINISHED_STATUSES.has(status)) {
    return problem('unfinished-order', { order: number, status })
  }
  if (event === 'pushed' || standing.unsent === 'pushed') {
    return null
  }
  if (!settings.kinds.includes('order')) {
    return problem('kind-not-sent', { subject })
  }
  if (!settings.orderStatuses.includes(status)) {
    return problem('status-not-sent', { order: number, status })
  }
  if (createdAtMs(order) < startAtMs) {
    return problem('before-start-date', { order: number })
  }
  const { firstOrderID } = settings
  const id = parseSubject(subject)?.id ?? null
  return firstOrderID !== null && id !== null && id < firstOrderID
    ? problem('before-first-order', { order: number, firstOrderID })
    : null
}
