import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { ownerSessions, stores } from '../../worker/db/schema.ts'
import { endOwnerSessions } from '../../worker/stores/owner-sessions.ts'
import { ANA, cookieOf, formTokenOf, signedIn, submit, visit } from './browser.ts'
import { addShop, CORPUS, db, orderChange, post, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder

/** Each with what makes it read otherwise; some read nothing at all. */
const PAGES = [
  '/',
  '/queue',
  '/queue?show=waiting',
  '/queue?show=previous',
  `/queue?q=${ORDER.number}`,
  '/queue?q=%21',
  `/orders/${ORDER.id}`,
  '/orders/999999',
  `/orders/${ORDER.id}/sets/none`,
  '/log',
  '/log?event=change-taken',
  '/log?until=2026-01-01',
  `/log?q=${ORDER.number}`,
  '/log?q=%21',
  '/log.csv',
  '/problems',
  '/problems?cause=unmapped-gateway',
  '/mapping',
  '/mapping?q=a',
  '/mapping?q=%21',
  '/mapping/choose',
  '/mapping/choose?key=mapping.accounts.income',
  '/mapping/choose?subject=guest:nobody@shop.example',
  '/preview',
  `/preview?order=${ORDER.number}`,
  `/preview?order=order:${ORDER.id}`,
  '/preview?order=%21',
  `/preview/sets?order=order:${ORDER.id}`,
  '/settings',
  '/settings/refNumberPrefix',
  '/settings/nothing',
  '/settings/history',
  '/settings/export',
  '/settings/import',
  '/connection',
  '/connection/tillbridge.qwc',
  '/nothing',
]

describe('the owner’s pages', () => {
  test('are closed to whoever is not signed in, and say how to get in', async () => {
    await addShop('door')
    const response = await visit('/orders/1042')
    expect(response.status).toBe(401)
    const text = await response.text()
    expect(text).toContain('Open WooCommerce › QuickBooks')
    expect(text).not.toContain('door')
  })

  test('answer the Web Connector’s look at the support address', async () => {
    const response = await visit('/')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Tillbridge')
  })

  test('show the store of the cookie and no other, whatever the address says', async () => {
    await addShop('other')
    const cookie = await signedIn(await addShop('door'))
    const text = await (await visit('/orders/1042?store=other', { cookie })).text()
    expect(text).toContain('https://door.example')
    expect(text).not.toContain('other')
  })

  test('show text as text', async () => {
    const shop = await addShop('door')
    const user = { ...ANA, name: '<script>alert(1)</script>' }
    const asked = await post(shop, JSON.stringify({ user, to: '/' }), { door: 'sign-in' })
    const { url } = await asked.json<{ url: string }>()
    const text = await (await visit('/', { cookie: cookieOf(await visit(url)) })).text()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).not.toContain('<script>')
  })

  test.each(['/', '/orders', '/sign-in/nobody'])(
    'refuse frames, scripts, sniffing and keeping: %s',
    async (path) => {
      const { headers } = await visit(path)
      const policy = headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(
        ['X-Content-Type-Options', 'Referrer-Policy', 'Cache-Control'].map((name) =>
          headers.get(name),
        ),
      ).toEqual(['nosniff', 'no-referrer', 'no-store'])
    },
  )

  test.each(['/shop/door/changes', '/qbwc', '/admin/door'])(
    'are not found where programs call: %s',
    async (path) => {
      const cookie = await signedIn(await addShop('door'))
      const response = await visit(path, {
        cookie,
        headers: { Authorization: 'Bearer a password for tests' },
      })
      expect(response.status).toBe(404)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    },
  )
})

describe('a sign-in', () => {
  test('is over after twelve hours', async () => {
    const cookie = await signedIn(await addShop('door'))
    const [session] = await db.select().from(ownerSessions)
    expect((session?.expiresAtMs ?? 0) - (session?.openedAtMs ?? 0)).toBe(12 * 3_600_000)
    await db.update(ownerSessions).set({ expiresAtMs: Date.now() - 1 })
    expect((await visit('/queue', { cookie })).status).toBe(401)
  })

  test('that is over is forgotten at the next', async () => {
    const shop = await addShop('door')
    await signedIn(shop)
    await db.update(ownerSessions).set({ expiresAtMs: Date.now() - 1 })
    await signedIn(shop)
    expect(await db.select().from(ownerSessions)).toHaveLength(1)
  })

  test('of a removed store opens nothing', async () => {
    const shop = await addShop('door')
    const cookie = await signedIn(shop)
    await db.delete(stores).where(eq(stores.storeID, shop.storeID))
    expect((await visit('/queue', { cookie })).status).toBe(401)
  })

  test('cannot be turned to another store', async () => {
    const cookie = await signedIn(await addShop('door'))
    await signedIn(await addShop('other'))
    const turned = cookie.replace('=door.', '=other.')
    expect((await visit('/queue', { cookie: turned })).status).toBe(401)
  })

  test.each(['__Host-tillbridge=', '__Host-tillbridge=door', 'tillbridge=door.x', '__Host-x=1'])(
    'is not to be had with a cookie such as %s',
    async (cookie) => {
      await signedIn(await addShop('door'))
      expect((await visit('/queue', { cookie })).status).toBe(401)
    },
  )

  test.each(PAGES)(
    'that is not in the database opens no page and is told nothing: %s',
    async (path) => {
      const shop = await addShop('door')
      await send(shop, [orderChange(ORDER, 1)])
      const cookie = await signedIn(shop)
      const name = ORDER.number
      await db.delete(ownerSessions)
      const response = await visit(path, { cookie })
      const text = await response.text()
      expect(response.status).toBe(path === '/' ? 200 : 401)
      expect(text).toContain('WooCommerce')
      expect(text).not.toContain('door.example')
      expect(text.replaceAll(path, '')).not.toContain(name)
    },
  )

  test('is revoked with all others of its store, and of no other store', async () => {
    const shop = await addShop('door')
    const cookies = [await signedIn(shop), await signedIn(shop)]
    const other = await signedIn(await addShop('other'))
    expect(await endOwnerSessions(db, shop.storeID)).toBe(2)
    const visits = [...cookies, other].map((cookie) => visit('/queue', { cookie }))
    expect((await Promise.all(visits)).map(({ status }) => status)).toEqual([401, 401, 200])
  })
})

describe('signing out', () => {
  test('ends the sign-in and takes the cookie back', async () => {
    const cookie = await signedIn(await addShop('door'))
    const formToken = await formTokenOf(cookie)
    const response = await submit('/sign-out', { cookie, fields: { formToken } })
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/'])
    expect(response.headers.get('Set-Cookie')).toContain('Max-Age=0')
    expect((await visit('/queue', { cookie })).status).toBe(401)
  })

  test.each([{}, { formToken: '' }, { formToken: '0'.repeat(64) }])(
    'takes the form of this sign-in, not %j',
    async (fields) => {
      const cookie = await signedIn(await addShop('door'))
      expect((await submit('/sign-out', { cookie, fields })).status).toBe(403)
      expect((await visit('/queue', { cookie })).status).toBe(200)
    },
  )

  test('does not take another sign-in’s form', async () => {
    const shop = await addShop('door')
    const cookie = await signedIn(shop)
    const formToken = await formTokenOf(await signedIn(shop))
    expect((await submit('/sign-out', { cookie, fields: { formToken } })).status).toBe(403)
  })

  test('of nobody is refused', async () => {
    expect((await submit('/sign-out', { cookie: '', fields: {} })).status).toBe(401)
  })
})
