/**
 * Gift cards and store credit that an order sells. What a card is worth is owed to whoever holds it:
 * it is earned when it is redeemed, in `redemptions.ts`.
 */
import type { LineItem } from '../woo/order.ts'
import { soldSubject } from './item-identity.ts'
import type { ItemChoices } from './item-identity.ts'

/** What each plugin writes on the line of a card that is sold, read in its source in November 2026. */
const SOLD_CARD_KEYS: readonly RegExp[] = [
  // PW Gift Cards: recipient, sender, amount, and the number once it is issued.
  /^pw_gift_card_/,
  // WooCommerce Gift Cards: recipient, sender, amount, and the cards once they are issued.
  /^wc_gc_giftcard/,
  // YITH Gift Cards.
  /^_ywgc_/,
  // WooCommerce Store Credit.
  /^_store_credit_(data|receiver|coupons)$/,
  // Smart Coupons, credit of any amount.
  /^sc_called_credit$/,
]

export function isGiftCardSale(line: LineItem, { lines: choices }: ItemChoices): boolean {
  const named = new Set(choices.giftCardProducts)
  return (
    named.has(soldSubject(line)) ||
    named.has(`product:${line.productId}`) ||
    (line.sku !== '' && named.has(line.sku)) ||
    line.metaData.some(({ key }) => SOLD_CARD_KEYS.some((sold) => sold.test(key)))
  )
}
