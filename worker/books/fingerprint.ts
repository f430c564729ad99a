/**
 * What tells whether the shop changed an order since its sale was written. The owner's settings do
 * not count, since a new choice is for new documents; nor does what an order comes to by itself: its
 * status, the day it was paid or completed, its refunds.
 */
import { textDigest } from '../text/digest.ts'
import type { Order } from '../woo/order.ts'
import type { CustomerIdentity, SaleDocument } from './document.ts'
import { payloadRead } from './order-field.ts'
import type { Settings } from './settings.ts'

export type Fingerprint = {
  /** The day the order was placed, in the shop's time. */
  readonly day: string
  /** Who bought: a guest who opens an account stays the same. */
  readonly buyer: string
  /** All that the shop says of it, as a digest. While it is the same, nothing was changed. */
  readonly shop: string
  /** What of that stands on the document, as a digest: a note that no form shows changes only `shop`. */
  readonly document: string
}

export function saleFingerprint({
  order,
  settings,
  buyer,
  sale,
}: {
  readonly order: Order
  readonly settings: Settings
  /** Whoever the form is made out to by the owner's settings. */
  readonly buyer: CustomerIdentity
  readonly sale: Omit<SaleDocument, 'fingerprint'>
}): Fingerprint {
  // The last subject is the e-mail where there is one.
  const bought = buyer.subjects.at(-1) ?? ''
  const shop = once(() => shopDigest(order, settings))
  const document = once(() =>
    textDigest(JSON.stringify({ ...sale, customer: bought, ...NOT_ON_THE_FORM })),
  )
  return {
    day: order.dateCreated.slice(0, 'yyyy-mm-dd'.length),
    buyer: bought,
    get shop() {
      return shop()
    },
    get document() {
      return document()
    },
  }
}

/** Made when it is asked for: an order is looked at more often than it is sent or compared. */
function once(make: () => string): () => string {
  let made: string | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** What never changes in the shop but as a whole: a refund, the money for an order. */
export function plainFingerprint(content: string): Fingerprint {
  return { day: '', buyer: '', shop: content, document: content }
}

/**
 * The number is given once; payment and losses are no part of the form. The currency is the buyer's,
 * and is left out, so that it says nothing new of a sale in the books' own.
 */
const NOT_ON_THE_FORM = { currency: undefined, refNumber: '', ruleOf: {}, payments: [], losses: [] }

function shopDigest(order: Order, settings: Settings): string {
  const { status: _status, refunds: _refunds, payload: _payload, ...said } = order
  const { datePaid: _paid, datePaidGmt: _paidGmt, ...unpaid } = said
  const { dateCompleted: _completed, dateCompletedGmt: _completedGmt, ...content } = unpaid
  // Of the payload what the owner's choices look at; the rest changes with each look.
  return textDigest(JSON.stringify({ ...content, alsoRead: payloadRead(order, settings) }))
}
