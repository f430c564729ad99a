/** The orders a simulated shop has: real ones of the corpus under other numbers and buyers. */
import couponPercent from '../corpus/woo/orders/coupon-percent.json'
import guestOnHold from '../corpus/woo/orders/guest-bacs-onhold.json'
import registered from '../corpus/woo/orders/registered-bacs-processing.json'
import company from '../corpus/woo/orders/registered-company.json'
import stripePaid from '../corpus/woo/orders/stripe-like-paid.json'
import virtual from '../corpus/woo/orders/virtual-only-completed.json'
import type { Random } from './random.ts'

export type OrderPayload = {
  readonly id: number
  readonly number: string
  readonly status: string
  readonly total: string
  readonly date_paid_gmt: string | null
  readonly customer_note: string
  readonly date_created: string
  readonly line_items: readonly { readonly quantity: number; readonly [field: string]: unknown }[]
  readonly fee_lines: readonly unknown[]
  readonly refunds: readonly ShownRefund[]
  readonly billing: {
    readonly email: string
    readonly address_1: string
    readonly [field: string]: unknown
  }
  readonly [field: string]: unknown
}

/** The time is the refund's own, and stands in the order only here. */
export type ShownRefund = {
  readonly id: number
  readonly total: string
  readonly date_created_gmt: string
}

/** Paid ones become sales receipts, the others invoices. */
export const SHAPES = {
  virtual,
  'stripe-paid': stripePaid,
  'coupon-percent': couponPercent,
  registered,
  'guest-on-hold': guestOnHold,
  company,
} as unknown as Readonly<Record<string, OrderPayload>>

export const SHAPE_NAMES = Object.keys(SHAPES)

/** Two people of one name, whom only the e-mail tells apart, and one more. */
const GUESTS = ['gwen.guest@example.test', 'another.gwen@example.test', 'gwen@third.example.test']

export function newOrder(
  random: Random,
  { id, shapes }: { readonly id: number; readonly shapes: readonly string[] },
): OrderPayload {
  const shape = SHAPES[random.pick(shapes)]
  if (shape === undefined) {
    throw new Error('a shape that the corpus does not have')
  }
  const isGuest = shape.customer_id === 0
  const email = isGuest ? random.pick(GUESTS) : shape.billing.email
  return { ...shape, id, number: String(id), billing: { ...shape.billing, email } }
}

export const EDITS = [
  'total',
  'note',
  'cancel',
  'complete',
  'pay',
  'refund',
  'trash',
  'pend',
  'fail',
  'park',
  'restore',
  'take-fee',
  'quantity',
  'move',
  'redate',
  'unrefund',
] as const
export type Edit = (typeof EDITS)[number]

const FEE_CENTS = 250

export function editedOrder(order: OrderPayload, edit: Edit, at: number): OrderPayload {
  switch (edit) {
    case 'total':
      return {
        ...order,
        total: centsText(totalCents(order) + FEE_CENTS),
        fee_lines: [...order.fee_lines, feeLine(at)],
      }
    case 'note':
      return { ...order, customer_note: `Please ring twice (${at})` }
    case 'cancel':
      return { ...order, status: 'cancelled' }
    case 'complete':
      return { ...order, status: 'completed' }
    case 'pay':
      return { ...order, status: 'processing', date_paid_gmt: '2026-11-24T09:00:00' }
    case 'refund':
      return { ...order, refunds: [{ ...REFUND, id: at, date_created_gmt: refundedAt(order) }] }
    case 'trash':
      return { ...order, status: 'trash' }
    case 'pend':
      return { ...order, status: 'pending' }
    case 'fail':
      return { ...order, status: 'failed' }
    case 'park':
      // A plugin’s own status, which orders do not go out with.
      return { ...order, status: 'packing' }
    case 'restore':
      return { ...order, status: 'processing' }
    case 'take-fee':
      return withoutFee(order)
    case 'quantity':
      return {
        ...order,
        line_items: order.line_items.map((line) => ({ ...line, quantity: line.quantity + 1 })),
      }
    case 'move':
      return { ...order, billing: { ...order.billing, address_1: `${at} Side Rd` } }
    case 'redate':
      return {
        ...order,
        date_created: `2026-11-${String(10 + (at % 15)).padStart(2, '0')}T12:00:00`,
      }
    case 'unrefund':
      return { ...order, refunds: order.refunds.slice(1) }
  }
}

function withoutFee(order: OrderPayload): OrderPayload {
  const [, ...fee_lines] = order.fee_lines
  return order.fee_lines.length === 0
    ? order
    : { ...order, total: centsText(totalCents(order) - FEE_CENTS), fee_lines }
}

/** Before it was paid, or after. */
function refundedAt({ date_paid_gmt }: OrderPayload): string {
  return date_paid_gmt === null ? '2026-11-24T08:00:00' : '2026-11-24T10:00:00'
}

/** What was refunded before anything was paid was never paid. */
export function paidCents(order: OrderPayload): number {
  const { refunds, date_paid_gmt: paidAt } = order
  const lowered = refunds.filter(({ date_created_gmt }) => date_created_gmt < (paidAt ?? ''))
  return lowered.reduce((cents, { total }) => cents + totalCents({ total }), totalCents(order))
}

const REFUND = { reason: 'Goodwill', total: '-1.00', total_tax: '0.00' }

function feeLine(id: number) {
  return {
    id,
    name: 'Gift wrap',
    tax_class: '',
    tax_status: 'none',
    amount: centsText(FEE_CENTS),
    total: centsText(FEE_CENTS),
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
  }
}

export function totalCents({ total }: { readonly total: string }): number {
  return Math.round(Number(total) * 100)
}

function centsText(cents: number): string {
  return (cents / 100).toFixed(2)
}
