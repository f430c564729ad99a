/** The demo's shop: the corpus of real WooCommerce orders, and a plugin that signs and sends them. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer, Outcome } from '../woo/answer.ts'
import { CHANGES_MAX } from '../woo/changes.ts'
import { signedHeaders } from '../woo/signature.ts'
import { PROJECT } from './local-worker.ts'

export type DemoOrder = {
  readonly id: number
  readonly number: string
  readonly status: string
  readonly total: string
  readonly currency: string
  /** Only so much of each as an order says itself. */
  readonly refunds: readonly { readonly id: number }[]
  readonly [field: string]: unknown
}

/** Whole, by their IDs. */
export type DemoRefunds = ReadonlyMap<number, unknown>

export type DemoShop = {
  readonly origin: string
  readonly storeID: string
  readonly secret: string
}

export const DEMO_SHOP_URL = 'https://shop.example'

const CORPUS = join(PROJECT, 'test/corpus/woo')
const NONCE_BYTES = 16
/** Ids of copied orders start here, far from the corpus's own. */
const FIRST_COPY_ID = 100_000

/** Each order of the corpus, or so many made of them. */
export async function demoOrders(count: number | null): Promise<readonly DemoOrder[]> {
  const corpus = await corpusFolder<DemoOrder>('orders')
  if (count === null) {
    return corpus
  }
  const usual = corpus.filter(
    ({ status, currency }) => status === 'processing' && currency === 'USD',
  )
  return Array.from({ length: count }, (_, at) => copyOf(usual[at % usual.length] ?? {}, at))
}

/** Each refund of the corpus. */
export async function demoRefunds(): Promise<DemoRefunds> {
  const corpus = await corpusFolder<{ readonly id: number }>('refunds')
  return new Map(corpus.map((refund) => [refund.id, refund]))
}

async function corpusFolder<TPayload>(kind: 'orders' | 'refunds'): Promise<readonly TPayload[]> {
  const folder = join(CORPUS, kind)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as TPayload),
  )
}

/** The same goods for somebody else: another number, another guest. */
function copyOf(order: Partial<DemoOrder>, at: number): DemoOrder {
  const id = FIRST_COPY_ID + at
  const billing = { ...(order.billing as object), email: `guest-${at}@example.test` }
  return { ...(order as DemoOrder), id, number: String(id), customer_id: 0, billing }
}

/** What the plugin does at each drain: up to a hundred changes, signed; returns all verdicts. */
export async function feed(
  shop: DemoShop,
  feeding: {
    readonly orders: readonly DemoOrder[]
    readonly refunds?: DemoRefunds
    readonly epoch: string
    readonly onProgress: (sent: number) => void
  },
): Promise<Answer['verdicts']> {
  const { orders, refunds = new Map(), epoch, onProgress } = feeding
  const verdicts: Answer['verdicts'][number][] = []
  for (let at = 0; at < orders.length; at += CHANGES_MAX) {
    const changes = orders.slice(at, at + CHANGES_MAX).map((order, index) => ({
      subject: `order:${order.id}`,
      generation: at + index + 1,
      event: 'changed',
      snapshot: order,
      ...refundsRead(order, refunds),
    }))
    const answer = await post(shop, { epoch, changes, outcomesAfter: null })
    verdicts.push(...answer.verdicts)
    onProgress(verdicts.length)
  }
  return verdicts
}

/** All of an order's refunds, or nothing said of them where one is missing. */
function refundsRead(order: DemoOrder, refunds: DemoRefunds): { readonly refunds?: unknown[] } {
  const found = order.refunds.flatMap(({ id }) => refunds.get(id) ?? [])
  return found.length === order.refunds.length ? { refunds: found } : {}
}

/** The last outcome of each subject, read as the plugin polls: after a cursor, while there is more. */
export async function pollOutcomes(shop: DemoShop): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  let outcomesAfter: string | null = null
  let more = true
  while (more) {
    const answer: Answer = await post(shop, { epoch: 'poll', changes: [], outcomesAfter })
    answer.outcomes.forEach((outcome) => outcomes.set(outcome.subject, outcome))
    outcomesAfter = answer.outcomesAfter
    more = answer.more
  }
  return outcomes
}

async function post(shop: DemoShop, envelope: object): Promise<Answer> {
  const path = `/shop/${shop.storeID}/changes`
  const body = new TextEncoder().encode(
    JSON.stringify({ protocol: 1, shop: SHOP_FACTS, ...envelope }),
  )
  const headers = await signedHeaders({
    request: { method: 'POST', path, body },
    secret: shop.secret,
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString('hex'),
    nowMs: Date.now(),
  })
  const response = await fetch(`${shop.origin}${path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body,
  })
  if (!response.ok) {
    throw new Error(`the shop's door answered ${response.status}: ${await response.text()}`)
  }
  return (await response.json()) as Answer
}

const SHOP_FACTS = {
  url: DEMO_SHOP_URL,
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
