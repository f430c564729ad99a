/**
 * A payment that the buyer's bank took back, or may. Whether it is lost is decided weeks later, and
 * the bank charges for it: what becomes of it in the books is a bookkeeper's to enter.
 */
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { metaText } from './order-meta.ts'

/** Where gateways' plugins write that a payment is disputed, or under review. */
const DISPUTE_KEYS = [
  '_stripe_charge_disputed',
  // Stripe's own plugin keeps the status that the order had until then.
  '_stripe_status_before_hold',
  '_stripe_dispute_id',
  '_wcpay_dispute_id',
  '_ppcp_dispute_id',
  '_paypal_dispute_id',
  '_dispute_id',
  '_chargeback',
] as const

/** Values that say that there is none. */
const NO = ['', '0', 'no', 'false', 'none'] as const

/** In these the shop waits for the outcome, or has given in; in others it is over. */
const OPEN_STATUSES: readonly string[] = ['on-hold', 'failed', 'cancelled', 'refunded']

const DISPUTE_REASON = /charge[\s-]?back|\bdisputed?\b/i

/** The order as a whole: paid once, and back on hold with a plugin's word that it is disputed. */
export function isDisputed(order: Order): boolean {
  return (
    order.datePaidGmt !== null &&
    OPEN_STATUSES.includes(order.status) &&
    DISPUTE_KEYS.some((key) => isSaid(metaText(order, key)))
  )
}

/** A refund that was entered for money that the bank had taken already. */
export function isChargeback({ reason, refundedPayment }: Refund, order: Order): boolean {
  return DISPUTE_REASON.test(reason) || (!refundedPayment && isDisputed(order))
}

function isSaid(value: string | null): boolean {
  return value !== null && !NO.some((no) => no === value.toLowerCase())
}
