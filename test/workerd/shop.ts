/** A shop as its plugin plays it: signs, sends, and reads verdicts and outcomes. */
import { env, exports } from 'cloudflare:workers'
import { openDatabase } from '../../worker/db/database.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { Answer } from '../../worker/woo/answer.ts'
import { signedHeaders } from '../../worker/woo/signature.ts'
import { addPairedStore, envelopeOf } from '../stores/paired-store.ts'
import type { PairedStore } from '../stores/paired-store.ts'

export type TestShop = PairedStore

export type WooOrder = {
  readonly id: number
  readonly number: string
  readonly [field: string]: unknown
}

const ORIGIN = 'https://tillbridge.example'

/** Every order of the corpus by its file's name, e.g. `guest-cod-processing`. */
export const CORPUS: Readonly<Record<string, WooOrder>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<WooOrder>('../corpus/woo/orders/*.json', { eager: true, import: 'default' }),
  ).map(([path, order]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, order]),
)

export const db = openDatabase(env.DB)

/** A store whose start date admits the corpus; its mapping is that of `store defaults`. */
export function addShop(
  storeID: string,
  settings: Partial<Settings> & { readonly isMapped?: boolean } = {},
): Promise<TestShop> {
  const { isMapped = true, ...chosen } = settings
  return addPairedStore(db, {
    storeID,
    name: storeID,
    originURL: ORIGIN,
    key: env.TILLBRIDGE_KEY,
    settings: chosen,
    samples: isMapped ? Object.values(CORPUS) : null,
    savedAtMs: 0,
  })
}

export function envelope(shop: TestShop, changes: readonly unknown[], more: object = {}) {
  return { ...envelopeOf(shop, changes), ...more }
}

let nonces = 0

/** A nonce no other request of the run has. */
export function newNonce(): string {
  nonces += 1
  return nonces.toString(16).padStart(32, '0')
}

export type Sending = {
  readonly nonce?: string
  readonly nowMs?: number
  readonly secret?: string
  readonly storeID?: string
  /** `changes` unless another is meant. */
  readonly door?: 'changes' | 'sign-in' | 'move'
}

/** Posts a body as the plugin signs it; each part can be falsified. */
export async function post(shop: TestShop, body: string, sending: Sending = {}): Promise<Response> {
  const path = `/shop/${sending.storeID ?? shop.storeID}/${sending.door ?? 'changes'}`
  const bytes = new Uint8Array(new TextEncoder().encode(body))
  const headers = await signedHeaders({
    request: { method: 'POST', path, body: bytes },
    secret: sending.secret ?? shop.secret,
    nonce: sending.nonce ?? newNonce(),
    nowMs: sending.nowMs ?? Date.now(),
  })
  return exports.default.fetch(`${ORIGIN}${path}`, { method: 'POST', headers, body: bytes })
}

export async function send(
  shop: TestShop,
  changes: readonly unknown[],
  more: object = {},
): Promise<Answer> {
  const response = await post(shop, JSON.stringify(envelope(shop, changes, more)))
  if (response.status !== 200) {
    throw new Error(`${response.status} ${await response.text()}`)
  }
  return response.json()
}

export function orderChange(order: WooOrder, generation: number, event = 'changed') {
  return { subject: `order:${order.id}`, generation, event, snapshot: order }
}
