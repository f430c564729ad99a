/** The connection: its steps turn green by real calls, and what it is known by is made anew. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { qwcOf } from '../../worker/session/store-qwc.ts'
import { findStore } from '../../worker/stores/store.ts'
import type { Store } from '../../worker/stores/store.ts'
import { formTokenOf, signedIn, submit, visit } from './browser.ts'
import { newCompany, update } from './office.ts'
import { rowsReadAt } from './rows-read.ts'
import { addShop, CORPUS, db, envelope, orderChange, post, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const PREVIOUS_KEPT_MS = 86_400_000

let shop: TestShop
let cookie = ''
let formToken = ''

beforeEach(async () => {
  shop = await addShop('connection')
  cookie = await signedIn(shop)
  formToken = await formTokenOf(cookie)
})

async function page(path = '/connection'): Promise<string> {
  return (await visit(path, { cookie })).text()
}

/** `Done`, `Next` or `Open`, step by step. */
async function steps(): Promise<readonly string[]> {
  return [...(await page()).matchAll(/<span class="word">(\w+)<\/span>/g)].map(
    ([, word = '']) => word,
  )
}

function press(act: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
  return submit('/connection', { cookie, fields: { formToken, act, confirmed: 'yes', ...fields } })
}

async function secretShown(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  return /<code class="secret">([^<]+)<\/code>/.exec(await response.text())?.[1] ?? ''
}

async function stored(storeID = shop.storeID): Promise<Store> {
  const store = await findStore(db, storeID)
  if (store === null) {
    throw new Error(`There is no store ${storeID}`)
  }
  return store
}

async function posted() {
  const company = newCompany()
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, company)
  return company
}

describe('the steps', () => {
  test('turn green as the calls really arrive, from the first request to the first order', async () => {
    expect(await steps()).toEqual(['Next', 'Open', 'Open', 'Open', 'Open'])
    await post(shop, JSON.stringify(envelope(shop, [])))
    expect(await steps()).toEqual(['Done', 'Next', 'Open', 'Open', 'Open'])
    const company = newCompany()
    await update({ ...shop, password: 'another' }, company)
    expect(await steps()).toEqual(['Done', 'Next', 'Open', 'Open', 'Open'])
    await update(shop, company)
    expect(await steps()).toEqual(['Done', 'Done', 'Done', 'Done', 'Next'])
    expect(await page()).toContain('Larkspur Supply')
    await send(shop, [orderChange(ORDER, 1)])
    expect(await page()).toContain('An order waits here for the next update')
    await update(shop, company)
    expect(await steps()).toEqual(['Done', 'Done', 'Done', 'Done', 'Done'])
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test('are looked at again by themselves, also without script, until all are done', async () => {
    const refresh = '<noscript><meta http-equiv="refresh" content="5"/></noscript>'
    expect(await page()).toContain(refresh)
    expect(await page('/connection?ask=password')).not.toContain('http-equiv')
    const flash = (await press('identity')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const told = await (await visit('/connection', { cookie: `${cookie}; ${flash}` })).text()
    expect(told).toContain('has a new identity')
    expect(told).toContain('http-equiv="refresh" content="30"')
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, newCompany())
    expect(await page()).not.toContain('http-equiv')
  })

  test('lead to the problems where the first order is held', async () => {
    await send(shop, [orderChange({ ...ORDER, currency: 'CHF' }, 1)])
    await update(shop, newCompany())
    expect(await page()).toContain('An order needs you before it can go')
  })

  test('say what came of the last update', async () => {
    await posted()
    expect(await page()).toContain('1 sent, 0 held')
  })
})

test('the file of the Web Connector is the one that the command prints', async () => {
  const response = await visit('/connection/tillbridge.qwc', { cookie })
  expect(await response.text()).toBe(qwcOf(await stored()))
  expect(response.headers.get('Content-Disposition')).toBe(
    'attachment; filename="tillbridge-connection.qwc"',
  )
  expect((await visit('/connection/tillbridge.qwc')).status).toBe(401)
})

describe('a new password', () => {
  test('is shown once and opens updates, and the old one is void', async () => {
    const password = await secretShown(await press('password'))
    expect(password).toMatch(/^([a-z2-9]{5}-){7}[a-z2-9]{5}$/)
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    expect(salesReceipts(company)).toEqual([])
    await update({ ...shop, password }, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(await page()).not.toContain(password)
    const log = await readJournal(db, { storeID: shop.storeID, limit: 100 })
    expect(log.filter(({ event }) => event === 'password-renewed')).toMatchObject([
      { detail: { who: expect.stringContaining('Ana Lima') } },
    ])
    expect(JSON.stringify([log, await stored()])).not.toContain(password)
  })

  test('is only made once it was confirmed', async () => {
    const response = await press('password', { confirmed: '' })
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      '/connection?ask=password',
    ])
    expect(await page('/connection?ask=password')).toContain('The old one is void at once')
    expect((await update(shop, newCompany())).outcome).toBe('finished')
  })
})

test('a new connection code is shown once, and the old one stays good for a day', async () => {
  const before = Date.now()
  const code = await secretShown(await press('code'))
  const { url, storeID, secret } = JSON.parse(
    atob(code.replaceAll('-', '+').replaceAll('_', '/')),
  ) as { url: string; storeID: string; secret: string }
  expect([url, storeID]).toEqual(['https://tillbridge.example', 'connection'])
  const body = JSON.stringify(envelope(shop, []))
  expect((await post(shop, body, { secret })).status).toBe(200)
  expect((await post(shop, body)).status).toBe(200)
  expect((await stored()).previousSecretUntilMs).toBeGreaterThanOrEqual(before + PREVIOUS_KEPT_MS)
  const text = await page()
  expect(text).toContain('good until')
  expect(text).not.toContain(code)
  const [line] = await readJournal(db, { storeID: shop.storeID, limit: 1 })
  expect(line).toMatchObject({
    event: 'secret-rotated',
    detail: { who: expect.stringContaining('Ana Lima') },
  })
})

describe('a new identity', () => {
  test('stands in the file, and the company file that the Web Connector put it into is still the shop’s', async () => {
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const { fileID } = await stored()
    expect((await press('identity')).status).toBe(303)
    const renewed = await stored()
    expect(renewed.fileID).not.toBe(fileID)
    const file = await (await visit('/connection/tillbridge.qwc', { cookie })).text()
    expect(file).toContain(renewed.fileID)
    // The old application calls once more before it is removed.
    await send(shop, [orderChange({ ...ORDER, customer_note: 'one' }, 2)])
    expect((await update(shop, company)).outcome).toBe('finished')
    const settings = { ...company.settings, fileID: renewed.fileID }
    await send(shop, [orderChange({ ...ORDER, customer_note: 'two' }, 3)])
    expect((await update(shop, { ...company, settings })).outcome).toBe('finished')
    expect((await stored()).notice).toBeNull()
    expect(salesReceipts(company)).toHaveLength(1)
  })
})

describe('pinning again', () => {
  test('takes the same file under another name, and nothing is entered twice', async () => {
    const company = await posted()
    const settings = {
      ...company.settings,
      companyName: 'Larkspur & Daughters',
      fileID: '{99999999-0000-0000-0000-000000000009}',
    }
    const renamed = { ...company, settings }
    await send(shop, [orderChange({ ...ORDER, customer_note: 'gift' }, 2)])
    expect((await update(shop, renamed)).outcome).toBe('stopped')
    expect(await page()).toContain('Larkspur &amp; Daughters')
    await press('pin')
    expect(await steps()).toEqual(['Done', 'Done', 'Next', 'Open', 'Done'])
    await update(shop, renamed)
    expect(await stored()).toMatchObject({ companyName: 'Larkspur & Daughters', notice: null })
    expect(salesReceipts(company)).toHaveLength(1)
    expect(await steps()).toEqual(['Done', 'Done', 'Done', 'Done', 'Done'])
    const log = await readJournal(db, { storeID: shop.storeID, limit: 100 })
    expect(log.find(({ event }) => event === 'company-released')).toMatchObject({
      detail: { who: expect.stringContaining('Ana Lima') },
    })
  })

  test('of a file that lacks what was sent sends nothing into it', async () => {
    await posted()
    const other = newCompany({
      companyName: 'Somebody else',
      fileID: '{99999999-0000-0000-0000-000000000002}',
    })
    await press('pin')
    await send(shop, [orderChange({ ...ORDER, id: 9001, number: '9001' }, 2)])
    expect((await update(shop, other)).outcome).toBe('stopped')
    expect(salesReceipts(other)).toEqual([])
    expect((await stored()).notice).toMatchObject({ code: 'company-file-restored' })
  })
})

test('sending is paused and resumed from here, and one is back here', async () => {
  const fields = { formToken, back: '/connection' }
  const response = await submit('/pause', { cookie, fields })
  expect(response.headers.get('Location')).toBe('/connection')
  expect(await page()).toContain('paused since')
  await submit('/resume', { cookie, fields })
  expect((await stored()).pausedAtMs).toBeNull()
  const elsewhere = await submit('/pause', {
    cookie,
    fields: { formToken, back: '//evil.example' },
  })
  expect(elsewhere.headers.get('Location')).toBe('/')
})

describe('nobody else’s', () => {
  const ACTS = ['password', 'code', 'identity', 'pin']

  test.each(ACTS)('%s without the form of this sign-in is refused', async (act) => {
    await update(shop, newCompany())
    const before = await stored()
    expect((await press(act, { formToken: '' })).status).toBe(403)
    const other = await formTokenOf(await signedIn(await addShop('other')))
    expect((await press(act, { formToken: other })).status).toBe(403)
    expect(await stored()).toEqual(before)
  })

  test.each(ACTS)('%s touches no other store', async (act) => {
    const other = await addShop('other')
    await update(other, newCompany())
    const before = await stored('other')
    await press(act)
    expect(await stored('other')).toEqual(before)
  })

  test('an act that there is none of does nothing', async () => {
    const before = await stored()
    expect((await press('everything')).status).toBe(303)
    expect(await stored()).toEqual(before)
  })

  test('a page is shown to whoever is signed in, and shows what was typed by others as text', async () => {
    expect((await visit('/connection')).status).toBe(401)
    const companyName = '<script>alert(1)</script>'
    await update(shop, newCompany({ companyName }))
    const text = await page()
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain(companyName)
  })
})

test('the page says what to do when the Web Connector, QuickBooks or the file fails', async () => {
  const text = await page()
  for (const seen of ['QBWC1012', 'QBWC1039', 'QBWC1085', '0x80040410', '0x80040416', 'too old']) {
    expect(text).toContain(seen)
  }
})

test('the page reads no more than 500 rows', async () => {
  await send(shop, [orderChange(ORDER, 1)])
  await update(shop, newCompany())
  expect(await rowsReadAt('/connection', cookie)).toBeLessThanOrEqual(500)
})
