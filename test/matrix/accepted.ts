/**
 * Reviewed by hand: which payloads are not simply posted, with the reason the owner is told, and why
 * a bookkeeper would accept it of this order. Everything else must be posted to the cent.
 */
import type { Cell } from './cells.ts'

export type Accepted = {
  readonly payload: string
  readonly code: string
  /** What may have become of it. */
  readonly outcome: 'posted' | 'held' | 'left out'
  readonly why: string
  /** Every cell, unless this says otherwise. */
  readonly isOf?: (cell: Cell) => boolean
}

export const ACCEPTED: readonly Accepted[] = [
  {
    payload: 'orders/currency-eur',
    code: 'currency-not-in-books',
    outcome: 'held',
    why: 'It was paid in EUR, the books are kept in USD, and multicurrency is off in QuickBooks.',
  },
  {
    payload: 'orders/http-store-api-guest-cod',
    code: 'refund-details-missing',
    outcome: 'posted',
    why: 'It lists a refund of 21.71 whose own payload is not among the files; the sale stands.',
  },
  {
    payload: 'orders/status-checkout-draft',
    code: 'unfinished-order',
    outcome: 'left out',
    why: 'A cart that was never placed; not even a person can send it.',
  },
  {
    payload: 'orders/status-trash',
    code: 'unfinished-order',
    outcome: 'left out',
    why: 'Thrown away in the shop; not even a person can send it.',
  },
  ...['admin-no-address', 'rest-created-pending', 'status-pending'].map((name): Accepted => ({
    payload: `orders/${name}`,
    code: 'sale-still-stands',
    outcome: 'posted',
    why: 'Nobody has paid yet. A person sent it nevertheless, and is told that the sale stands.',
  })),
  {
    payload: 'orders/status-cancelled',
    code: 'sale-still-stands',
    outcome: 'posted',
    why: 'Cancelled. A person sent it nevertheless, and is told that the sale stands.',
  },
  {
    payload: 'orders/status-failed',
    code: 'sale-still-stands',
    outcome: 'posted',
    why: 'Its payment failed. A person sent it nevertheless, and is told that the sale stands.',
  },
  ...['amount-only', 'full', 'partial-line', 'shipping-only'].map((name): Accepted => ({
    payload: `orders/refund-${name}`,
    code: 'refund-of-unposted',
    outcome: 'posted',
    why: 'A sales order is no sale yet: what to credit depends on whether an invoice was made of it.',
    isOf: ({ form }) => form === 'sales-order',
  })),
]

export function acceptedFor(
  cell: Cell,
  payload: string,
): readonly Pick<Accepted, 'code' | 'outcome' | 'why'>[] {
  return ACCEPTED.filter((one) => one.payload === payload && (one.isOf?.(cell) ?? true))
}
