/** A shop with its company file, as far as the pages need one: it sends orders, and updates run. */
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { soapOverHttp } from '../../worker/practice/exchange.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { SOAP_CONTENT_TYPE } from '../../worker/soap/replies.ts'
import { makeSignInLink } from '../../worker/stores/sign-in-links.ts'
import { findStore } from '../../worker/stores/store.ts'
import { signedHeaders } from '../../worker/woo/signature.ts'
import { addPairedStore, envelopeOf } from '../stores/paired-store.ts'
import type { PairedStore } from '../stores/paired-store.ts'
import { KEY } from './bridge.ts'
import type { Bridge } from './bridge.ts'

export type Shop = PairedStore & {
  readonly company: ReturnType<typeof createCompanyFile>
}

export type Order = {
  readonly id: number
  readonly number: string
  readonly [field: string]: unknown
}

export type Account = { readonly id: number; readonly [field: string]: unknown }

const ORDERS = resolve(import.meta.dirname, '../corpus/woo/orders')
const ACCOUNTS = resolve(import.meta.dirname, '../corpus/woo/customers')

/** Of the corpus, by their files' names. */
export async function corpus(): Promise<ReadonlyMap<string, Order>> {
  const names = (await readdir(ORDERS)).filter((name) => name.endsWith('.json')).toSorted()
  const orders = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(resolve(ORDERS, name), 'utf8')) as Order),
  )
  return new Map(orders.map((order, at) => [names[at]?.replace('.json', '') ?? '', order]))
}

/** Of the corpus, by its file's name. */
export async function account(name: string): Promise<Account> {
  return JSON.parse(await readFile(resolve(ACCOUNTS, `${name}.json`), 'utf8')) as Account
}

/** Its mapping is what the corpus suggests, so that most of the corpus can be posted. */
export async function openShop(bridge: Bridge, storeID: string, name: string): Promise<Shop> {
  const store = await addPairedStore(bridge.db, {
    storeID,
    name,
    originURL: bridge.origin,
    key: KEY,
    settings: {},
    samples: [...(await corpus()).values()],
    savedAtMs: Date.now(),
  })
  return {
    ...store,
    company: createCompanyFile({
      companyName: 'Larkspur Supply',
      fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
      nowMs: () => Date.now(),
    }),
  }
}

/** A link into the pages, as the shop's menu makes one. */
export async function signInURL({ db }: Bridge, storeID: string, toPath: string): Promise<string> {
  const store = await findStore(db, storeID)
  const person = { userID: 3, userName: 'Ana Lima', userEmail: 'ana@shop.example' }
  const link =
    store === null ? null : await makeSignInLink(db, { store, person, toPath, nowMs: Date.now() })
  return link?.url ?? ''
}

let nonces = 0

export async function send(
  bridge: Bridge,
  shop: Shop,
  orders: readonly Order[],
  accounts: readonly Account[] = [],
): Promise<void> {
  const path = `/shop/${shop.storeID}/changes`
  const changes = [
    ...accounts.map((one) => ({ subject: `customer:${one.id}`, snapshot: one })),
    ...orders.map((one) => ({ subject: `order:${one.id}`, snapshot: one })),
  ].map((change) => ({ ...change, generation: Date.now(), event: 'changed' }))
  const text = JSON.stringify(envelopeOf(shop, changes))
  const body = new Uint8Array(new TextEncoder().encode(text))
  nonces += 1
  const headers = await signedHeaders({
    request: { method: 'POST', path, body },
    secret: shop.secret,
    nonce: nonces.toString(16).padStart(32, '0'),
    nowMs: Date.now(),
  })
  const response = await fetch(`${bridge.origin}${path}`, { method: 'POST', headers, body })
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`)
  }
}

/** Runs the Web Connector's updates until one has nothing to do. */
export async function update(bridge: Bridge, shop: Shop): Promise<void> {
  const address = `${bridge.origin}/qbwc/${shop.storeID}`
  for (let run = 0; run < 5; run += 1) {
    const report = await runUpdate({
      call: soapOverHttp(async (body, soapAction) => {
        const headers = { 'Content-Type': SOAP_CONTENT_TYPE, SOAPAction: soapAction }
        const response = await fetch(address, { method: 'POST', headers, body })
        const contentType = response.headers.get('Content-Type') ?? ''
        return { status: response.status, contentType, body: await response.text() }
      }),
      company: shop.company,
      userName: shop.userName,
      password: shop.password,
      wait: async () => undefined,
    })
    if (report.outcome !== 'finished') {
      return
    }
  }
}
