/** How much goes into a set: what QuickBooks does fast enough that a lost answer is little lost. */
import type { CarriedOver } from './carried-over.ts'

export const ORDERS_PER_SET_AT_FIRST = 100
/** 400 sales take QuickBooks some 8 s, and their answer some 400 kB: far inside every limit. */
export const ORDERS_PER_SET_MAX = 400
export const ORDERS_PER_SET_MIN = 10
/** One order may bring a customer, some items, itself and its payment. */
export const REQUESTS_PER_SET_MAX = 1_200
/** Before escaping into SOAP; the Web Connector was seen to carry several megabytes. */
export const REQUEST_CHARACTERS_MAX = 2_000_000

/** Grow while a set comes back within this. */
const FAST_SET_MS = 10_000
/** Shrink when it takes longer: the Web Connector waits about 100 s, and an owner looks on. */
const SLOW_SET_MS = 30_000
const REQUESTS_MEASURED_MIN = 20
/** Of each new measurement in the average. */
const NEW_SHARE = 0.3

export type Measured = {
  readonly requests: number
  readonly orders: number
  readonly tookMs: number
}

/** Sets that carry no order say little of those that do, and leave the size as it is. */
export function paceAfter<T extends Pick<CarriedOver, 'ordersPerSet' | 'requestMs'>>(
  pace: T,
  { requests, orders, tookMs }: Measured,
): T {
  const { ordersPerSet, requestMs } = pace
  const measuredMs = tookMs / Math.max(1, requests)
  // A few questions take as long as opening QuickBooks does: that says nothing of a request.
  const isTelling = requests >= REQUESTS_MEASURED_MIN
  return {
    ...pace,
    requestMs: isTelling ? requestMs * (1 - NEW_SHARE) + measuredMs * NEW_SHARE : requestMs,
    ordersPerSet: orders === 0 ? ordersPerSet : resized(ordersPerSet, { orders, tookMs }),
  }
}

function resized(
  ordersPerSet: number,
  { orders, tookMs }: Pick<Measured, 'orders' | 'tookMs'>,
): number {
  if (tookMs > SLOW_SET_MS) {
    return Math.max(ORDERS_PER_SET_MIN, Math.floor(ordersPerSet / 2))
  }
  // A set that was not full proves nothing of a larger one.
  const isProof = tookMs < FAST_SET_MS && orders * 2 > ordersPerSet
  return isProof ? Math.min(ORDERS_PER_SET_MAX, ordersPerSet * 2) : ordersPerSet
}

/** How long a set should take, in milliseconds. */
export function expectedMs(
  requests: number,
  { requestMs }: Pick<CarriedOver, 'requestMs'>,
): number {
  return requests * requestMs
}
