/** Tillbridge says by itself that a store's connection is not well, and that it is well again. */
import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { openDatabase } from '../../worker/db/database.ts'
import { jobs, stores } from '../../worker/db/schema.ts'
import type { Env } from '../../worker/env.ts'
import { watchStores } from '../../worker/http/watch-stores.ts'
import worker from '../../worker/index.ts'
import { authenticate } from '../../worker/session/authenticate.ts'
import { rememberingWork } from '../../worker/session/remembered-work.ts'
import { findStore } from '../../worker/stores/store.ts'
import { watchOf } from '../../worker/stores/watch.ts'
import { signedIn, visit } from './browser.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HOOK = 'https://hooks.slack.example/T0'
/** 05:00 in the morning of the shop's zone, America/Los_Angeles. */
const NOW_MS = Date.parse('2026-11-20T13:00:00Z')
const WELL = { shopSeenAtMs: NOW_MS, webConnectorSeenAtMs: NOW_MS }

type Said = { readonly url: string; readonly text: string; readonly redirect: unknown }

let said: Said[] = []

beforeEach(() => {
  said = []
  heardAs(() => new Response('ok'))
})

function heardAs(answer: () => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: URL | string, { body, redirect }: RequestInit) => {
    said.push({
      url: String(url),
      text: (JSON.parse(typeof body === 'string' ? body : '{}') as { readonly text: string }).text,
      redirect,
    })
    return answer()
  })
}

function alerts(chosen: Partial<Settings['alerts']> = {}): Settings['alerts'] {
  return { ...DEFAULT_SETTINGS.alerts, webhook: HOOK, ...chosen }
}

/** A shop whose connection is well. */
async function wellShop(
  storeID = 'door',
  chosen: Partial<Settings['alerts']> = {},
): Promise<TestShop> {
  const shop = await addShop(storeID, {
    alerts: alerts({ webhook: `${HOOK}/${storeID}`, ...chosen }),
  })
  await send(shop, [])
  await stands(shop, WELL)
  return shop
}

async function stands({ storeID }: TestShop, columns: Partial<typeof stores.$inferInsert>) {
  await db.update(stores).set(columns).where(eq(stores.storeID, storeID))
}

function watch(nowMs = NOW_MS): Promise<void> {
  return watchStores(env, nowMs)
}

async function codesOf({ storeID }: TestShop): Promise<readonly string[]> {
  const store = await findStore(db, storeID)
  return store === null ? [] : watchOf(store).alerts.map(({ problem: { code } }) => code)
}

const texts = () => said.map(({ text }) => text)

describe('what is wrong is said once, and once more when it is over', () => {
  test.each([
    [
      'web-connector-silent',
      { webConnectorSeenAtMs: NOW_MS - HOUR_MS },
      'has not called since 2026-11-20 04:00',
    ],
    [
      'shop-silent',
      { shopSeenAtMs: NOW_MS - DAY_MS - 1 },
      'The shop has not called Tillbridge since',
    ],
    [
      'password-refused',
      { passwordRefusedAtMs: NOW_MS, webConnectorSeenAtMs: NOW_MS - HOUR_MS },
      'password was refused',
    ],
    [
      'wrong-company-file',
      { notice: problem('wrong-company-file', { expected: 'Larkspur', found: 'Sample' }) },
      '“Sample” is open in QuickBooks',
    ],
    [
      'company-file-restored',
      {
        notice: problem('company-file-restored', {
          order: '1042',
          document: 'Sales receipt 1042',
          isMissing: true,
        }),
      },
      'an older company file',
    ],
  ])('%s', async (code, columns, words) => {
    const shop = await wellShop()
    await watch()
    expect(said).toEqual([])
    await stands(shop, columns)
    await watch()
    await watch(NOW_MS + 1)
    expect(await codesOf(shop)).toEqual([code])
    expect(texts()).toEqual([expect.stringContaining(words)])
    await stands(shop, { ...WELL, passwordRefusedAtMs: null, notice: null })
    await watch()
    await watch()
    expect(texts().slice(1)).toEqual([expect.stringMatching(/Over now: /)])
    expect(await codesOf(shop)).toEqual([])
  })

  test('an order that could have gone for more than an hour', async () => {
    const shop = await wellShop()
    await send(shop, [orderChange(ORDER, 1)])
    await stands(shop, WELL)
    await db.update(jobs).set({ runAtMs: NOW_MS - HOUR_MS - 1 })
    await watch()
    expect(texts()).toEqual([expect.stringContaining('ready to go to QuickBooks since')])
    await db.delete(jobs)
    await watch()
    expect(texts()).toHaveLength(2)
  })

  test('an order that waits because the store is paused is nothing wrong', async () => {
    const shop = await wellShop()
    await send(shop, [orderChange(ORDER, 1)])
    await stands(shop, { ...WELL, pausedAtMs: 1 })
    await db.update(jobs).set({ runAtMs: NOW_MS - DAY_MS })
    await watch()
    expect(said).toEqual([])
  })

  test('a stranger’s wrong password is nothing wrong while the right one comes', async () => {
    const shop = await wellShop()
    await update({ ...shop, password: 'guessed' }, newCompany())
    expect((await findStore(db, shop.storeID))?.passwordRefusedAtMs).not.toBeNull()
    await watch()
    expect(said).toEqual([])
    await update(shop, newCompany())
    expect((await findStore(db, shop.storeID))?.passwordRefusedAtMs).toBeNull()
  })

  test('a store that was never connected is not spoken of', async () => {
    await addShop('new', { alerts: alerts() })
    await watch()
    expect(said).toEqual([])
  })
})

describe('whom it is said to', () => {
  test('no message holds a secret or what an order says of its buyer', async () => {
    const shop = await wellShop()
    await send(shop, [orderChange(ORDER, 1)])
    await db.update(jobs).set({ runAtMs: NOW_MS - DAY_MS })
    await stands(shop, { shopSeenAtMs: 1, webConnectorSeenAtMs: 1 })
    await watch()
    const billing = ORDER['billing'] as Readonly<Record<string, string>>
    const [text = ''] = texts()
    expect(text).toContain('https://door.example')
    for (const secret of [shop.secret, shop.password, billing['email'], billing['last_name']]) {
      expect(text).not.toContain(secret)
    }
  })

  test('of two stores each hears of its own', async () => {
    const [one, other] = [await wellShop('one'), await wellShop('other')]
    await stands(one, { webConnectorSeenAtMs: 1 })
    await stands(other, { shopSeenAtMs: 1 })
    await watch()
    const heard = said.map(({ url, text }) => [url, text.split('\n')[0]])
    expect(heard).toEqual([
      [`${HOOK}/one`, 'Tillbridge for one (https://one.example)'],
      [`${HOOK}/other`, 'Tillbridge for other (https://other.example)'],
    ])
    expect([await codesOf(one), await codesOf(other)]).toEqual([
      ['web-connector-silent'],
      ['shop-silent'],
    ])
  })

  test('two Workers that look at the same moment say it once', async () => {
    const shop = await wellShop()
    await stands(shop, { webConnectorSeenAtMs: 1 })
    await Promise.all([watch(), watch(), watch()])
    expect(said).toHaveLength(1)
  })

  test('with one message a day it is said in that hour of the shop’s day, and once', async () => {
    const shop = await wellShop('door', { when: 'daily', digestHour: 6 })
    await stands(shop, { webConnectorSeenAtMs: 1 })
    await watch()
    expect(said).toEqual([])
    await watch(NOW_MS + HOUR_MS)
    await stands(shop, { shopSeenAtMs: 1 })
    await watch(NOW_MS + HOUR_MS + 600_000)
    expect(said).toHaveLength(1)
    await watch(NOW_MS + HOUR_MS + DAY_MS)
    expect(said).toHaveLength(2)
    expect(texts()[1]).toContain('The shop has not called')
    expect(texts()[1]).not.toContain('The Web Connector has not called')
  })

  test('switched off it is said to nobody, and the notice stands', async () => {
    const shop = await wellShop('door', { when: 'off' })
    await stands(shop, { webConnectorSeenAtMs: 1 })
    await watch()
    expect(said).toEqual([])
    expect(await codesOf(shop)).toEqual(['web-connector-silent'])
  })
})

describe('a webhook', () => {
  test('that leads elsewhere is not followed', async () => {
    const shop = await wellShop()
    heardAs(
      () => new Response(null, { status: 302, headers: { Location: 'https://evil.example' } }),
    )
    await stands(shop, { webConnectorSeenAtMs: 1 })
    await watch()
    expect(said.map(({ url, redirect }) => [url, redirect])).toEqual([[`${HOOK}/door`, 'manual']])
  })

  test.each(['https://10.0.0.5/hook', 'http://hooks.slack.example', 'https://localhost/hook'])(
    '%s, saved by whatever means, is not called',
    async (webhook) => {
      const shop = await wellShop('door', { webhook })
      await stands(shop, { webConnectorSeenAtMs: 1 })
      await watch()
      expect(said).toEqual([])
      expect(await waysOf(shop)).toEqual([{ way: 'webhook', came: 'no-address' }])
    },
  )

  test('that does not answer is tried again, and not for ever', async () => {
    const shop = await wellShop()
    heardAs(() => Promise.reject(new Error('refused')))
    await stands(shop, { webConnectorSeenAtMs: 1 })
    for (let turn = 0; turn < 8; turn += 1) {
      await watch()
    }
    expect(said).toHaveLength(5)
    expect(await waysOf(shop)).toEqual([{ way: 'webhook', came: 'not-reached' }])
  })
})

describe('mail', () => {
  const silent = { webConnectorSeenAtMs: 1 }

  test('goes out through Cloudflare’s binding, in plain text', async () => {
    const shop = await wellShop('door', { webhook: null, mailTo: 'ana@shop.example' })
    await stands(shop, silent)
    const sent: unknown[] = []
    const MAIL = {
      send: async (message: unknown) => void sent.push(message),
    } as unknown as SendEmail
    await watchStores({ DB: env.DB, MAIL, MAIL_FROM: 'tillbridge@example.com' }, NOW_MS)
    expect(sent).toEqual([
      {
        from: 'tillbridge@example.com',
        to: 'ana@shop.example',
        subject: 'Tillbridge: door needs you',
        text: expect.stringContaining('The Web Connector has not called'),
      },
    ])
  })

  test('without a sender is not sent, fails nothing, and the overview says so', async () => {
    const shop = await wellShop('door', { webhook: null, mailTo: 'ana@shop.example' })
    await stands(shop, silent)
    await watch()
    const page = await (await visit('/', { cookie: await signedIn(shop) })).text()
    expect(page).toContain('no sender for mail is set up')
    expect(page).toMatch(/<dt>Last alert<\/dt><dd><time datetime="2026-11-20T13:00:00.000Z"/)
  })

  test('that is refused does not keep the webhook from its message', async () => {
    const shop = await wellShop('door', { mailTo: 'ana@shop.example' })
    await stands(shop, silent)
    const MAIL = { send: () => Promise.reject(new Error('no')) } as unknown as SendEmail
    await watchStores({ DB: env.DB, MAIL, MAIL_FROM: 'tillbridge@example.com' }, NOW_MS)
    await watch()
    expect(said).toHaveLength(1)
    expect(await waysOf(shop)).toEqual([
      { way: 'mail', came: 'not-taken' },
      { way: 'webhook', came: 200 },
    ])
  })
})

describe('the notice', () => {
  test('stands in the shop’s admin and on the owner’s pages, the most severe first', async () => {
    const shop = await wellShop()
    await stands(shop, { webConnectorSeenAtMs: 1, shopSeenAtMs: 1 })
    await watch()
    expect((await send(shop, [])).notice?.code).toBe('web-connector-silent')
    const cookie = await signedIn(shop)
    expect(await (await visit('/', { cookie })).text()).toContain(
      'The Web Connector has not called',
    )
    const notice = problem('wrong-company-file', { expected: 'Larkspur', found: 'Sample' })
    await stands(shop, { notice })
    expect((await send(shop, [])).notice?.code).toBe('wrong-company-file')
  })

  test('goes with the next call, before anybody looks again', async () => {
    const shop = await wellShop()
    await stands(shop, { webConnectorSeenAtMs: 1, shopSeenAtMs: 1 })
    await watch()
    await stands(shop, { webConnectorSeenAtMs: NOW_MS })
    expect((await send(shop, [])).notice).toBeNull()
  })
})

function ring(cron: string): Promise<void> {
  return worker.scheduled(
    { cron, scheduledTime: NOW_MS, noRetry: () => undefined },
    env as unknown as Env,
  )
}

test('the clock rings the watch every few minutes, and the tidying at night', async () => {
  const shop = await wellShop()
  await stands(shop, { webConnectorSeenAtMs: 1 })
  await ring('17 3 * * *')
  expect(said).toEqual([])
  await ring('*/5 * * * *')
  expect(said).toHaveLength(1)
})

test('an update without work asks the database no more than it did', async () => {
  const shop = await wellShop()
  const company = newCompany()
  await update(shop, company)
  await update(shop, company)
  const prepared: string[] = []
  const batches: number[] = []
  const counting = {
    prepare: (query: string) => {
      prepared.push(query)
      return env.DB.prepare(query)
    },
    batch: (batch: D1PreparedStatement[]) => {
      batches.push(batch.length)
      return env.DB.batch(batch)
    },
  } as unknown as D1Database
  const result = await authenticate(
    { kind: 'authenticate', userName: shop.userName, password: shop.password },
    {
      db: openDatabase(counting),
      storeID: shop.storeID,
      nowMs: Date.now() + HOUR_MS,
      randomHex: (characters) => '0'.repeat(characters),
      jitter: () => 0,
      lease: { seconds: 60, withSetSeconds: 120 },
      makeWork: rememberingWork(),
      tellShop: () => undefined,
    },
  )
  expect(result?.[1]).toBe('none')
  expect(batches).toEqual([4, 1])
  // What drizzle is to write is prepared by it and by us; there is nothing outside of the batches.
  expect(prepared).toHaveLength(6)
  expect((await findStore(db, shop.storeID))?.webConnectorGapsMs).toHaveLength(1)
})

async function waysOf({ storeID }: TestShop) {
  const store = await findStore(db, storeID)
  return store === null ? null : watchOf(store).lastSaid?.ways
}
