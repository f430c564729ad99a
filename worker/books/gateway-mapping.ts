/** How the money of each payment gateway arrives, what the gateway keeps, and how it goes back. */
import * as v from 'valibot'
import type { Order } from '../woo/order.ts'
import { mapped } from './mapped.ts'
import {
  entriesBy,
  isPlainObject,
  listOf,
  oneOf,
  optionalFullName,
  optionalListName,
  orderStatus,
  textThat,
  wholeNumber,
} from './setting-values.ts'

/** What QuickBooks has room for, and a key that nobody would shorten. */
const LENGTHS_MAX = { paymentMethodName: 31, accountFullName: 159, metaKey: 255 } as const

/** A year and a day: longer terms nobody grants. */
export const DUE_DAYS_MAX = 366

/** Stands between a gateway and a currency: `stripe|EUR`. */
const CURRENCY_SEPARATOR = '|'

const account = optionalFullName(LENGTHS_MAX.accountFullName)

const choices = {
  /** Null sends no payment method. */
  paymentMethodName: v.optional(optionalListName(LENGTHS_MAX.paymentMethodName), null),
  /** Null leaves the money in Undeposited Funds. */
  depositAccountName: v.optional(account, null),
  /** The receivables that invoices, payments and credits stand in; null is QuickBooks’ own choice. */
  receivablesAccountName: v.optional(account, null),
  /** Days after which an invoice of the gateway falls due; null leaves it to `dueDays`. */
  dueDays: v.optional(v.nullable(wholeNumber(0, DUE_DAYS_MAX)), null),
  /** An order counts as paid once it has one of these; none leaves it to the shop’s own date. */
  paidStatuses: v.optional(
    listOf(orderStatus, 'a list of order statuses such as ["completed"]'),
    [],
  ),
  /** Where what the gateway keeps is booked to; null books no fees. */
  feeAccountName: v.optional(account, null),
  /** The order’s meta data that say the fee; null looks where the known plugins keep it. */
  feeMetaKey: v.optional(
    v.nullable(
      textThat(
        'the key of the order’s meta data such as "_stripe_fee", or null',
        (key) => key !== '' && key.length <= LENGTHS_MAX.metaKey,
      ),
    ),
    null,
  ),
  /** What settles a credit memo: a refund on the card, a check, or nothing. */
  refundsBy: v.optional(oneOf(['card', 'check', 'credit']), 'card'),
  /** Where refunded money leaves from; null is the account that it is deposited to. */
  refundAccountName: v.optional(account, null),
}

const gateway = v.pipe(
  v.custom<object>(isPlainObject, 'an object'),
  v.strictObject(choices),
  v.check(
    ({ feeAccountName, depositAccountName }) =>
      feeAccountName === null || depositAccountName !== null,
    'a depositAccountName beside the feeAccountName: the fee is taken off as money is deposited there',
  ),
  v.check(
    ({ refundsBy, refundAccountName, depositAccountName }) =>
      refundsBy !== 'check' || refundAccountName !== null || depositAccountName !== null,
    'a refundAccountName or depositAccountName beside refundsBy: checks are drawn on it',
  ),
  v.readonly(),
)

export type MappedGateway = v.InferOutput<typeof gateway>

/** Nothing chosen: no method, Undeposited Funds, QuickBooks' own receivables, refunds by card. */
export const PLAIN_GATEWAY: MappedGateway = v.parse(gateway, {})

/** By gateway, or by gateway and currency. `""` is an order without a payment method. */
export const gatewaysByID = entriesBy(
  v.string('the ID of a payment gateway, with or without a currency, such as "stripe|EUR"'),
  gateway,
)

/** The choice for the order's gateway in its currency, else for the gateway; null where none is. */
export function mappedGateway(
  gateways: Readonly<Record<string, MappedGateway>>,
  { paymentMethod, currency }: Pick<Order, 'paymentMethod' | 'currency'>,
): MappedGateway | null {
  return (
    mapped(gateways, `${paymentMethod}${CURRENCY_SEPARATOR}${currency}`) ??
    mapped(gateways, paymentMethod)
  )
}
