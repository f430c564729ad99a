import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { stores } from '../../worker/db/schema.ts'
import { nudgeShop, nudgeURL } from '../../worker/session/nudge.ts'
import { findStore } from '../../worker/stores/store.ts'
import { verifySignature } from '../../worker/woo/signature.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const MINUTE_MS = 60_000

type Call = { readonly url: string; readonly init: RequestInit }

/** The network as the Worker sees it: each call is kept and answered. */
function network(answer: (call: Call) => Promise<Response> | Response = heard): readonly Call[] {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    const call = { url: String(url), init }
    calls.push(call)
    return answer(call)
  })
  return calls
}

const heard = () => new Response(null, { status: 204 })

function nudge({ storeID }: TestShop, nowMs = Date.now()): Promise<void> {
  return nudgeShop({ db, storeID, nowMs, key: env.TILLBRIDGE_KEY })
}

async function shopWithOrder(storeID = 'door'): Promise<TestShop> {
  const shop = await addShop(storeID)
  await send(shop, [orderChange(ORDER, 1)])
  return shop
}

/** The nudge is sent behind the Web Connector's back: its result is the last that is written. */
async function resultOf({ storeID }: TestShop): Promise<string> {
  return vi.waitFor(async () => {
    const result = (await findStore(db, storeID))?.nudgeResult ?? null
    expect(result).not.toBeNull()
    return result ?? ''
  })
}

describe('after a session', () => {
  test('that posted an order the shop is told once, and nothing but to ask', async () => {
    const shop = await shopWithOrder()
    const calls = network()
    await update(shop, newCompany())
    expect(await resultOf(shop)).toBe('204')
    await nudge(shop)
    expect(calls.map(({ url, init }) => [url, init.method, bodyOf(init)])).toEqual([
      ['https://door.example/wp-json/tillbridge/v1/nudge', 'POST', '{}'],
    ])
  })

  test('that held an order the shop is told', async () => {
    const shop = await addShop('door', { isMapped: false })
    await send(shop, [orderChange(CORPUS['compound-tax'] ?? ORDER, 1)])
    const calls = network()
    await update(shop, newCompany())
    expect(await resultOf(shop)).toBe('204')
    expect(calls).toHaveLength(1)
  })

  test('that made no outcome the shop is left in peace', async () => {
    const shop = await addShop('door')
    const calls = network()
    // The first reads QuickBooks' lists, the second finds nothing to do.
    const company = newCompany()
    await update(shop, company)
    await update(shop, company)
    await nudge(shop)
    expect(calls).toEqual([])
  })

  test('whatever the shop heard in the answer to its own request is not told again', async () => {
    const shop = await shopWithOrder()
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    const calls = network()
    await nudge(shop)
    expect(calls).toEqual([])
  })

  test('that follows within a minute the shop is told when the minute is over', async () => {
    const shop = await shopWithOrder()
    const calls = network()
    const company = newCompany()
    await update(shop, company)
    await resultOf(shop)
    await send(shop, [orderChange({ ...ORDER, id: 2, number: '2' }, 2)])
    await update(shop, company)
    await nudge(shop)
    expect(calls).toHaveLength(1)
    await db.update(stores).set({ nudgedAtMs: Date.now() - MINUTE_MS })
    await runDurableObjectAlarm(env.SESSION.get(env.SESSION.idFromName(shop.storeID)))
    await vi.waitFor(() => expect(calls).toHaveLength(2))
  })

  test('two Workers that notice at the same moment tell it once', async () => {
    const shop = await shopWithOrder()
    await update(shop, newCompany())
    await resultOf(shop)
    await db.update(stores).set({ nudgedAtMs: null, nudgedOutcomeID: null })
    const calls = network()
    await Promise.all([nudge(shop), nudge(shop), nudge(shop)])
    expect(calls).toHaveLength(1)
  })
})

describe('the nudge', () => {
  test('is signed as the shop’s own requests are', async () => {
    const shop = await shopWithOrder()
    const calls = network()
    await update(shop, newCompany())
    await resultOf(shop)
    const [call] = calls
    const verdict = await verifySignature({
      headers: new Headers(call?.init.headers),
      request: {
        method: 'POST',
        path: '/wp-json/tillbridge/v1/nudge',
        body: new Uint8Array(new TextEncoder().encode('{}')),
      },
      secrets: [shop.secret],
      nowMs: Date.now(),
    })
    expect(verdict.kind).toBe('ok')
  })

  test('of a shop in a folder is signed with the folder in its path', async () => {
    const shop = await shopWithOrder()
    await db.update(stores).set({ shopURL: 'https://door.example/blog' })
    const calls = network()
    await update(shop, newCompany())
    await resultOf(shop)
    const [call] = calls
    expect(call?.url).toBe('https://door.example/blog/wp-json/tillbridge/v1/nudge')
    const verdict = await verifySignature({
      headers: new Headers(call?.init.headers),
      request: {
        method: 'POST',
        path: '/blog/wp-json/tillbridge/v1/nudge',
        body: new Uint8Array(new TextEncoder().encode('{}')),
      },
      secrets: [shop.secret],
      nowMs: Date.now(),
    })
    expect(verdict.kind).toBe('ok')
  })

  test('is given up after five seconds', async () => {
    const shop = await shopWithOrder()
    await update(shop, newCompany())
    await resultOf(shop)
    await db.update(stores).set({ nudgedAtMs: null, nudgedOutcomeID: null })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const called = Promise.withResolvers<void>()
      network(({ init }) => {
        called.resolve()
        return new Promise((_, fail) => {
          init.signal?.addEventListener('abort', () => fail(new Error('aborted')))
        })
      })
      const told = nudge(shop)
      await called.promise
      vi.advanceTimersByTime(4_999)
      expect((await findStore(db, shop.storeID))?.nudgeResult).toBeNull()
      vi.advanceTimersByTime(1)
      await told
    } finally {
      vi.useRealTimers()
    }
    expect((await findStore(db, shop.storeID))?.nudgeResult).toBe('no answer')
  })

  test('follows no redirect', async () => {
    const shop = await shopWithOrder()
    const elsewhere = { status: 302, headers: { Location: 'https://evil.example' } }
    const calls = network(() => new Response(null, elsewhere))
    await update(shop, newCompany())
    expect(await resultOf(shop)).toBe('302')
    expect(calls.map(({ init }) => init.redirect)).toEqual(['manual'])
  })

  test('to a shop that does not answer keeps no Web Connector waiting', async () => {
    const shop = await shopWithOrder()
    const answer = Promise.withResolvers<Response>()
    network(() => answer.promise)
    expect((await update(shop, newCompany())).outcome).toBe('finished')
    expect((await findStore(db, shop.storeID))?.nudgeResult).toBeNull()
    answer.resolve(heard())
    expect(await resultOf(shop)).toBe('204')
  })

  test('that reaches nobody changes nothing else', async () => {
    const shop = await shopWithOrder()
    network(() => Promise.reject(new Error('connection refused')))
    expect((await update(shop, newCompany())).outcome).toBe('finished')
    expect(await resultOf(shop)).toBe('not reached')
  })

  test('to an address that is not to be called is not sent', async () => {
    const shop = await shopWithOrder()
    await db.update(stores).set({ shopURL: 'https://192.168.0.10' })
    const calls = network()
    await update(shop, newCompany())
    expect(await resultOf(shop)).toBe('not an address to call')
    expect(calls).toEqual([])
  })

  test('of one store does not count for another', async () => {
    const shop = await shopWithOrder()
    const other = await shopWithOrder('other')
    const calls = network()
    await update(shop, newCompany())
    await update(other, newCompany())
    await Promise.all([resultOf(shop), resultOf(other)])
    expect(calls.map(({ url }) => new URL(url).host).toSorted()).toEqual([
      'door.example',
      'other.example',
    ])
    const [row] = await db.select().from(stores).where(eq(stores.storeID, 'other'))
    expect(row?.nudgeResult).toBe('204')
  })
})

describe('where a nudge may go', () => {
  const DEPLOYED = 'https://tillbridge.example'
  const PRACTICE = 'http://127.0.0.1:8787'

  test.each([
    ['https://shop.example', DEPLOYED],
    ['https://shop.example:8443/blog/', DEPLOYED],
    ['https://93.184.215.14', DEPLOYED],
    ['https://[2606:4700::1111]', DEPLOYED],
    ['http://127.0.0.1:8080', PRACTICE],
    ['http://localhost:8080/blog', PRACTICE],
    ['http://[::1]:8080', PRACTICE],
    ['https://shop.example', PRACTICE],
  ])('%s, from %s', (shopURL, originURL) => {
    expect(nudgeURL({ shopURL, originURL })?.pathname).toMatch(/\/wp-json\/tillbridge\/v1\/nudge$/)
  })

  test.each([
    ['http://shop.example', DEPLOYED],
    ['http://shop.example', PRACTICE],
    ['http://127.0.0.1:8080', DEPLOYED],
    ['https://127.0.0.1', DEPLOYED],
    ['https://2130706433', DEPLOYED],
    ['https://0x7f.1', DEPLOYED],
    ['https://localhost', DEPLOYED],
    ['https://localhost.', DEPLOYED],
    ['https://shop.localhost', DEPLOYED],
    ['https://nas.local', DEPLOYED],
    ['https://metadata.google.internal', DEPLOYED],
    ['https://intranet', DEPLOYED],
    ['https://0.0.0.0', DEPLOYED],
    ['https://10.1.2.3', DEPLOYED],
    ['https://100.64.0.1', DEPLOYED],
    ['https://169.254.169.254', DEPLOYED],
    ['https://172.16.0.1', DEPLOYED],
    ['https://192.168.1.1', DEPLOYED],
    ['http://192.168.1.1', PRACTICE],
    ['https://[::1]', DEPLOYED],
    ['https://[::ffff:10.0.0.1]', DEPLOYED],
    ['https://[fe80::1]', DEPLOYED],
    ['https://[fd00::1]', DEPLOYED],
    ['https://[2002:7f00:1::]', DEPLOYED],
    ['https://user:password@shop.example', DEPLOYED],
    ['ftp://shop.example', DEPLOYED],
    ['shop.example', DEPLOYED],
  ])('not %s, from %s', (shopURL, originURL) => {
    expect(nudgeURL({ shopURL, originURL })).toBeNull()
  })
})

function bodyOf({ body }: RequestInit): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : ''
}
