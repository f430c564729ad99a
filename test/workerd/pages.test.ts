import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { problem } from '../../worker/books/problems.ts'
import {
  jobs,
  links,
  messageSetPieces,
  messageSets,
  settings,
  stores,
} from '../../worker/db/schema.ts'
import { readJournal, recordJournal } from '../../worker/journal/journal.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { formTokenOf, signedIn, submit, visit } from './browser.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const SCRIPT = '<script>alert(1)</script>'
const COD = CORPUS['guest-cod-processing'] as WooOrder
const ORDER = {
  ...COD,
  id: 1042,
  number: '1042',
  customer_note: `note ${SCRIPT}`,
  line_items: (COD.line_items as object[]).map((line) => ({
    ...line,
    name: `Mug ${SCRIPT}`,
    sku: SCRIPT,
  })),
  billing: { first_name: `Ana${SCRIPT}`, last_name: `"'><img src=x onerror=alert(1)>` },
} as WooOrder

const PATHS = [
  '/',
  '/queue',
  '/queue?show=waiting',
  '/queue?show=previous',
  '/queue?q=1042',
  '/log',
  '/log?q=1042',
  '/orders/1042',
  '/preview?order=1042',
  '/preview?order=order:1042',
  '/preview/sets?order=order:1042',
  '/orders/1042/sets/set-1',
  '/problems',
  '/problems?cause=quickbooks-refused',
  '/mapping',
  '/mapping?q=order:1042',
  '/mapping/choose?subject=order:1042',
]

let shop: TestShop
let cookie = ''

beforeEach(async () => {
  shop = await addShop('door')
  await send(shop, [orderChange(ORDER, 1)])
  cookie = await signedIn(shop)
})

async function textOf(path: string, as = cookie): Promise<string> {
  return (await visit(path, { cookie: as })).text()
}

/** What QuickBooks answered about the order, and that it is held for it. */
async function answered(text: string): Promise<void> {
  const { storeID } = shop
  const held = {
    code: 'quickbooks-refused',
    summary: `Order 1042 is waiting. ${text}`,
    remedy: text,
    detail: text,
  }
  await db.update(jobs).set({ state: 'blocked', problem: held }).where(eq(jobs.storeID, storeID))
  const messageSetID = 'set-1'
  const part = { storeID, messageSetID, piece: 0 }
  await writeTogether(db, [
    db.insert(messageSets).values({
      storeID,
      messageSetID,
      ticketHash: '',
      state: 'answered',
      resends: 0,
      sentAtMs: 1,
    }),
    db.insert(messageSetPieces).values([
      { ...part, part: 'request', text: `<AddRq requestID="1">${text}</AddRq>` },
      { ...part, part: 'response', text: `<AddRs requestID="1">${text}</AddRs>` },
      { ...part, part: 'manifest', text: JSON.stringify({ 1: { subject: 'order:1042' } }) },
    ]),
    db.insert(links).values({
      storeID,
      subject: 'order:1042',
      role: 'customer',
      kind: 'Customer',
      quickBooksID: text,
      label: text,
      editSequence: '1',
      sent: '{}',
      posting: 1,
      linkedAtMs: 1,
    }),
    ...recordJournal(db, {
      storeID,
      entries: [
        { subject: 'order:1042', event: 'held', detail: { problem: held, messageSetID } },
        { subject: 'order:1042', event: 'list-entry-added', detail: { name: text } },
      ],
      nowMs: 1,
    }),
  ])
}

describe('what the shop and QuickBooks say', () => {
  test.each(PATHS)('is shown as text: %s', async (path) => {
    await answered(SCRIPT)
    const response = await visit(path, { cookie })
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<img')
    expect(text.match(/<script/g)).toHaveLength(1)
  })

  test('is shown in the sentence about what was done as text, too', async () => {
    const flash = `${cookie}; tillbridge-flash=${encodeURIComponent(SCRIPT)}`
    expect(await textOf('/', flash)).toContain('&lt;script&gt;alert(1)')
  })

  test('is shown in a search as text, too', async () => {
    expect(await textOf(`/queue?q=${encodeURIComponent(SCRIPT)}`)).not.toContain('<script>alert')
  })

  test('is shown raw without card numbers and passwords', async () => {
    await answered(
      '<Memo>4111 1111 1111 1111</Memo><Password>geheim</Password> 80000001-1790000000',
    )
    const text = await textOf('/orders/1042/sets/set-1')
    expect(text).not.toContain('4111 1111')
    expect(text).not.toContain('geheim')
    expect(text).toContain('••• 1111')
    expect(text).toContain('80000001-1790000000')
  })
})

test('an order that is held has one button that sends it', async () => {
  await answered('The name is in use.')
  const text = await textOf('/orders/1042')
  expect(text.match(/>\s*(?:Send again|Try again)\s*<\/button>/g)).toHaveLength(1)
  expect(text).toContain('when you press Send again.')
})

describe('another store’s', () => {
  test.each(PATHS.filter((path) => path.includes('1042')))(
    'order is nowhere to be seen: %s',
    async (path) => {
      await answered('Ana')
      const other = await signedIn(await addShop('elsewhere'))
      const response = await visit(path, { cookie: other })
      expect(response.status).toBe(/^.(orders|preview|mapping.choose)/.test(path) ? 404 : 200)
      const text = await response.text()
      expect(text).not.toContain('Ana&lt;')
      expect(text).not.toContain('onerror')
    },
  )

  test.each(['/log.csv', '/log.jsonl', '/log', '/queue?show=held'])(
    'lines are in no list and no file: %s',
    async (path) => {
      await answered('Ana')
      const other = await signedIn(await addShop('elsewhere'))
      expect(await textOf(path, other)).not.toContain('1042')
    },
  )

  test('entry is not touched by an act', async () => {
    const [job] = await db.select().from(jobs)
    const other = await signedIn(await addShop('elsewhere'))
    const formToken = await formTokenOf(other)
    const fields = { formToken, one: `cancel:${job?.id}` }
    const response = await submit('/queue', { cookie: other, fields })
    expect(response.status).toBe(303)
    expect((await db.select().from(jobs))[0]?.state).toBe('queued')
  })
})

describe('an act', () => {
  test.each([
    '/queue',
    '/pause',
    '/resume',
    '/sign-out',
    '/problems',
    '/mapping',
    '/connection',
    '/settings/refNumberPrefix',
    '/settings/import',
    '/settings/undo',
  ])('without the token of the sign-in does nothing: %s', async (path) => {
    const [job] = await db.select().from(jobs)
    const press = { press: 'mark-done|', cause: 'any', act: 'save', value: 'X-', confirmed: 'yes' }
    const fields = { ...press, one: `cancel:${job?.id}` }
    expect((await submit(path, { cookie, fields })).status).toBe(403)
    expect((await submit(path, { cookie: '', fields })).status).toBe(401)
    expect((await db.select().from(jobs))[0]?.state).toBe('queued')
    expect((await db.select().from(stores))[0]?.pausedAtMs).toBe(null)
    expect(await db.select().from(settings)).toHaveLength(1)
  })

  test('of a removed store does nothing', async () => {
    const formToken = await formTokenOf(cookie)
    await db.delete(stores).where(eq(stores.storeID, 'door'))
    expect((await submit('/pause', { cookie, fields: { formToken } })).status).toBe(401)
    expect((await visit('/queue', { cookie })).status).toBe(401)
  })

  test('is in the log with who did it, and leads back to where it was', async () => {
    const [job] = await db.select().from(jobs)
    const formToken = await formTokenOf(cookie)
    const response = await submit('/queue', {
      cookie,
      fields: { formToken, one: `cancel:${job?.id}`, back: '/queue?show=waiting&after=20.5' },
    })
    expect(response.headers.get('Location')).toBe('/queue?show=waiting&after=20.5')
    expect(decodeURIComponent(response.headers.get('Set-Cookie') ?? '')).toContain(
      'Order 1042 is deleted from the queue',
    )
    const [line] = await readJournal(db, { storeID: 'door', limit: 1 })
    expect([line?.subject, line?.event]).toEqual(['order:1042', 'job-cancelled'])
    expect(line?.detail).toMatchObject({ who: 'Ana Lima (user 3 of the shop)' })
  })

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/queue\r\nX: y'])(
    'leads nowhere else: %s',
    async (back) => {
      const formToken = await formTokenOf(cookie)
      const response = await submit('/queue', { cookie, fields: { formToken, back } })
      expect(response.headers.get('Location')).toBe('/queue')
    },
  )

  test('that pauses lets an order wait until it is tried again, and pauses nothing that is held', async () => {
    const formToken = await formTokenOf(cookie)
    const press = async (word: string) => {
      const [job] = await db.select().from(jobs)
      const fields = { formToken, one: `${word}:${job?.id}` }
      const response = await submit('/queue', { cookie, fields })
      return decodeURIComponent(response.headers.get('Set-Cookie') ?? '')
    }
    expect(await press('pause')).toContain('Order 1042 is paused')
    const [paused] = await db.select().from(jobs)
    expect([paused?.state, paused?.problem]).toEqual([
      'blocked',
      problem('paused-by-hand', { subject: 'order:1042' }),
    ])
    expect(await press('pause')).toContain('Order 1042 stays: it is held already')
    expect(await press('retry')).toContain('tried at the next update')
    expect((await db.select().from(jobs))[0]?.state).toBe('queued')
  })

  test('on all that one cause holds leaves the others held', async () => {
    await answered('No.')
    const formToken = await formTokenOf(cookie)
    const press = (cause: string) =>
      submit('/queue', { cookie, fields: { formToken, act: 'retry-cause', cause } })
    await press('no-account')
    expect((await db.select().from(jobs))[0]?.state).toBe('blocked')
    await press('quickbooks-refused')
    expect((await db.select().from(jobs))[0]?.state).toBe('queued')
  })
})

describe('the log as a file', () => {
  test('has every line, and no formula that a spreadsheet would run', async () => {
    await writeTogether(
      db,
      recordJournal(db, {
        storeID: 'door',
        entries: [{ subject: '=cmd|calc', event: 'posted', detail: { kind: 'Invoice' } }],
        nowMs: 0,
      }),
    )
    const response = await visit('/log.csv', { cookie })
    expect(response.headers.get('Content-Disposition')).toContain('tillbridge-log.csv')
    const lines = (await response.text()).split('\r\n')
    expect(lines[0]).toBe('time,subject,event,detail')
    expect(lines).toContain(`1970-01-01T00:00:00Z,'=cmd|calc,posted,"{""kind"":""Invoice""}"`)
  })

  test('is one JSON object a line, and only what was filtered', async () => {
    const text = await textOf('/log.jsonl?event=change-taken')
    const events = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toEqual(['change-taken'])
  })

  test('is for nobody who is not signed in', async () => {
    expect((await visit('/log.csv')).status).toBe(401)
  })
})

test('the style and the script are kept for a year, under names of their own', async () => {
  const text = await textOf('/')
  const paths = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  expect(paths).toHaveLength(2)
  for (const path of paths) {
    const response = await visit(path ?? '')
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
  }
})
