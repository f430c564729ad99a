/** Rules of the shop's door that need a second envelope, another store's state or a look inside. */
import { env, exports } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { addShop, CORPUS, db, envelope, newNonce, orderChange, post, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { problem } from '../../worker/books/problems.ts'
import { jobs, outcomes, snapshots, stores } from '../../worker/db/schema.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { recordOutcomes } from '../../worker/journal/outcomes.ts'
import { sealSecret } from '../../worker/stores/secret-box.ts'
import { saveSettings } from '../../worker/stores/settings.ts'
import { recordNotice } from '../../worker/stores/store.ts'
import {
  NONCE_HEADER,
  SIGNATURE_HEADER,
  signedHeaders,
  TIMESTAMP_HEADER,
} from '../../worker/woo/signature.ts'

const ORDER = CORPUS['guest-cod-processing'] as WooOrder
const SUBJECT = `order:${ORDER.id}`
const HOUR_MS = 3_600_000

const SOUND_HEADERS = {
  [TIMESTAMP_HEADER]: '1790000000',
  [NONCE_HEADER]: 'a'.repeat(32),
  [SIGNATURE_HEADER]: `v1=${'a'.repeat(64)}`,
}

async function standing() {
  return {
    snapshots: await db.select().from(snapshots),
    jobs: await db.select().from(jobs),
    outcomes: await db.select().from(outcomes),
  }
}

async function jobStates() {
  const rows = await db.select({ subject: jobs.subject, state: jobs.state }).from(jobs)
  return rows.map(({ subject, state }) => `${subject} ${state}`)
}

async function storedSnapshot() {
  const [row] = await db.select().from(snapshots).where(eq(snapshots.subject, SUBJECT))
  return row ?? null
}

function verdictsOf({ verdicts }: Awaited<ReturnType<typeof send>>) {
  return verdicts.map(({ verdict, problem: reason }) => reason?.code ?? verdict)
}

/** A shop of which something is known, so that a refusal could spoil it. */
async function shopWithWork(): Promise<TestShop> {
  const shop = await addShop('door')
  await send(shop, [orderChange(ORDER, 1)])
  return shop
}

const NEWS = orderChange({ ...ORDER, customer_note: 'news' }, 2)

describe('a refusal changes nothing', () => {
  test.each([
    ['lacks the timestamp', { [TIMESTAMP_HEADER]: '' }],
    ['lacks the nonce', { [NONCE_HEADER]: '' }],
    ['lacks the signature', { [SIGNATURE_HEADER]: '' }],
    ['tells the time in words', { [TIMESTAMP_HEADER]: 'today' }],
    ['has a nonce too short to be random', { [NONCE_HEADER]: 'abc' }],
    ['is signed in another version', { [SIGNATURE_HEADER]: `v2=${'a'.repeat(64)}` }],
  ])('a request that %s is refused by its header’s name', async (_, wrong) => {
    const shop = await shopWithWork()
    const before = await standing()
    const response = await exports.default.fetch('https://tillbridge.example/shop/door/changes', {
      method: 'POST',
      headers: { ...SOUND_HEADERS, ...wrong },
      body: JSON.stringify(envelope(shop, [NEWS])),
    })
    const { code, title } = await response.json<{ code: string; title: string }>()
    expect([response.status, code]).toEqual([401, 'signature'])
    expect(title).toContain(Object.keys(wrong)[0])
    expect(await standing()).toEqual(before)
  })

  test('a signature covers no other body than the one it was made for', async () => {
    const shop = await shopWithWork()
    const before = await standing()
    const path = '/shop/door/changes'
    const signed = new Uint8Array(new TextEncoder().encode(JSON.stringify(envelope(shop, []))))
    const headers = await signedHeaders({
      request: { method: 'POST', path, body: signed },
      secret: shop.secret,
      nonce: newNonce(),
      nowMs: Date.now(),
    })
    const response = await exports.default.fetch(`https://tillbridge.example${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(envelope(shop, [NEWS])),
    })
    expect(response.status).toBe(401)
    expect(await standing()).toEqual(before)
  })

  test.each([
    ['changes', { changes: 'none' }],
    ['epoch', { epoch: '' }],
    ['shop.currency', { shop: { url: 'https://door.example', currency: 'dollars' } }],
    ['changes[0].generation', { changes: [{ ...NEWS, generation: -1 }] }],
  ])('an envelope with a wrong %s names it', async (field, wrong) => {
    const shop = await shopWithWork()
    const before = await standing()
    const { shop: facts, ...rest } = envelope(shop, [NEWS], wrong)
    const body = { ...rest, shop: { ...envelope(shop, []).shop, ...facts } }
    const response = await post(shop, JSON.stringify(body))
    const answer = await response.json<{ code: string; field: string }>()
    expect([response.status, answer.code, answer.field]).toEqual([422, 'wrong-form', field])
    expect(await standing()).toEqual(before)
  })

  test('a signed body that is no JSON leaves everything as it was', async () => {
    const shop = await shopWithWork()
    const before = await standing()
    const response = await post(shop, '{"protocol": 1,')
    expect(response.status).toBe(422)
    expect(await standing()).toEqual(before)
  })

  test('a body too large or for an unknown store leaves everything as it was', async () => {
    const shop = await shopWithWork()
    const before = await standing()
    const large = await post(shop, ' '.repeat(6 * 1024 * 1024))
    const astray = await post(shop, JSON.stringify(envelope(shop, [NEWS])), { storeID: 'nobody' })
    expect([large.status, astray.status]).toEqual([413, 404])
    expect(await standing()).toEqual(before)
  })

  test('a change refused for its content leaves what was known of its subject', async () => {
    const shop = await shopWithWork()
    const before = await standing()
    const bad = { ...ORDER, total: '19,90' }
    const huge = { ...ORDER, customer_note: 'x'.repeat(900_000) }
    const answer = await send(shop, [orderChange(bad, 2), orderChange(huge, 3)])
    expect(verdictsOf(answer)).toEqual(['unreadable-field', 'snapshot-too-large'])
    expect(await standing()).toEqual(before)
  })
})

/** A shop whose key has just been replaced; it signs with the one before. */
async function rotated(untilMs: number): Promise<TestShop> {
  const shop = await addShop('door')
  const [row] = await db.select().from(stores)
  const box = { key: env.TILLBRIDGE_KEY, storeID: shop.storeID }
  await db.update(stores).set({
    secretCipher: await sealSecret('the new secret', box),
    previousSecretCipher: row?.secretCipher ?? null,
    previousSecretUntilMs: untilMs,
  })
  return shop
}

describe('while the secret rotates', () => {
  test('the new secret and the one before it both open the door', async () => {
    const shop = await rotated(Date.now() + HOUR_MS)
    const body = JSON.stringify(envelope(shop, []))
    const old = await post(shop, body)
    const renewed = await post(shop, body, { secret: 'the new secret' })
    expect([old.status, renewed.status]).toEqual([200, 200])
  })

  test('the secret before it opens nothing once its time is over', async () => {
    const shop = await rotated(Date.now() - HOUR_MS)
    const response = await post(shop, JSON.stringify(envelope(shop, [])))
    expect(response.status).toBe(401)
  })
})

describe('which orders go', () => {
  test('the owner’s statuses decide, not the default ones', async () => {
    const shop = await addShop('door', { orderStatuses: ['pending'] })
    const orders = ['processing', 'pending'].map((status, at) => ({ ...ORDER, id: at + 1, status }))
    const answer = await send(
      shop,
      orders.map((order) => orderChange(order, order.id)),
    )
    expect(verdictsOf(answer)).toEqual(['status-not-sent', 'queued'])
  })

  test('a pushed order stays wanted when its status changes to one that does not go', async () => {
    const shop = await addShop('door')
    await send(shop, [orderChange({ ...ORDER, status: 'pending' }, 1, 'pushed')])
    const answer = await send(shop, [orderChange({ ...ORDER, status: 'failed' }, 2)])
    expect(verdictsOf(answer)).toEqual(['queued'])
    expect(await jobStates()).toEqual([`${SUBJECT} queued`])
  })

  test('a pushed order that is thrown away before it went is withdrawn', async () => {
    const shop = await addShop('door')
    await send(shop, [orderChange(ORDER, 1, 'pushed')])
    const answer = await send(shop, [orderChange({ ...ORDER, status: 'trash' }, 2)])
    expect(verdictsOf(answer)).toEqual(['unfinished-order'])
    expect(await jobStates()).toEqual([`${SUBJECT} cancelled`])
  })

  test('an order that is ignored leaves its generation behind, and nothing of itself', async () => {
    const shop = await addShop('door')
    await send(shop, [orderChange({ ...ORDER, status: 'checkout-draft' }, 1)])
    const { snapshots: kept, ...others } = await standing()
    expect(kept).toMatchObject([{ generation: 1, snapshot: null, refunds: null, sought: null }])
    expect(others).toEqual({ jobs: [], outcomes: [] })
  })

  test('an older change that arrives after an order was ignored is no news', async () => {
    const shop = await addShop('door')
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    expect(verdictsOf(await send(shop, [orderChange(ORDER, 1)]))).toEqual(['unchanged'])
    expect(await jobStates()).toEqual([])
  })

  test('an order that was withdrawn is taken with the same content once it is wanted', async () => {
    const shop = await shopWithWork()
    const cancelled = { ...ORDER, status: 'cancelled' }
    await send(shop, [orderChange(cancelled, 2)])
    const settings = { ...DEFAULT_SETTINGS, orderStatuses: ['cancelled'] }
    const { storeID } = shop
    await writeTogether(db, [
      saveSettings(db, { storeID, version: 2, who: 'test', nowMs: 1, settings }),
    ])
    expect(verdictsOf(await send(shop, [orderChange(cancelled, 3)]))).toEqual(['queued'])
  })

  test('an order deleted before it went is withdrawn', async () => {
    const shop = await shopWithWork()
    const answer = await send(shop, [{ subject: SUBJECT, generation: 2, event: 'deleted' }])
    expect(verdictsOf(answer)).toEqual(['unknown-deletion'])
    expect(answer.outcomes.map(({ subject, state }) => [subject, state])).toEqual([
      [SUBJECT, 'withdrawn'],
    ])
    expect(await jobStates()).toEqual([`${SUBJECT} cancelled`])
  })

  test('an order that comes back after it was withdrawn is queued again', async () => {
    const shop = await shopWithWork()
    await send(shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
    expect(verdictsOf(await send(shop, [orderChange(ORDER, 3)]))).toEqual(['queued'])
    expect(await jobStates()).toEqual([`${SUBJECT} cancelled`, `${SUBJECT} queued`])
  })
})

describe('refunds', () => {
  const REFUND = {
    id: 9,
    date_created: '2026-11-23T04:04:48',
    date_created_gmt: '2026-11-23T12:04:48',
    amount: '5.00',
    reason: '',
    refunded_payment: false,
    line_items: [],
    tax_lines: [],
    shipping_lines: [],
    fee_lines: [],
  }

  test('refunds that were not read leave those that are known', async () => {
    const shop = await addShop('door')
    await send(shop, [{ ...orderChange(ORDER, 1), refunds: [REFUND] }])
    await send(shop, [NEWS])
    expect(await storedSnapshot()).toMatchObject({
      generation: 2,
      refunds: JSON.stringify([REFUND]),
    })
  })

  test('no refunds at all is news for an order that had one', async () => {
    const shop = await addShop('door')
    await send(shop, [{ ...orderChange(ORDER, 1), refunds: [REFUND] }])
    const answer = await send(shop, [{ ...orderChange(ORDER, 2), refunds: [] }])
    expect(verdictsOf(answer)).toEqual(['queued'])
    expect((await storedSnapshot())?.refunds).toBe('[]')
  })

  test('an order whose refunds were not read is not news', async () => {
    const shop = await addShop('door')
    await send(shop, [{ ...orderChange(ORDER, 1), refunds: [REFUND] }])
    expect(verdictsOf(await send(shop, [orderChange(ORDER, 2)]))).toEqual(['unchanged'])
  })
})

describe('the same order twice in one envelope', () => {
  test('its last word is what is queued, once', async () => {
    const shop = await addShop('door')
    const answer = await send(shop, [orderChange(ORDER, 1), NEWS])
    expect(verdictsOf(answer)).toEqual(['queued', 'queued'])
    expect(await jobStates()).toEqual([`${SUBJECT} queued`])
    expect(await storedSnapshot()).toMatchObject({ generation: 2, revision: 1 })
  })

  test('an order placed and cancelled in one envelope does not go', async () => {
    const shop = await addShop('door')
    const gone = orderChange({ ...ORDER, status: 'cancelled' }, 2)
    const answer = await send(shop, [orderChange(ORDER, 1), gone])
    expect(verdictsOf(answer)).toEqual(['queued', 'status-not-sent'])
    expect(answer.outcomes.map(({ state }) => state)).toEqual(['withdrawn'])
    expect(await jobStates()).toEqual([])
  })

  test('an older word after a newer one is not taken', async () => {
    const shop = await addShop('door')
    expect(verdictsOf(await send(shop, [NEWS, orderChange(ORDER, 1)]))).toEqual([
      'queued',
      'unchanged',
    ])
    expect((await storedSnapshot())?.generation).toBe(2)
  })

  test('a generation without news does not set back the one with news', async () => {
    const shop = await shopWithWork()
    const news = { ...NEWS, generation: 3 }
    expect(verdictsOf(await send(shop, [orderChange(ORDER, 2), news]))).toEqual([
      'unchanged',
      'queued',
    ])
    expect((await storedSnapshot())?.generation).toBe(3)
  })
})

describe('what rides on the answer', () => {
  test('the 101st outcome comes with the next answer', async () => {
    const shop = await addShop('door')
    const made = Array.from({ length: 101 }, (_, at) => ({
      subject: `order:${at + 1}`,
      generation: 1,
      state: 'withdrawn' as const,
      documents: [],
      problem: null,
    }))
    await writeTogether(db, recordOutcomes(db, { storeID: 'door', outcomes: made, nowMs: 0 }))
    const first = await send(shop, [])
    const second = await send(shop, [], { outcomesAfter: first.outcomesAfter })
    expect([first.outcomes.length, first.more]).toEqual([100, true])
    expect(second).toMatchObject({ more: false, outcomes: [{ subject: 'order:101' }] })
  })

  test('only the kinds that the settings let in are wanted', async () => {
    const shop = await addShop('door', { kinds: ['customer'] })
    const answer = await send(shop, [orderChange(ORDER, 1)])
    expect(answer.wants).toEqual(['customer'])
    expect(verdictsOf(answer)).toEqual(['kind-not-sent'])
  })

  test('what is wrong with the whole store is told without QuickBooks’ own words', async () => {
    const shop = await addShop('door')
    const notice = problem('quickbooks-unreachable', { waiting: 3 }, '0x80040408')
    await writeTogether(db, [recordNotice(db, 'door', notice)])
    const { code, summary, remedy } = notice
    expect((await send(shop, [])).notice).toEqual({ code, summary, remedy })
  })
})
