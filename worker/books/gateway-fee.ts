/**
 * What a gateway kept of an order's money, as its plugin wrote it into the order. The sale stays
 * gross; the fee is taken off as the money goes to the bank, and no customer sees it.
 */
import { cents, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { parseDecimal, roundedCents } from '../money/decimal.ts'
import type { Order } from '../woo/order.ts'
import type { DepositDocument, PaymentDocument } from './document.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import { metaText, metaValue } from './order-meta.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { isPlainObject } from './setting-values.ts'

/** Where a fee stands, and where its currency does, if that may be another than the order's. */
type FeeKey = { readonly key: string; readonly currencyKey: string | null }

/** The keys of the gateways' own plugins, newer ones first. */
const FEE_KEYS: readonly FeeKey[] = [
  { key: '_stripe_fee', currencyKey: '_stripe_currency' },
  { key: 'Stripe Fee', currencyKey: '_stripe_currency' },
  { key: '_wcpay_transaction_fee', currencyKey: null },
  { key: 'PayPal Transaction Fee', currencyKey: null },
  { key: '_paypal_transaction_fee', currencyKey: null },
  { key: '_paypal_fee', currencyKey: null },
  { key: 'HitPay_fees', currencyKey: null },
]

/** PayPal Payments keeps all that PayPal said: `{ paypal_fee: { currency_code, value } }`. */
const PAYPAL_BREAKDOWN = '_ppcp_paypal_fees'

type Fee = { readonly key: string; readonly amount: string; readonly currency: string | null }

export type Deposited = {
  readonly order: Order
  readonly gateway: MappedGateway | null
  readonly refNumber: string
  /** The whole that arrived; null where nothing did, or it arrived in parts. */
  readonly money: Pick<PaymentDocument, 'txnDate' | 'totalCents'> | null
}

/** Null where the owner books no fees or nobody says what the gateway kept: nothing is guessed. */
export function depositOf(deposited: Deposited): DepositDocument | Problem | null {
  const { order, gateway, refNumber, money } = deposited
  const feeAccountName = gateway?.feeAccountName ?? null
  const depositAccountName = gateway?.depositAccountName ?? null
  const fee = feeIn(order, gateway?.feeMetaKey ?? null)
  if (feeAccountName === null || depositAccountName === null || fee === null || money === null) {
    return null
  }
  const feeCents = feeCentsOf(fee, { order, totalCents: money.totalCents })
  if (typeof feeCents !== 'number') {
    return feeCents
  }
  const words = ['Payout', order.paymentMethodTitle, `of WooCommerce order ${order.number}`]
  return {
    refNumber,
    txnDate: money.txnDate,
    totalCents: cents(money.totalCents - feeCents),
    feeCents,
    feeAccountName,
    depositAccountName,
    memo: words.filter((word) => word !== '').join(' '),
  }
}

function feeIn(order: Order, ownKey: string | null): Fee | null {
  const keys = ownKey === null ? FEE_KEYS : [{ key: ownKey, currencyKey: null }]
  for (const { key, currencyKey } of keys) {
    const amount = metaText(order, key) ?? ''
    if (amount !== '') {
      return { key, amount, currency: currencyKey === null ? null : metaText(order, currencyKey) }
    }
  }
  return ownKey === null ? payPalFee(metaValue(order, PAYPAL_BREAKDOWN)) : null
}

function payPalFee(breakdown: unknown): Fee | null {
  const fee = isPlainObject(breakdown) ? breakdown.paypal_fee : null
  const value = isPlainObject(fee) ? fee.value : null
  if (!isPlainObject(fee) || (typeof value !== 'string' && typeof value !== 'number')) {
    return null
  }
  const { currency_code: currency } = fee
  return {
    key: PAYPAL_BREAKDOWN,
    amount: String(value).trim(),
    currency: typeof currency === 'string' ? currency : null,
  }
}

function feeCentsOf(
  { key, amount, currency }: Fee,
  { order, totalCents }: { readonly order: Order; readonly totalCents: Cents },
): Cents | Problem {
  const facts = { order: order.number, field: key, shown: amount }
  if (currency !== null && currency.toUpperCase() !== order.currency) {
    const shown = `${amount} ${currency.toUpperCase()}`
    return problem('fee-unclear', { ...facts, shown, currency: order.currency })
  }
  const exact = parseDecimal(amount)
  const feeCents = exact === null ? null : roundedCents(exact)
  const isUsable = feeCents !== null && feeCents >= ZERO && feeCents <= totalCents
  return isUsable
    ? feeCents
    : problem('fee-unclear', { ...facts, currency: order.currency, shown: amount })
}
