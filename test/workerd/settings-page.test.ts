/** The owner's settings: seen, tried, saved, taken back, and carried from store to store. */
import { exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import { listSettings, readSettings } from '../../worker/stores/settings.ts'
import { formTokenOf, ORIGIN, signedIn, submit, visit } from './browser.ts'
import { rowsReadAt } from './rows-read.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

let shop: TestShop
let cookie = ''
let formToken = ''

beforeEach(async () => {
  shop = await addShop('settings')
  cookie = await signedIn(shop)
  formToken = await formTokenOf(cookie)
})

async function textOf(path: string): Promise<string> {
  return (await visit(path, { cookie })).text()
}

/** As the page has it that was loaded just before, unless it is said otherwise. */
async function change(key: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const all = { formToken, version: String(await version()), act: 'save', ...fields }
  return submit(`/settings/${key}`, { cookie, fields: all })
}

async function version(storeID = shop.storeID): Promise<number> {
  return (await readSettings(db, storeID)).version
}

async function prefix(storeID = shop.storeID): Promise<string> {
  return (await readSettings(db, storeID)).settings.refNumberPrefix
}

describe('a setting', () => {
  test('is found by a word of its meaning', async () => {
    const text = await textOf('/settings?q=falls+due')
    expect(text).not.toContain('Payment methods, terms')
    expect(await textOf('/settings?q=fall+due')).toContain('href="/settings/dueDays"')
  })

  test('shows what it means, its default and its field', async () => {
    const text = await textOf('/settings/paidOrders')
    expect(text).toContain('What an order that is paid becomes')
    expect(text).toContain('Default: sales-receipt')
    expect(text).toContain('<option value="invoice-with-payment">')
  })

  test('is saved with who and when, in its history and in the log', async () => {
    const response = await change('refNumberPrefix', { value: 'W-' })
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      '/settings/refNumberPrefix',
    ])
    expect(await prefix()).toBe('W-')
    const [saved] = await listSettings(db, { storeID: shop.storeID, limit: 1 })
    expect(saved).toMatchObject({ version: 2, who: expect.stringContaining('Ana Lima') })
    const log = await readJournal(db, { storeID: shop.storeID, limit: 1 })
    expect(log[0]).toMatchObject({
      event: 'settings-changed',
      detail: { who: expect.stringContaining('Ana Lima'), version: 2 },
    })
    expect(await textOf('/settings/refNumberPrefix')).toContain('Ana Lima')
  })

  test('that cannot have the value says at its field what was expected, and keeps what was typed', async () => {
    const response = await change('refNumberPrefix', { value: 'far too long a prefix' })
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('at most 10 characters')
    expect(text).toContain('value="far too long a prefix"')
    expect(text).toContain('aria-invalid="true"')
    expect(await prefix()).toBe('')
  })

  test('that is written as JSON says when it is none', async () => {
    const response = await change('mapping.gateways', { value: '{"stripe": ' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('This cannot be read as JSON')
  })

  test('goes back to its default at a press', async () => {
    await change('refNumberPrefix', { value: 'W-' })
    await change('refNumberPrefix', { value: 'W-', act: 'default' })
    expect(await prefix()).toBe('')
  })

  test('that somebody else changed meanwhile is not overwritten unseen', async () => {
    await change('refNumberPrefix', { value: 'W-' })
    const response = await change('refNumberPrefix', { value: 'X-', version: '1' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Somebody else changed the settings meanwhile')
    expect(await prefix()).toBe('W-')
  })

  test('is nobody’s to change without the form of this sign-in', async () => {
    expect((await change('refNumberPrefix', { value: 'W-', formToken: '' })).status).toBe(403)
    const other = await formTokenOf(await signedIn(await addShop('other')))
    expect((await change('refNumberPrefix', { value: 'W-', formToken: other })).status).toBe(403)
    expect(await prefix()).toBe('')
  })

  test('of another store is neither shown nor changed', async () => {
    const other = await addShop('other')
    await change('refNumberPrefix', { value: 'MINE-' })
    const theirs = await signedIn(other)
    const text = await (await visit('/settings/refNumberPrefix', { cookie: theirs })).text()
    expect(text).not.toContain('MINE-')
    expect(await prefix('other')).toBe('')
  })

  test.each(['nothing', 'mapping', 'constructor'])('called %s is not there', async (key) => {
    expect((await visit(`/settings/${key}`, { cookie })).status).toBe(404)
    expect((await change(key, { value: '1' })).status).toBe(404)
  })

  test('shows what was typed as text', async () => {
    const value = '<script>alert(1)</script>'
    const text = await (await change('documentFields.memo', { value: `${value}{nothing}` })).text()
    expect(text).toContain('&lt;script&gt;')
    await change('documentFields.memo', { value })
    for (const path of ['/settings', '/settings/documentFields.memo', '/settings/history']) {
      expect(await textOf(path)).not.toContain(value)
    }
  })
})

describe('a setting tried on an order', () => {
  test('shows the document before and after, and saves nothing', async () => {
    await send(shop, [orderChange(CORPUS['stripe-like-paid'] as WooOrder, 1)])
    const response = await change('refNumberPrefix', { value: 'W-', act: 'try' })
    expect(response.status).toBe(200)
    const text = await response.text()
    const { number } = CORPUS['stripe-like-paid'] as WooOrder
    expect(text).toContain(`Sales receipt ${number}</td>`)
    expect(text).toContain(`Sales receipt W-${number}</td>`)
    expect(await prefix()).toBe('')
  })

  test('says so where there is no order', async () => {
    const newest = await change('refNumberPrefix', { value: 'W-', act: 'try' })
    expect(await newest.text()).toContain('has not sent an order yet')
    const named = await change('refNumberPrefix', { value: 'W-', act: 'try', order: '77' })
    expect(await named.text()).toContain('no order “77”')
  })

  test('is not tried on another store’s order', async () => {
    const order = CORPUS['stripe-like-paid'] as WooOrder
    await send(await addShop('other'), [orderChange(order, 1)])
    for (const named of [order.number, `order:${order.id}`]) {
      const response = await change('refNumberPrefix', { value: 'W-', act: 'try', order: named })
      expect(await response.text()).not.toContain('What changes on order')
    }
  })
})

describe('the history', () => {
  test('says who changed what, and takes it back', async () => {
    await change('refNumberPrefix', { value: 'W-' })
    await change('refNumberPrefix', { value: 'X-' })
    expect(await textOf('/settings/history')).toContain('Undo this change')
    const fields = { formToken, standing: '3', version: '2' }
    expect((await submit('/settings/undo', { cookie, fields })).status).toBe(303)
    expect(await prefix()).toBe('W-')
    expect(await version()).toBe(4)
  })

  test.each(['9', '-1', 'first', ''])('knows no version “%s”', async (wanted) => {
    await change('refNumberPrefix', { value: 'W-' })
    await submit('/settings/undo', {
      cookie,
      fields: { formToken, standing: '2', version: wanted },
    })
    expect(await prefix()).toBe('W-')
  })

  test('takes nothing back without the form, or over what it does not show', async () => {
    await change('refNumberPrefix', { value: 'W-' })
    const undo = { standing: '2', version: '1' }
    expect((await submit('/settings/undo', { cookie, fields: undo })).status).toBe(403)
    await submit('/settings/undo', { cookie, fields: { ...undo, formToken, standing: '1' } })
    expect(await prefix()).toBe('W-')
  })
})

describe('a file of settings', () => {
  test('goes out of one store and into another', async () => {
    await change('refNumberPrefix', { value: 'W-' })
    const file = await visit('/settings/export', { cookie })
    expect(file.headers.get('Content-Disposition')).toContain('.json"')
    const other = await addShop('other')
    const theirs = await signedIn(other)
    const token = await formTokenOf(theirs)
    const fields = { formToken: token, text: await file.text(), version: '1', act: 'show' }
    const shown = await (await submit('/settings/import', { cookie: theirs, fields })).text()
    expect(shown).toContain('refNumberPrefix')
    expect(await prefix('other')).toBe('')
    await submit('/settings/import', { cookie: theirs, fields: { ...fields, act: 'save' } })
    expect(await prefix('other')).toBe('W-')
  })

  test('can be chosen as a file', async () => {
    const body = new FormData()
    body.set('formToken', formToken)
    body.set('act', 'show')
    body.set('file', new File(['{"dueDays": 30}'], 'settings.json'))
    const ready = new Response(body)
    const bytes = await ready.arrayBuffer()
    const response = await exports.default.fetch(`${ORIGIN}/settings/import`, {
      method: 'POST',
      headers: {
        Cookie: cookie,
        'Content-Type': ready.headers.get('Content-Type') ?? '',
        'Content-Length': String(bytes.byteLength),
      },
      body: bytes,
    })
    expect(await response.text()).toContain('dueDays')
  })

  test.each([
    ['', 'Choose a file'],
    ['[1]', 'no file of settings'],
    ['{"paidOrders": "gift"}', 'paidOrders: expected'],
    ['{"nothing": 1}', 'There is no setting “nothing”'],
  ])('that is “%s” is refused with what is wrong', async (text, sentence) => {
    const fields = { formToken, text, version: '1', act: 'save' }
    const response = await submit('/settings/import', { cookie, fields })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(sentence)
    expect(await version()).toBe(1)
  })
})

test('no page of the settings reads more than 500 rows', async () => {
  await change('refNumberPrefix', { value: 'W-' })
  for (const path of ['/settings', '/settings/refNumberPrefix', '/settings/history']) {
    expect(await rowsReadAt(path, cookie)).toBeLessThanOrEqual(500)
  }
})
