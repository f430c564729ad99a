import { exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { journal } from '../../worker/db/schema.ts'
import { findStore } from '../../worker/stores/store.ts'
import { ANA, ORIGIN } from './browser.ts'
import { addShop, CORPUS, db, envelope, newNonce, orderChange, post } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const FROM = 'https://door.example'
const TO = 'https://new.example'

function move(shop: TestShop, more: object = {}, sending: Parameters<typeof post>[2] = {}) {
  const body = JSON.stringify({ user: ANA, from: FROM, to: TO, ...more })
  return post(shop, body, { door: 'move', ...sending })
}

async function addressOf({ storeID }: TestShop): Promise<string | undefined> {
  return (await findStore(db, storeID))?.shopURL
}

async function moves() {
  const lines = await db.select().from(journal)
  return lines.filter(({ event }) => event === 'shop-moved').map(({ detail }) => detail)
}

describe('a shop that moved', () => {
  test('is known at its new address from then on, and at the old one no more', async () => {
    const shop = await addShop('door')
    const response = await move(shop)
    expect([response.status, await response.json()]).toEqual([200, { shopURL: TO }])
    expect(await addressOf(shop)).toBe(TO)
    const change = [orderChange(CORPUS['guest-cod-processing'] as WooOrder, 1)]
    const there = await post(shop, JSON.stringify(envelope({ ...shop, url: TO }, change)))
    const here = await post(shop, JSON.stringify(envelope(shop, change)))
    expect([there.status, here.status]).toEqual([200, 409])
  })

  test('stands in the log with who said so', async () => {
    await move(await addShop('door'))
    expect(await moves()).toEqual([{ from: FROM, to: TO, who: 'Ana Lima (user 3 of the shop)' }])
  })

  test('may say so twice', async () => {
    const shop = await addShop('door')
    await move(shop)
    const again = await move(shop)
    expect([again.status, await again.json()]).toEqual([200, { shopURL: TO }])
    expect(await moves()).toHaveLength(1)
  })

  test.each([
    ['HTTP://Door.example/', TO, TO],
    [FROM, 'https://New.example/blog/', 'https://new.example/blog'],
    ['http://door.example', 'http://door.example', 'http://door.example'],
  ])('may write %s and %s as it likes', async (from, to, kept) => {
    const shop = await addShop('door')
    expect(await (await move(shop, { from, to })).json()).toEqual({ shopURL: kept })
    expect(await addressOf(shop)).toBe(kept)
  })

  test('from somewhere else than where the store is moves nothing', async () => {
    const shop = await addShop('door')
    const response = await move(shop, { from: 'https://copy.example' })
    const { code, expected, got } = await response.json<Record<string, string>>()
    expect([response.status, code, expected, got]).toEqual([
      409,
      'shop-moved',
      FROM,
      'https://copy.example',
    ])
    expect(await addressOf(shop)).toBe(FROM)
    expect(await moves()).toEqual([])
  })

  test.each([
    'ftp://new.example',
    'new.example',
    'https://',
    'https://a:b@new.example',
    `${TO}/?a=1`,
  ])('to %s, which is no shop’s address, is refused', async (to) => {
    const shop = await addShop('door')
    const response = await move(shop, { to })
    const { code, field } = await response.json<{ code: string; field: string }>()
    expect([response.status, code, field]).toEqual([422, 'wrong-form', 'to'])
    expect(await addressOf(shop)).toBe(FROM)
  })

  test('is not believed without its signature', async () => {
    const shop = await addShop('door')
    const response = await exports.default.fetch(`${ORIGIN}/shop/door/move`, {
      method: 'POST',
      body: JSON.stringify({ user: ANA, from: FROM, to: TO }),
    })
    expect(response.status).toBe(401)
    expect((await move(shop, {}, { secret: 'a guess' })).status).toBe(401)
    expect(await addressOf(shop)).toBe(FROM)
  })

  test('is not believed under a nonce that was used', async () => {
    const shop = await addShop('door')
    const nonce = newNonce()
    await move(shop, { from: 'https://copy.example' }, { nonce })
    expect((await move(shop, {}, { nonce })).status).toBe(409)
    expect(await addressOf(shop)).toBe(FROM)
  })

  test('moves to one place when two say so at once', async () => {
    const shop = await addShop('door')
    const both = await Promise.all([move(shop), move(shop, { to: 'https://third.example' })])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await moves()).toHaveLength(1)
  })
})
