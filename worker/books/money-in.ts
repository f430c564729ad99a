/** What of an order is paid, as far as the shop says: nothing, all of it, or parts that it lists. */
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { parseDecimal, roundedCents } from '../money/decimal.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import { metaText } from './order-meta.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

export type MoneyIn =
  | { readonly kind: 'nothing' }
  /** The day in the shop's time zone, `yyyy-mm-dd`. */
  | { readonly kind: 'whole'; readonly day: string }
  | { readonly kind: 'parts'; readonly parts: readonly PartPaid[]; readonly isAll: boolean }

export type PartPaid = {
  /** 1 is the deposit; numbers stay with their part. */
  readonly part: number
  readonly amountCents: Cents
  readonly day: string
}

type Paying = { readonly order: Order; readonly gateway: MappedGateway | null }

/**
 * WooCommerce dates an order as paid when it comes to a status in which it may be worked on, also
 * where the buyer has an invoice to pay: with `paidStatuses` the owner says what counts instead.
 */
export function moneyIn(paying: Paying): MoneyIn | Problem {
  const { order } = paying
  const parts = partsPaid(order)
  if (parts === null) {
    return isWholePaid(paying) ? { kind: 'whole', day: wholeDay(order) } : { kind: 'nothing' }
  }
  const totalCents = parseCents(order.total) ?? ZERO
  const paidCents = sum(parts.map(({ amountCents }) => amountCents))
  return parts.some(({ amountCents }) => amountCents <= 0) || paidCents > totalCents
    ? problem('part-payments-unclear', { order: order.number, paidCents, totalCents })
    : { kind: 'parts', parts, isAll: paidCents === totalCents }
}

/**
 * Whether a refund was made before there was any money to give back: it lowers what is owed. One that
 * the gateway paid back had money to come from, whatever the order says.
 */
export function isBeforePayment(refund: Refund, paying: Paying): boolean {
  if (refund.refundedPayment) {
    return false
  }
  if (!isWholePaid(paying)) {
    return true
  }
  const paidAtGmt = wholePaidAtGmt(paying)
  return paidAtGmt !== null && refund.dateCreatedGmt < paidAtGmt
}

/** When the last of it was paid; null where nobody says. */
function wholePaidAtGmt({ order, gateway }: Paying): string | null {
  const { datePaidGmt, dateCompletedGmt } = order
  const isByStatus = (gateway?.paidStatuses.length ?? 0) > 0
  return isByStatus ? (dateCompletedGmt ?? datePaidGmt) : datePaidGmt
}

function isWholePaid({ order, gateway }: Paying): boolean {
  const isDated = order.datePaidGmt !== null
  const paidStatuses = gateway?.paidStatuses ?? []
  if (paidStatuses.length === 0) {
    return isDated
  }
  // What was refunded whole had come to be paid before.
  return paidStatuses.includes(order.status) || (order.status === 'refunded' && isDated)
}

/** The day of the status is known of “completed” alone. */
function wholeDay({ status, datePaid, dateCompleted, dateCreated }: Order): string {
  const reached = status === 'completed' ? dateCompleted : null
  return dayOf(datePaid ?? reached ?? dateCreated)
}

/**
 * As “Deposits & Partial Payments for WooCommerce” keeps them; null where nothing was paid in part.
 * The plugin that WooCommerce sells makes an order of its own of each part.
 */
function partsPaid(order: Order): readonly PartPaid[] | null {
  const said = (key: string) => metaText(order, `_wc_deposits_${key}`)
  if (said('order_has_deposit') !== 'yes') {
    return null
  }
  const deposit = parseDecimal(said('deposit_amount') ?? '')
  const depositCents = deposit === null ? ZERO : roundedCents(deposit)
  const restCents = cents((parseCents(order.total) ?? ZERO) - depositCents)
  const depositTime = timeOfStamp(said('deposit_payment_time'), order) ?? order.dateCreated
  const restTime = order.datePaid ?? order.dateCompleted ?? order.dateCreated
  const parts: readonly PartPaid[] = [
    ...(said('deposit_paid') === 'yes'
      ? [{ part: 1, amountCents: depositCents, day: dayOf(depositTime) }]
      : []),
    ...(said('second_payment_paid') === 'yes'
      ? [{ part: 2, amountCents: restCents, day: dayOf(restTime) }]
      : []),
  ]
  return parts.length === 0 ? null : parts
}

/** Unix seconds in the shop's own time, which its order was placed in too. */
function timeOfStamp(stamp: string | null, { dateCreated, dateCreatedGmt }: Order): string | null {
  if (stamp === null || !/^\d{9,11}$/.test(stamp)) {
    return null
  }
  const offsetMs = Date.parse(`${dateCreated}Z`) - Date.parse(`${dateCreatedGmt}Z`)
  return new Date(Number(stamp) * 1_000 + offsetMs).toISOString()
}

function dayOf(time: string): string {
  return time.slice(0, 'yyyy-mm-dd'.length)
}
