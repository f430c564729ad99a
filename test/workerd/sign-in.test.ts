import { eq } from 'drizzle-orm'
import { exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { ownerSessions, signInLinks, stores } from '../../worker/db/schema.ts'
import { ANA, ORIGIN, cookieOf, signedIn, signInLink, visit } from './browser.ts'
import { addShop, db, newNonce, post } from './shop.ts'
import type { TestShop } from './shop.ts'

const TO = '/queue'

function ask(shop: TestShop, more: object = {}, sending: Parameters<typeof post>[2] = {}) {
  const body = JSON.stringify({ user: ANA, to: TO, ...more })
  return post(shop, body, { door: 'sign-in', ...sending })
}

async function codeOf(response: Response): Promise<readonly [number, string]> {
  const { code } = await response.json<{ code: string }>()
  return [response.status, code]
}

async function sessionsOpen(): Promise<number> {
  return (await db.select().from(ownerSessions)).length
}

describe('the shop asks for a link', () => {
  test('and gets one of the Worker’s own address, good for a minute', async () => {
    const shop = await addShop('door')
    const beforeMs = Date.now()
    const response = await ask(shop)
    const { url, expiresAtMs } = await response.json<{ url: string; expiresAtMs: number }>()
    expect(response.status).toBe(200)
    expect(url).toMatch(/^https:\/\/tillbridge\.example\/sign-in\/door\.[0-9a-f]{64}$/)
    expect(expiresAtMs - beforeMs).toBeGreaterThanOrEqual(60_000)
    expect(expiresAtMs - Date.now()).toBeLessThanOrEqual(60_000)
  })

  test('of which only a hash is kept', async () => {
    const shop = await addShop('door')
    const token = (await signInLink(shop)).split('/').at(-1) ?? ''
    const kept = JSON.stringify(await db.select().from(signInLinks))
    expect(kept).not.toContain(token.split('.')[1])
  })

  test('and without a signature gets none', async () => {
    const response = await exports.default.fetch(
      `${ORIGIN}/shop/${(await addShop('door')).storeID}/sign-in`,
      { method: 'POST', body: JSON.stringify({ user: ANA, to: TO }) },
    )
    expect(await codeOf(response)).toEqual([401, 'signature'])
  })

  test('with another store’s secret and gets none', async () => {
    const other = await addShop('other')
    const shop = await addShop('door')
    expect(await codeOf(await ask(shop, {}, { secret: other.secret }))).toEqual([401, 'signature'])
    expect(await db.select().from(signInLinks)).toEqual([])
  })

  test('under a nonce that was used and gets none', async () => {
    const shop = await addShop('door')
    const nonce = newNonce()
    await ask(shop, {}, { nonce })
    expect(await codeOf(await ask(shop, {}, { nonce }))).toEqual([409, 'nonce-used'])
  })

  test('with a body of 9 kB and gets none', async () => {
    const shop = await addShop('door')
    const response = await ask(shop, { padding: 'x'.repeat(9 * 1024) })
    expect(await codeOf(response)).toEqual([413, 'too-large'])
  })

  test.each([
    '//evil.example',
    '/orders//1042',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\\evil.example',
    '\\/evil.example',
    '/orders\n/1042',
    '/\t/evil.example',
    ' /orders',
    'orders/1042',
    '',
    `/${'x'.repeat(500)}`,
  ])('to %j, which is no path of the pages, and gets none', async (to) => {
    const shop = await addShop('door')
    const response = await ask(shop, { to })
    const { code, field } = await response.json<{ code: string; field: string }>()
    expect([response.status, code, field]).toEqual([422, 'wrong-form', 'to'])
  })

  test.each([
    [{ user: { ...ANA, id: 0 } }, 'user.id'],
    [{ user: { ...ANA, name: '' } }, 'user.name'],
    [{ user: { ...ANA, name: 'Ana\nLima' } }, 'user.name'],
    [{ user: { ...ANA, email: 'x'.repeat(300) } }, 'user.email'],
    [{ user: 'Ana' }, 'user'],
  ])('for %j and is told which field is wrong', async (more, wrong) => {
    const shop = await addShop('door')
    const { field } = await (await ask(shop, more)).json<{ field: string }>()
    expect(field).toBe(wrong)
  })

  test('thirty times a minute and then has to wait, while another shop has not', async () => {
    const shop = await addShop('door')
    for (let links = 0; links < 30; links += 1) {
      expect((await ask(shop)).status).toBe(200)
    }
    const refused = await ask(shop)
    expect(refused.headers.get('Retry-After')).toBe('60')
    expect(await codeOf(refused)).toEqual([429, 'too-many-links'])
    expect((await ask(await addShop('other'))).status).toBe(200)
    await db.update(signInLinks).set({ madeAtMs: Date.now() - 60_000 })
    expect((await ask(shop)).status).toBe(200)
  })
})

describe('a link', () => {
  test('signs in and leads to the page that was asked for', async () => {
    const shop = await addShop('door')
    const response = await visit(await signInLink(shop, TO))
    expect([response.status, response.headers.get('Location')]).toEqual([303, TO])
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
    const page = await visit(TO, { cookie: cookieOf(response) })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Ana Lima')
  })

  test('gives a cookie that no script reads, no other site sends and no http carries', async () => {
    const shop = await addShop('door')
    const cookie = (await visit(await signInLink(shop))).headers.get('Set-Cookie') ?? ''
    const [pair, ...attributes] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-tillbridge=door\.[0-9a-f]{64}$/)
    expect(attributes.toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=43200',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ])
  })

  test.each([
    ['http://127.0.0.1:8787', /^tillbridge=/, false],
    ['http://localhost:8787', /^tillbridge=/, false],
    ['http://tillbridge.example', /^__Host-tillbridge=/, true],
    ['https://127.0.0.1:8787', /^__Host-tillbridge=/, true],
  ])('on %s gives a cookie named %s', async (origin, name, isSecure) => {
    const shop = await addShop('door')
    const url = (await signInLink(shop)).replace(ORIGIN, origin)
    const cookie = (await visit(url)).headers.get('Set-Cookie') ?? ''
    expect(cookie).toMatch(name)
    expect(cookie.includes('; Secure')).toBe(isSecure)
  })

  test('is good once', async () => {
    const shop = await addShop('door')
    const url = await signInLink(shop)
    await visit(url)
    const second = await visit(url)
    expect([second.status, second.headers.get('Set-Cookie')]).toEqual([410, null])
    expect(await second.text()).toContain('Open WooCommerce › QuickBooks')
    expect(await sessionsOpen()).toBe(1)
  })

  test('that two open at the same moment lets one of them in', async () => {
    const shop = await addShop('door')
    const url = await signInLink(shop)
    const both = await Promise.all([visit(url), visit(url)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410])
  })

  test('that is late is refused', async () => {
    const shop = await addShop('door')
    const url = await signInLink(shop)
    await db.update(signInLinks).set({ expiresAtMs: Date.now() - 1 })
    expect((await visit(url)).status).toBe(410)
  })

  test.each([
    `${ORIGIN}/sign-in/door.${'0'.repeat(64)}`,
    `${ORIGIN}/sign-in/door`,
    `${ORIGIN}/sign-in/%00`,
    `${ORIGIN}/sign-in/${'x'.repeat(5_000)}`,
  ])('that nobody gave out is refused: %s', async (url) => {
    await signInLink(await addShop('door'))
    expect((await visit(url)).status).toBe(410)
    expect(await sessionsOpen()).toBe(0)
  })

  test('of one store opens no other', async () => {
    const shop = await addShop('door')
    await addShop('other')
    const url = (await signInLink(shop)).replace('/door.', '/other.')
    expect((await visit(url)).status).toBe(410)
  })

  test('of a removed store is refused', async () => {
    const shop = await addShop('door')
    const url = await signInLink(shop)
    await db.delete(stores).where(eq(stores.storeID, shop.storeID))
    expect((await visit(url)).status).toBe(410)
    expect(await sessionsOpen()).toBe(0)
  })

  test.each([
    ['a program that looks at the headers', { method: 'HEAD' }],
    ['a browser that prepares a visit', { headers: { 'Sec-Purpose': 'prefetch;prerender' } }],
  ])('is not used up by %s', async (_, how) => {
    const shop = await addShop('door')
    const url = await signInLink(shop)
    expect((await visit(url, how)).status).toBe(204)
    expect(await sessionsOpen()).toBe(0)
    expect((await visit(url)).status).toBe(303)
  })

  test('that was used does not end who was signed in before', async () => {
    const shop = await addShop('door')
    const first = await signedIn(shop)
    await signedIn(shop)
    expect((await visit('/queue', { cookie: first })).status).toBe(200)
  })
})
