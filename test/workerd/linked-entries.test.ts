/** A person says which customer or item of QuickBooks the shop's is, where the problem stands. */
import { beforeEach, describe, expect, test } from 'vitest'
import { journal } from '../../worker/db/schema.ts'
import { findLinks } from '../../worker/links/links.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand, inactivateEntry } from '../../worker/practice/person.ts'
import { example, holdAll, numbered, ORDER, personOf, stateOf } from './held-orders.ts'
import { signedIn } from './browser.ts'
import { codesNow, openScene, sendAndUpdate } from './made-problems/scene.ts'
import type { Scene } from './made-problems/scene.ts'
import { update } from './office.ts'
import { addShop, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const GWEN = 'guest:gwen.guest@example.test'
const ROSA = 'guest:rosa@example.test'
const CODE = 'customer-ambiguous'
const CHOOSE = { code: CODE, repair: 'choose:this-customer' } as const

let scene: Scene

function ofRosa(at: number): WooOrder {
  const billing = { ...(ORDER.billing as object), first_name: 'Rosa', email: 'rosa@example.test' }
  return { ...numbered(at), billing }
}

/** Two in QuickBooks share the e-mail of Gwen, and two that of Rosa. */
beforeEach(async () => {
  scene = await openScene({})
  const [gwen, rosa] = ['gwen.guest@example.test', 'rosa@example.test'].map((Email) => ({ Email }))
  const kind = 'Customer'
  for (const [name, fields = {}] of [
    ['Gwen Guest', gwen],
    ['G. Guest', gwen],
    ['Rosa G.', rosa],
    ['Rosa Guest', rosa],
  ] as const) {
    enterByHand(scene.company, { kind, name, fields: { ...fields, Phone: '1' } })
  }
})

async function hold(orders: readonly WooOrder[]): Promise<void> {
  await send(
    scene.shop,
    orders.map((order) => orderChange(order, 1)),
  )
  await update(scene.shop, scene.company)
  expect(await codesNow(scene)).toEqual(orders.map(() => CODE))
}

function buyers(): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    salesReceipts(scene.company).map(({ refNumber, customer }) => [refNumber, customer]),
  )
}

describe('a customer that was chosen', () => {
  test('gets all that is held for the buyer and whatever comes later, and nothing of another buyer', async () => {
    await hold([ORDER, numbered(1), ofRosa(2)])
    const { sentence } = await scene.press({ ...CHOOSE, name: 'g. guest', subject: GWEN })
    expect(sentence).toBe(
      'Gwen Guest is “G. Guest” in QuickBooks from now on. 2 entries are decided anew at the next update.',
    )
    await sendAndUpdate(scene, numbered(3))
    const gwens = [ORDER.number, '50001', '50003'].map((number) => [number, 'G. Guest'])
    expect(buyers()).toEqual(Object.fromEntries(gwens))
    expect(await codesNow(scene)).toEqual([CODE])
    expect(await findLinks(db, scene.shop.storeID, [ROSA])).toEqual([])
  })

  test('is in the log with who chose it', async () => {
    await hold([ORDER])
    await scene.press({ ...CHOOSE, name: 'G. Guest' })
    const lines = await db.select().from(journal)
    expect(lines.filter(({ event }) => event === 'match-chosen')).toMatchObject([
      { subject: GWEN, detail: { who: 'Ana Lima (user 3 of the shop)', is: 'G. Guest' } },
    ])
  })

  test('keeps what people wrote into its record', async () => {
    await hold([ORDER])
    await scene.press({ ...CHOOSE, name: 'G. Guest' })
    await update(scene.shop, scene.company)
    await sendAndUpdate(scene, { ...numbered(1), customer_id: 77 }, { generation: 2 })
    const { billing, shipping } = ORDER
    const moved = { ...(billing as object), address_1: '9 New Street' }
    const account = { id: 77, email: 'gwen.guest@example.test', role: 'customer' }
    const snapshot = { ...account, billing: moved, shipping }
    await send(scene.shop, [{ subject: 'customer:77', generation: 3, event: 'changed', snapshot }])
    await update(scene.shop, scene.company)
    const record = listEntries(scene.company, 'Customer').find(
      ({ fullName }) => fullName === 'G. Guest',
    )
    expect(JSON.stringify(record?.fields)).toContain('9 New Street')
    expect(record?.fields.Phone).toBe('1')
  })

  test('takes the place of one that was made inactive', async () => {
    await hold([ORDER])
    await scene.press({ ...CHOOSE, name: 'G. Guest' })
    await update(scene.shop, scene.company)
    inactivateEntry(scene.company, { kind: 'Customer', fullName: 'G. Guest' })
    await sendAndUpdate(scene, numbered(1))
    expect(await codesNow(scene)).toEqual(['customer-inactive'])
    await scene.press({ ...CHOOSE, code: 'customer-inactive', name: 'Gwen Guest' })
    await update(scene.shop, scene.company)
    expect(buyers()).toEqual({ [ORDER.number]: 'G. Guest', '50001': 'Gwen Guest' })
  })
})

describe('nothing is linked', () => {
  test.each([
    ['nobody', '', 'name the customer that is meant'],
    ['somebody QuickBooks does not have', 'Gwenda', 'no active customer called “Gwenda”'],
    ['an inactive customer', 'Old Gwen', 'the customer “Old Gwen” is inactive in QuickBooks'],
    ['a vendor', 'Gwen’s Goods', 'no active customer called “Gwen’s Goods”'],
  ])('where %s is named', async (_, name, why) => {
    enterByHand(scene.company, { kind: 'Customer', name: 'Old Gwen', isActive: false })
    enterByHand(scene.company, { kind: 'Vendor', name: 'Gwen’s Goods' })
    await hold([ORDER])
    const { sentence } = await scene.press({ ...CHOOSE, name })
    expect(sentence).toContain('Nothing was done')
    expect(sentence).toContain(why)
    expect(await findLinks(db, scene.shop.storeID, [GWEN])).toEqual([])
    expect(await codesNow(scene)).toEqual([CODE])
  })

  test('where two are held and nobody says which of them is meant', async () => {
    await hold([ORDER, ofRosa(2)])
    const { sentence } = await scene.press({ ...CHOOSE, name: 'Rosa G.' })
    expect(sentence).toContain(`say whose customer it is, such as Gwen Guest (${GWEN})`)
    expect(await codesNow(scene)).toEqual([CODE, CODE])
  })

  test('to an item that cannot stand on a line', async () => {
    const group = { kind: 'Item', type: 'ItemSubtotal', name: 'Sum of it' } as const
    enterByHand(scene.company, group)
    await sendAndUpdate(scene, ofRosa(2))
    const [id = 0] = await holdAll(scene.shop, [example('item-missing')], 7)
    const pressed = { code: 'item-missing', repair: 'choose:this-item', name: 'Sum of it' } as const
    const { sentence } = await scene.press(pressed)
    expect(sentence).toContain('“Sum of it” is an item of type Subtotal in QuickBooks')
    expect(await stateOf(id)).toBe('blocked')
  })

  test('by another store', async () => {
    await hold([ORDER])
    const { press } = await personOf(await signedIn(await addShop('other')))
    expect((await press({ ...CHOOSE, name: 'G. Guest', subject: GWEN })).sentence).toContain(
      'no entry is held',
    )
    expect(await findLinks(db, scene.shop.storeID, [GWEN])).toEqual([])
  })
})

test('the form names each buyer once, and those first who it may be', async () => {
  await hold([ORDER, numbered(1), ofRosa(2)])
  const text = await scene.page(`/problems?cause=${CODE}`)
  expect(text.match(/<option value="guest:[^"]*"/g)).toHaveLength(2)
  expect(text).toContain(`<option value="${GWEN}">Gwen Guest (Order ${ORDER.number})</option>`)
  const names = [...text.matchAll(/<option value="([^:"]*)"><\/option>/g)].map(([, name]) => name)
  expect(new Set(names)).toEqual(new Set(['G. Guest', 'Gwen Guest', 'Rosa G.', 'Rosa Guest']))
})
