import { exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { addShop, CORPUS, db, envelope, newNonce, orderChange, post, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'
import { jobs, outcomes, snapshots } from '../../worker/db/schema.ts'

const ORDER = CORPUS['guest-cod-processing'] as WooOrder
const HOUR_MS = 3_600_000

function body(shop: TestShop, more: object = {}): string {
  return JSON.stringify(envelope(shop, [orderChange(ORDER, 1)], more))
}

async function standing() {
  return {
    snapshots: await db.select().from(snapshots),
    jobs: await db.select().from(jobs),
    outcomes: await db.select().from(outcomes),
  }
}

const NOTHING = { snapshots: [], jobs: [], outcomes: [] }

async function codeOf(response: Response): Promise<readonly [number, string, string | null]> {
  const { code } = await response.json<{ code: string }>()
  return [response.status, code, response.headers.get('Content-Type')]
}

const PROBLEM = 'application/problem+json'

describe('who is let in', () => {
  test('a request signed with another secret is refused and changes nothing', async () => {
    const shop = await addShop('door')
    const response = await post(shop, body(shop), { secret: 'a guess' })
    expect(await codeOf(response)).toEqual([401, 'signature', PROBLEM])
    expect(await standing()).toEqual(NOTHING)
  })

  test('a request without a signature is refused', async () => {
    const shop = await addShop('door')
    const response = await exports.default.fetch('https://tillbridge.example/shop/door/changes', {
      method: 'POST',
      body: body(shop),
    })
    expect(await codeOf(response)).toEqual([401, 'signature', PROBLEM])
  })

  test.each([
    ['an hour old', -HOUR_MS],
    ['an hour ahead', HOUR_MS],
  ])('a request %s is refused with the Worker’s time', async (_, offMs) => {
    const shop = await addShop('door')
    const response = await post(shop, body(shop), { nowMs: Date.now() + offMs })
    const problem = await response.json<{ code: string; time: number }>()
    expect([response.status, problem.code]).toEqual([401, 'clock'])
    expect(Math.abs(problem.time - Date.now() / 1000)).toBeLessThan(10)
    expect(await standing()).toEqual(NOTHING)
  })

  test('a nonce counts once', async () => {
    const shop = await addShop('door')
    const nonce = newNonce()
    const first = await post(shop, body(shop), { nonce })
    const before = await standing()
    const replayed = await post(shop, body(shop), { nonce })
    expect(first.status).toBe(200)
    expect(await codeOf(replayed)).toEqual([409, 'nonce-used', PROBLEM])
    expect(await standing()).toEqual(before)
  })

  test('a copy of the shop at another address is refused', async () => {
    const shop = await addShop('door')
    const copy = { ...shop, url: 'https://staging.example' }
    expect(await codeOf(await post(shop, body(copy)))).toEqual([409, 'shop-moved', PROBLEM])
    expect(await standing()).toEqual(NOTHING)
  })

  test('an unknown store is not found', async () => {
    const shop = await addShop('door')
    const response = await post(shop, body(shop), { storeID: 'nobody' })
    expect(await codeOf(response)).toEqual([404, 'unknown-store', PROBLEM])
  })

  test('one store’s secret opens no other store', async () => {
    const shop = await addShop('door')
    await addShop('other')
    const response = await post(shop, body(shop), { storeID: 'other' })
    expect(await codeOf(response)).toEqual([401, 'signature', PROBLEM])
    expect(await standing()).toEqual(NOTHING)
  })
})

describe('what can be read', () => {
  test('a body of 6 MiB is too large', async () => {
    const shop = await addShop('door')
    const response = await post(shop, 'x'.repeat(6 * 1024 * 1024))
    expect(await codeOf(response)).toEqual([413, 'too-large', PROBLEM])
  })

  test('a body that is no JSON names what was expected', async () => {
    const shop = await addShop('door')
    const response = await post(shop, body(shop).slice(0, -1))
    expect(await codeOf(response)).toEqual([422, 'wrong-form', PROBLEM])
    expect(await standing()).toEqual(NOTHING)
  })

  test('an envelope of another form names the field', async () => {
    const shop = await addShop('door')
    const response = await post(shop, body(shop, { protocol: 2 }))
    const problem = await response.json<{ code: string; field: string }>()
    expect([response.status, problem.code, problem.field]).toEqual([422, 'wrong-form', 'protocol'])
  })

  test('101 changes are one too many', async () => {
    const shop = await addShop('door')
    const changes = Array.from({ length: 101 }, (_, at) =>
      orderChange({ ...ORDER, id: at + 1 }, at),
    )
    const response = await post(shop, JSON.stringify(envelope(shop, changes)))
    expect(await codeOf(response)).toEqual([422, 'wrong-form', PROBLEM])
    expect(await standing()).toEqual(NOTHING)
  })

  test('one bad change refuses only itself', async () => {
    const shop = await addShop('door')
    const bad = { ...ORDER, id: 2, total: '19,90' }
    const answer = await send(shop, [
      orderChange(ORDER, 1),
      orderChange(bad, 2),
      orderChange({ ...ORDER, id: 3 }, 3),
    ])
    expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['queued', 'refused', 'queued'])
    expect(answer.verdicts[1]?.problem?.summary).toContain('total')
    expect((await standing()).jobs).toHaveLength(2)
  })

  test('a snapshot too large for a row is refused, the rest goes on', async () => {
    const shop = await addShop('door')
    const huge = { ...ORDER, id: 2, customer_note: 'x'.repeat(950_000) }
    const answer = await send(shop, [orderChange(huge, 1), orderChange(ORDER, 2)])
    expect(answer.verdicts.map(({ verdict, problem }) => [verdict, problem?.code])).toEqual([
      ['refused', 'snapshot-too-large'],
      ['queued', undefined],
    ])
  })
})
