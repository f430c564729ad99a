/**
 * Where plugins write what of an order was paid with gift cards and store credit. Each was read in its
 * plugin's source in November 2026; what became of the order's total is for `redemptions.ts` to see.
 */
import { sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { parseDecimal, roundedCents } from '../money/decimal.ts'
import type { CouponLine, FeeLine, Order } from '../woo/order.ts'
import { metaText, metaValue } from './order-meta.ts'

export type Redemption = {
  readonly kind: 'gift-card' | 'store-credit'
  /** What the buyer typed in; empty where the plugin has no codes. */
  readonly code: string
  /** What was taken from it. */
  readonly amountCents: Cents
  /** What of that is among the order's discounts, where it is a coupon; else null. */
  readonly discountCents: Cents | null
}

/** Coupons that are store credit, by their type, and where the order keeps what each gave. */
const CREDIT_COUPONS: ReadonlyMap<string, readonly string[]> = new Map([
  // StoreApps' Smart Coupons.
  ['smart_coupon', ['smart_coupons_contribution']],
  // WooCommerce Store Credit; WebToffee's Smart Coupons and Gift Cards.
  ['store_credit', ['_store_credit_used', 'wt_store_credit_used']],
])

/** Amounts by code, in YITH Gift Cards. */
const YITH_CARDS = '_ywgc_applied_gift_cards'

/** Amounts without a code: in a field of Advanced Coupons', and as it is of Account Funds'. */
const ADVANCED_COUPONS = { key: 'acfw_store_credits_order_paid', field: 'amount' }
const ACCOUNT_FUNDS = '_funds_used'

/** Credit as the way an order was paid: its money is the gateway's, and mapped with it. */
const CREDIT_GATEWAYS: readonly string[] = ['accountfunds']

/** TeraWallet's part of the payment is a fee below zero with this key. */
const WALLET_FEE = { key: '_legacy_fee_key', value: '_via_wallet_partial_payment' }

export function redemptionsOf(order: Order): readonly Redemption[] {
  return [...cardsOf(order), ...couponsOf(order), ...fundsOf(order)].filter(
    ({ amountCents }) => amountCents > 0,
  )
}

export function isWalletFee({ metaData }: FeeLine): boolean {
  return metaData.some(({ key, value }) => key === WALLET_FEE.key && value === WALLET_FEE.value)
}

function cardsOf(order: Order): Redemption[] {
  const yith = Object.entries(textsIn(order, YITH_CARDS)).map(([code, amount]) => ({
    code,
    amount,
  }))
  return [...order.giftCards, ...order.pwGiftCardsRedeemed, ...yith].map(({ code, amount }) => ({
    kind: 'gift-card',
    code,
    amountCents: wholeCents(amount),
    discountCents: null,
  }))
}

function couponsOf(order: Order): Redemption[] {
  return order.couponLines.flatMap((coupon): Redemption[] => {
    const keys = CREDIT_COUPONS.get(coupon.discountType)
    return keys === undefined
      ? []
      : [
          {
            kind: 'store-credit',
            code: coupon.code,
            amountCents: givenBy(coupon, { order, keys }),
            discountCents: wholeCents(coupon.discount),
          },
        ]
  })
}

/** As the plugin says; else what the coupon took off, with its tax where prices include it. */
function givenBy(
  { code, discount, discountTax }: CouponLine,
  { order, keys }: { readonly order: Order; readonly keys: readonly string[] },
): Cents {
  for (const key of keys) {
    const [, said] =
      Object.entries(textsIn(order, key)).find(
        ([name]) => name.toLowerCase() === code.toLowerCase(),
      ) ?? []
    if (said !== undefined) {
      return wholeCents(said)
    }
  }
  const tax = order.pricesIncludeTax ? wholeCents(discountTax ?? '') : ZERO
  return sum([wholeCents(discount), tax])
}

function fundsOf(order: Order): Redemption[] {
  const { key, field } = ADVANCED_COUPONS
  const isGateway = CREDIT_GATEWAYS.includes(order.paymentMethod)
  const funds = isGateway ? null : metaText(order, ACCOUNT_FUNDS)
  return [textsIn(order, key)[field], funds].map((amount) => ({
    kind: 'store-credit',
    code: '',
    amountCents: wholeCents(amount ?? ''),
    discountCents: null,
  }))
}

/** PHP writes amounts as text, as integers and as floats with noise; what is no amount is none. */
function wholeCents(amount: string): Cents {
  const exact = parseDecimal(amount)
  return exact === null ? ZERO : roundedCents(exact)
}

/** What stands under the keys of a stored array, as far as it is text or a number. */
function textsIn(order: Order, key: string): Readonly<Record<string, string>> {
  const value = metaValue(order, key)
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    entries.flatMap(([name, one]) => (isText(one) ? [[name, String(one)]] : [])),
  )
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
