/** The preview's page: any order of the store by its number, and nothing written by looking. */
import { beforeEach, expect, test } from 'vitest'
import { jobs } from '../../worker/db/schema.ts'
import { signedIn, visit } from './browser.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const PAID = CORPUS['stripe-like-paid'] as WooOrder
const SETS_PATH = `/preview/sets?order=order:${PAID.id}`

let shop: TestShop
let cookie = ''

beforeEach(async () => {
  shop = await addShop('preview')
  cookie = await signedIn(shop)
})

function preview(order: string): Promise<Response> {
  return visit(`/preview?order=${encodeURIComponent(order)}`, { cookie })
}

test.each([PAID.number, ` #${PAID.number} `, `order:${PAID.id}`])(
  'an order is shown by “%s”, with its lines, what it books and the way to what is sent',
  async (typed) => {
    await send(shop, [orderChange(PAID, 1)])
    const response = await preview(typed)
    expect(response.status).toBe(200)
    const text = await response.text()
    for (const part of ['Sales receipt', 'What it books', 'Why', SETS_PATH.replace(':', '%3A')]) {
      expect(text).toContain(part)
    }
    expect(await db.select().from(jobs)).toMatchObject([{ state: 'queued', attempts: 0 }])
  },
)

test('what is sent for an order stands on a page of its own, word for word', async () => {
  await send(shop, [orderChange(PAID, 1)])
  const response = await visit(SETS_PATH, { cookie })
  expect(response.status).toBe(200)
  const text = await response.text()
  for (const part of ['&lt;CustomerAdd', '&lt;SalesReceiptAdd', 'NEW-001', PAID.number]) {
    expect(text).toContain(part)
  }
  expect(await db.select().from(jobs)).toMatchObject([{ state: 'queued', attempts: 0 }])
})

test('an order that waits for a choice has nothing to send, and its page says so', async () => {
  await send(shop, [orderChange({ ...PAID, currency: 'EUR' }, 1)])
  const text = await (await visit(SETS_PATH, { cookie })).text()
  expect(text).toContain('Nothing would be sent for it now.')
  expect(text).not.toContain('&lt;')
})

test.each(['order:77', '77', 'customer:1', ''])('nothing is sent for “%s”', async (order) => {
  const path = `/preview/sets?order=${encodeURIComponent(order)}`
  expect((await visit(path, { cookie })).status).toBe(404)
})

test.each(['77', 'order:77', '#', 'customer:1'])(
  '“%s” is no order that is there',
  async (typed) => {
    const response = await preview(typed)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Tillbridge has no')
  },
)

test.each([PAID.number, `order:${PAID.id}`])(
  'another store’s order is not shown by “%s”',
  async (typed) => {
    await send(await addShop('other'), [orderChange(PAID, 1)])
    const response = await preview(typed)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('Sales receipt')
  },
)

test('script in an order and in the search is shown as text', async () => {
  const script = '<script>alert(1)</script>'
  const billing = { ...(PAID.billing as object), last_name: script, company: script }
  await send(shop, [orderChange({ ...PAID, billing }, 1)])
  expect(await (await preview(PAID.number)).text()).not.toContain(script)
  expect(await (await visit(SETS_PATH, { cookie })).text()).not.toContain(script)
  expect(await (await preview(script)).text()).not.toContain(script)
})

test('nobody sees an order without a sign-in', async () => {
  await send(shop, [orderChange(PAID, 1)])
  expect((await visit(`/preview?order=${PAID.number}`)).status).toBe(401)
})
