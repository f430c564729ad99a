/** A shop and its plugin: orders, the outbox that keeps a row until it is answered, and outcomes. */
import type { Answer, Outcome } from '../../worker/woo/answer.ts'
import alice from '../corpus/woo/customers/alice.json'
import acme from '../corpus/woo/customers/company.json'
import refund from '../corpus/woo/refunds/amount-only-no-lines.json'
import { editedOrder, newOrder } from './orders.ts'
import type { Edit, OrderPayload } from './orders.ts'
import type { Random } from './random.ts'
import { STORE } from './store.ts'

export type ShopOrder = {
  readonly id: number
  readonly payload: OrderPayload
  readonly isDeleted: boolean
  /** The owner sent it by hand, whatever its status. */
  readonly wasPushed: boolean
}

export type CustomerPayload = {
  readonly id: number
  readonly billing: { readonly phone: string; readonly [field: string]: unknown }
  readonly [field: string]: unknown
}

export type ChangeEvent = 'changed' | 'deleted' | 'pushed'

type OutboxRow = { readonly generation: number; readonly event: ChangeEvent }

export type Shop = {
  epoch: number
  generation: number
  nextID: number
  readonly orders: Map<number, ShopOrder>
  readonly customers: Map<number, CustomerPayload>
  /** By subject. */
  readonly outbox: Map<string, OutboxRow>
  /** Subjects that the Worker refused. */
  readonly setAside: Set<string>
  outcomesAfter: string | null
  /** The Worker has more outcomes to tell. */
  hasMore: boolean
  readonly applied: Set<string>
  /** The last outcome heard of each subject. */
  readonly heard: Map<string, Outcome>
}

/** A POST that is ready to go, and what it was made from. */
export type Parcel = {
  readonly epoch: number
  readonly sent: ReadonlyMap<string, number>
  readonly envelope: unknown
}

/** The orders of the run. */
export const FIRST_ORDER_ID = 1001
/** Those from before it. */
export const FIRST_PAST_ID = 901

/** SHOP.md allows 100; fewer make more interleavings. */
const CHANGES_PER_PARCEL_MAX = 20

export function createShop(past: Shop | null): Shop {
  if (past !== null) {
    return structuredClone(past)
  }
  return {
    epoch: 1,
    generation: 0,
    nextID: FIRST_ORDER_ID,
    orders: new Map(),
    customers: new Map([alice, acme].map((customer) => [customer.id, customer])),
    outbox: new Map(),
    setAside: new Set(),
    outcomesAfter: null,
    hasMore: false,
    applied: new Set(),
    heard: new Map(),
  }
}

export function subjectOf(id: number): string {
  return `order:${id}`
}

export function placeOrder(shop: Shop, random: Random, shapes: readonly string[]): ShopOrder {
  const id = shop.nextID
  shop.nextID += 1
  const order = {
    id,
    payload: newOrder(random, { id, shapes }),
    isDeleted: false,
    wasPushed: false,
  }
  shop.orders.set(id, order)
  note(shop, subjectOf(id), 'changed')
  return order
}

export function editOrder(shop: Shop, order: ShopOrder, edit: Edit): void {
  const payload = editedOrder(order.payload, edit, shop.generation)
  shop.orders.set(order.id, { ...order, payload })
  note(shop, subjectOf(order.id), 'changed')
}

export function deleteOrder(shop: Shop, order: ShopOrder): void {
  shop.orders.set(order.id, { ...order, isDeleted: true })
  note(shop, subjectOf(order.id), 'deleted')
}

/** The owner's “Send again”. */
export function pushOrder(shop: Shop, order: ShopOrder): void {
  shop.orders.set(order.id, { ...order, wasPushed: true })
  note(shop, subjectOf(order.id), 'pushed')
}

/** Somebody with an account gets another phone number; returns whose it is. */
export function editCustomer(shop: Shop, random: Random): number {
  const customer = random.pick([...shop.customers.values()])
  const { id, billing } = customer
  const phone = `+1 415 555 ${random.int(1000, 9999)}`
  shop.customers.set(id, { ...customer, billing: { ...billing, phone } })
  note(shop, `customer:${id}`, 'changed')
  return id
}

/** Everything again, under a new epoch: what the plugin does when the Worker lost its memory. */
export function sendAllAgain(shop: Shop): void {
  shop.epoch += 1
  shop.outcomesAfter = null
  shop.applied.clear()
  shop.heard.clear()
  for (const { id, isDeleted } of shop.orders.values()) {
    note(shop, subjectOf(id), isDeleted ? 'deleted' : 'changed')
  }
  for (const id of shop.customers.keys()) {
    note(shop, `customer:${id}`, 'changed')
  }
}

/** One row a subject; a wish of the owner outlives a later change until it is delivered. */
function note(shop: Shop, subject: string, event: ChangeEvent): void {
  shop.generation += 1
  const isStillPushed = event === 'changed' && shop.outbox.get(subject)?.event === 'pushed'
  shop.outbox.set(subject, {
    generation: shop.generation,
    event: isStillPushed ? 'pushed' : event,
  })
  shop.setAside.delete(subject)
}

/** Reads each order as it is now. An empty parcel asks for outcomes. */
export function packParcel(shop: Shop): Parcel {
  const rows = [...shop.outbox].slice(0, CHANGES_PER_PARCEL_MAX)
  const changes = rows.map(([subject, { generation, event }]) => {
    const snapshot = snapshotOf(shop, subject)
    return event === 'deleted' || snapshot === null
      ? { subject, generation, event: 'deleted' as const }
      : { subject, generation, event, snapshot, ...refundsOf(snapshot) }
  })
  return {
    epoch: shop.epoch,
    sent: new Map(rows.map(([subject, { generation }]) => [subject, generation])),
    envelope: {
      protocol: 1,
      epoch: `epoch-${shop.epoch}`,
      outcomesAfter: shop.outcomesAfter,
      shop: SHOP_FACTS,
      changes,
    },
  }
}

function snapshotOf(shop: Shop, subject: string): OrderPayload | CustomerPayload | null {
  const [kind, id] = subject.split(':')
  if (kind === 'customer') {
    return shop.customers.get(Number(id)) ?? null
  }
  const order = shop.orders.get(Number(id))
  return order === undefined || order.isDeleted ? null : order.payload
}

/** Each refund as the shop's REST API has it; a customer has none. */
function refundsOf(snapshot: OrderPayload | CustomerPayload) {
  return 'line_items' in snapshot
    ? {
        refunds: (snapshot as OrderPayload).refunds.map(({ id, date_created_gmt }) => ({
          ...REFUND,
          id,
          date_created_gmt,
        })),
      }
    : {}
}

const REFUND = { ...refund, amount: '1.00' }

const SHOP_FACTS = {
  url: STORE.url,
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  decimals: 2,
  pricesIncludeTax: false,
  taxRoundedAt: 'line',
  woocommerce: '11.0.1',
  wordpress: '7.1',
  php: '8.2.33',
  plugin: '1.0.0',
}

/** A verdict removes a row only if its generation did not move meanwhile. */
export function hearAnswer(shop: Shop, parcel: Parcel, answer: Answer): void {
  if (parcel.epoch !== shop.epoch) {
    return
  }
  for (const { subject, generation, verdict } of answer.verdicts) {
    if (shop.outbox.get(subject)?.generation === generation) {
      shop.outbox.delete(subject)
      if (verdict === 'refused') {
        shop.setAside.add(subject)
      }
    }
  }
  for (const outcome of answer.outcomes) {
    if (!shop.applied.has(outcome.id)) {
      shop.applied.add(outcome.id)
      shop.heard.set(outcome.subject, outcome)
    }
  }
  shop.outcomesAfter = answer.outcomesAfter
  shop.hasMore = answer.more
}
