/** What holds orders, what became of one, and who is who: on a shop that posts into a practice company. */
import { beforeEach, describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { problem } from '../../worker/books/problems.ts'
import { NOTHING_WATCHED } from '../../worker/books/watch.ts'
import type { Watch } from '../../worker/books/watch.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { stores } from '../../worker/db/schema.ts'
import { findLinks } from '../../worker/links/links.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { isPassword } from '../../worker/stores/password.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { NOW_MS, openShop, sendChanges, update } from '../matrix/shop-in-memory.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { STORE } from '../simulation/store.ts'
import { corpusJSON, readOrder } from '../woo/corpus.ts'
import { asked, refusal, typed } from './typed.ts'

const { storeID } = STORE
const PAYLOAD = corpusJSON('orders/stripe-like-paid.json')
const ORDER = readOrder(PAYLOAD)
const SUBJECT = `order:${ORDER.id}`

let shop: ShopInMemory

beforeEach(async () => {
  const company = createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
  })
  shop = await openShop({ company, settings: {}, orders: [ORDER] })
})

async function forgetMapping(): Promise<void> {
  const { version, settings } = await readSettings(shop.db, storeID)
  const mapping = { ...settings.mapping, gateways: {} }
  const changed = { ...DEFAULT_SETTINGS, ...settings, mapping }
  await writeTogether(shop.db, [
    saveSettings(shop.db, {
      storeID,
      version: version + 1,
      settings: changed,
      who: 'test',
      nowMs: 0,
    }),
  ])
}

function send(event: 'changed' | 'pushed' = 'changed') {
  return sendChanges(shop, [{ subject: SUBJECT, snapshot: PAYLOAD, refunds: [], event }])
}

describe('an order that is held', () => {
  beforeEach(async () => {
    await forgetMapping()
    await send()
    await update(shop)
  })

  test('is listed by its cause, with the remedy and what Tillbridge can do', async () => {
    const { json, text } = await typed(`problems list ${storeID}`, shop)
    expect(json).toEqual([
      {
        code: 'unmapped-gateway',
        count: 1,
        oldestAtMs: expect.any(Number),
        summary: expect.stringContaining(ORDER.number),
        remedy: expect.any(String),
        repairs: ['accept:gateways', 'choose:deposit-account', 'let-it-stand'],
      },
    ])
    expect(text).toContain(
      `problems repair ${storeID} unmapped-gateway choose:deposit-account NAME`,
    )
  })

  test('is repaired by accepting the suggestion, and posted at the next update', async () => {
    const { json } = await typed(`problems repair ${storeID} unmapped-gateway`, shop)
    expect(json).toMatchObject({ repair: 'accept:gateways', subjects: [SUBJECT] })
    await update(shop)
    expect(salesReceipts(shop.company).map(({ refNumber }) => refNumber)).toEqual([ORDER.number])
    expect((await typed(`problems list ${storeID}`, shop)).text).toBe('Nothing is held.')
  })

  test('is repaired with an account of QuickBooks, and with none that QuickBooks lacks', async () => {
    const repair = `problems repair ${storeID} unmapped-gateway choose:deposit-account`
    expect(await refusal(`${repair} Chequing`, shop)).toContain('called “Chequing”')
    await typed(`${repair} checking`, shop)
    const { settings } = await readSettings(shop.db, storeID)
    expect(settings.mapping.gateways).toMatchObject({
      [ORDER.paymentMethod]: { depositAccountName: 'Checking' },
    })
    await update(shop)
    expect(salesReceipts(shop.company)).toHaveLength(1)
  })

  test('is not repaired by what there is no such repair for, and marked as done after asking', async () => {
    const repair = `problems repair ${storeID} unmapped-gateway`
    expect(await refusal(`${repair} push`, shop)).toContain('It can: accept:gateways')
    expect(await asked(`${repair} let-it-stand`, shop)).toContain('It leaves the list')
    await typed(`${repair} let-it-stand`, shop)
    await update(shop)
    expect(salesReceipts(shop.company)).toHaveLength(0)
  })

  test('is repaired by accepting one suggestion by its key', async () => {
    const { json } = await typed(`match list ${storeID}`, shop)
    const [suggestion] = (json as { suggestions: { key: string; orders: number }[] }).suggestions
    expect(suggestion).toMatchObject({ key: `mapping.gateways.${ORDER.paymentMethod}`, orders: 1 })
    await typed(`match accept ${storeID} ${suggestion?.key}`, shop)
    await update(shop)
    expect(salesReceipts(shop.company)).toHaveLength(1)
  })

  test('of a cause that nothing is held for is refused', async () => {
    expect(await refusal(`problems repair ${storeID} near-match`, shop)).toContain(
      'There are: unmapped-gateway.',
    )
  })

  test('is accepted by name alone only where QuickBooks has that name', async () => {
    const { json } = await typed(`match accept ${storeID} --exact`, shop)
    const left = await typed(`match list ${storeID}`, shop)
    const { suggestions } = left.json as { suggestions: { isExact: boolean }[] }
    expect([
      (json as { changes: unknown[] }).changes,
      suggestions.map(({ isExact }) => isExact),
    ]).toEqual([[], [false]])
  })
})

test('a buyer who may be two of QuickBooks’ customers is the one that the operator names', async () => {
  const fields = { Email: ORDER.billing.email }
  enterByHand(shop.company, { kind: 'Customer', name: 'Gwen', fields })
  enterByHand(shop.company, { kind: 'Customer', name: 'Guest', fields })
  await send()
  await update(shop)
  const repair = `problems repair ${storeID} customer-ambiguous choose:this-customer`
  const { text } = await typed(`problems list ${storeID}`, shop)
  expect(text).toContain(`${repair} NAME [SUBJECT]`)
  expect(await refusal(`${repair} Gwenda`, shop)).toContain('no active customer called “Gwenda”')
  expect((await typed(`${repair} gwen`, shop)).text).toContain('is “Gwen” in QuickBooks from now')
  await update(shop)
  expect(salesReceipts(shop.company)).toMatchObject([{ customer: 'Gwen' }])
})

describe('what is wrong with the store as a whole', () => {
  const standing = [
    problem('wrong-company-file', { expected: 'Larkspur Supply', found: 'Sample' }),
    problem('password-refused', { since: '2026-11-23 04:00' }),
  ] as const

  beforeEach(async () => {
    const [notice, watched] = standing
    const watch: Watch = {
      ...NOTHING_WATCHED,
      alerts: [{ problem: watched, sinceMs: NOW_MS, state: 'raised' }],
    }
    await shop.db.update(stores).set({ notice, watch, passwordRefusedAtMs: NOW_MS })
  })

  test('is listed before all that is held, with what Tillbridge can do', async () => {
    const { json, text } = await typed(`problems list ${storeID}`, shop)
    expect(json).toEqual([
      expect.objectContaining({ code: 'wrong-company-file', repairs: ['pin-company-again'] }),
      expect.objectContaining({ code: 'password-refused', repairs: ['new-password'] }),
    ])
    expect(text).toContain(`problems repair ${storeID} wrong-company-file pin-company-again`)
  })

  test('is asked about and done as on the pages', async () => {
    const repair = `problems repair ${storeID} wrong-company-file`
    expect(await asked(repair, shop)).toContain('“Sample” is open in QuickBooks')
    await typed(repair, shop)
    const [store] = await shop.db.select().from(stores)
    expect([store?.companyName, store?.notice]).toEqual([null, null])
  })

  test('may need a password, which is said once and is the Web Connector’s from then on', async () => {
    const { json } = await typed(`problems repair ${storeID} password-refused`, shop)
    const { password } = json as { readonly password: string }
    const [store] = await shop.db.select().from(stores)
    const { passwordSalt: salt = '', passwordHash: hash = '' } = store ?? {}
    expect(await isPassword(password, { salt, hash })).toBeTrue()
  })

  test('has no other repair than its own', async () => {
    const { db } = shop
    expect(await refusal(`problems repair ${storeID} password-refused push`, { db })).toContain(
      'It can: new-password.',
    )
  })
})

describe('the timeline of an order', () => {
  test('goes from the shop’s news over each set to what stands in QuickBooks', async () => {
    await send()
    await update(shop)
    const { json, text } = await typed(`order timeline ${storeID} ${ORDER.number}`, shop)
    const { moments, stands, queue } = json as {
      moments: { event: string }[]
      stands: { role: string; kind: string }[]
      queue: { state: string }[]
    }
    const events = moments.map(({ event }) => event)
    expect(events[0]).toBe('change-taken')
    expect(events).toContain('asked QuickBooks')
    expect(events.indexOf('posted')).toBeGreaterThan(events.indexOf('asked QuickBooks'))
    expect(stands.map(({ role, kind }) => `${role} ${kind}`)).toContain('sale SalesReceipt')
    expect(queue.map(({ state }) => state)).toEqual(['synced'])
    expect(text).toContain('In QuickBooks:')
  })

  test('of an order that nobody knows is refused', async () => {
    expect(await refusal(`order timeline ${storeID} 999999`, shop)).toStartWith(
      'Nothing is known of an order 999999.',
    )
  })
})

describe('a match', () => {
  test('is listed with its evidence, and forgotten after asking', async () => {
    await send()
    await update(shop)
    const { json } = await typed(`match list ${storeID}`, shop)
    const { matches } = json as { matches: { subject: string; role: string; label: string }[] }
    const customer = matches.find(({ role }) => role === 'customer')
    const subject = customer?.subject ?? ''
    expect(await asked(`match forget ${storeID} ${subject}`, shop)).toContain(
      customer?.label ?? '?',
    )
    await typed(`match forget ${storeID} ${subject}`, shop)
    const links = await findLinks(shop.db, storeID, [subject])
    expect(
      links.filter(({ role }) => role === 'customer').map(({ isDeleted }) => isDeleted),
    ).toEqual([true])
    expect(await refusal(`match forget ${storeID} ${subject}`, shop)).toContain(
      'is matched with nothing',
    )
  })
})
