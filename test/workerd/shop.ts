/** A shop as its plugin plays it: signs, sends, and reads verdicts and outcomes. */
import { env, exports } from 'cloudflare:workers'
import { openDatabase, writeTogether } from '../../worker/db/database.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { hashPassword } from '../../worker/stores/password.ts'
import { sealSecret } from '../../worker/stores/secret-box.ts'
import { saveSettings } from '../../worker/stores/settings.ts'
import { insertStore } from '../../worker/stores/store.ts'
import type { Answer } from '../../worker/woo/answer.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { signedHeaders } from '../../worker/woo/signature.ts'

export type TestShop = {
  readonly storeID: string
  readonly secret: string
  readonly password: string
  readonly userName: string
  readonly url: string
}

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
export async function addShop(
  storeID: string,
  settings: Partial<Settings> & { readonly isMapped?: boolean } = {},
): Promise<TestShop> {
  const shop = {
    storeID,
    secret: `secret of ${storeID}`,
    password: `password of ${storeID}`,
    userName: `tillbridge-${storeID}`,
    url: `https://${storeID}.example`,
  }
  const { salt, hash } = await hashPassword(shop.password)
  const { isMapped = true, ...chosen } = settings
  const merged = { ...DEFAULT_SETTINGS, ...chosen }
  const orders = Object.values(CORPUS).flatMap((order) => {
    const decoded = decodeOrder(order)
    return isFieldProblem(decoded) ? [] : [decoded]
  })
  await writeTogether(db, [
    insertStore(db, {
      storeID,
      name: storeID,
      shopURL: shop.url,
      type: 'desktop',
      originURL: ORIGIN,
      createdAtMs: 0,
      startAtMs: Date.parse('2020-01-01'),
      userName: shop.userName,
      passwordSalt: salt,
      passwordHash: hash,
      fileID: '{11111111-2222-3333-4444-555555555555}',
      secretCipher: await sealSecret(shop.secret, { key: env.TILLBRIDGE_KEY, storeID }),
    }),
    saveSettings(db, {
      storeID,
      version: 1,
      who: 'test',
      nowMs: 0,
      settings: isMapped
        ? { ...merged, mapping: suggestMapping({ orders, settings: merged }) }
        : merged,
    }),
  ])
  return shop
}

export function envelope(shop: TestShop, changes: readonly unknown[], more: object = {}) {
  return {
    protocol: 1,
    epoch: 'first',
    outcomesAfter: null,
    shop: {
      url: shop.url,
      timeZone: 'America/Los_Angeles',
      currency: 'USD',
      decimals: 2,
      pricesIncludeTax: false,
      taxRoundedAt: 'line',
      woocommerce: '11.0.1',
      wordpress: '7.1',
      php: '8.2.33',
      plugin: '1.0.0',
    },
    changes,
    ...more,
  }
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
