/** What the owner chose about customers: one for many, jobs, roles, and what new ones are given. */
import { describe, expect, test } from 'vitest'
import { writeTogether } from '../../worker/db/database.ts'
import { creditMemos, invoices, listEntries } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import REFUND from '../corpus/woo/refunds/partial-line-1-of-3-restock.json'
import { another, billed, buyers, GWEN, LARRY, logged, names, problems } from './buyers.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'

test('guests share one customer where the owner wants it so; the form keeps who it was', async () => {
  const shop = await addShop('customers', { customerFor: { guest: 'Web guests' } })
  const company = newCompany()
  await send(shop, [
    orderChange(LARRY, 1),
    orderChange(GWEN, 2),
    orderChange(another(LARRY, 9001, { customer_id: 77 }), 3),
  ])
  await update(shop, company)
  expect(buyers(company)).toEqual({
    [LARRY.number]: 'Web guests',
    [GWEN.number]: 'Web guests',
    '9001': 'Larry Angeles',
  })
  expect(names(company).toSorted()).toEqual(['Larry Angeles', 'Web guests'])
  const [guests] = listEntries(company, 'Customer').filter(
    ({ fullName }) => fullName === 'Web guests',
  )
  expect(guests?.fields).not.toHaveProperty('BillAddress')
})

describe('a job', () => {
  const BOB = CORPUS['registered-company'] ?? { id: 0, number: '' }
  const ACME = 'Acme Widgets, Inc. & Sons "Ltd"'

  test('of the buyer’s company, which is made first and shared', async () => {
    const shop = await addShop('customers', { customerParent: 'company' })
    const company = newCompany()
    const eve = billed(BOB, { first_name: 'Eve', email: 'eve@acme.example.test' })
    await send(shop, [
      orderChange(BOB, 1),
      orderChange(another(BOB, 9001, { customer_id: 78, ...eve }), 2),
      orderChange(LARRY, 3),
    ])
    await update(shop, company)
    expect(buyers(company)).toEqual({
      [BOB.number]: `${ACME}:Bob Buyer`,
      '9001': `${ACME}:Eve Buyer`,
      [LARRY.number]: 'Larry Angeles',
    })
    expect(names(company)).toHaveLength(4)
  })

  test('of the company that QuickBooks has, and of one customer for all', async () => {
    const shop = await addShop('customers', { customerParent: 'Web store' })
    const company = newCompany()
    enterByHand(company, { kind: 'Customer', name: 'Web store' })
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    expect(names(company)).toEqual(['Web store', 'Web store:Larry Angeles'])
    expect(buyers(company)).toEqual({ [LARRY.number]: 'Web store:Larry Angeles' })
  })
})

test('a refund goes to the customer of its sale, whatever was chosen since', async () => {
  const shop = await addShop('customers')
  const company = newCompany()
  const order = CORPUS['refund-partial-line'] ?? { id: 0, number: '' }
  await send(shop, [orderChange({ ...order, refunds: [] }, 1)])
  await update(shop, company)
  const { settings } = await readSettings(db, shop.storeID)
  await writeTogether(db, [
    saveSettings(db, {
      storeID: shop.storeID,
      version: 2,
      who: 'test',
      nowMs: 0,
      settings: { ...settings, customerFor: { guest: 'Web guests' } },
    }),
  ])
  await send(shop, [{ ...orderChange(order, 2), refunds: [REFUND] }])
  await update(shop, company)
  expect(creditMemos(company).map(({ customer }) => customer)).toEqual(['Gwen Guest'])
  await send(shop, [orderChange(GWEN, 3)])
  await update(shop, company)
  expect(buyers(company)).toEqual({ [order.number]: 'Gwen Guest', [GWEN.number]: 'Web guests' })
})

function account(role: string) {
  return {
    subject: 'customer:77',
    generation: 1,
    event: 'changed',
    snapshot: { id: 77, email: 'larry@example.test', role, billing: {}, shipping: {} },
  }
}

describe('a role of the shop', () => {
  const defaults = {
    customerTypeName: null,
    termsName: null,
    salesRepInitials: null,
    salesTaxCodeName: 'Non',
    taxItemName: null,
    priceLevelName: null,
    paymentMethodName: null,
  }

  test('is known from what the shop sent of the account, and says what a new customer is given', async () => {
    const shop = await addShop('customers', {
      customerDefaults: { wholesale: defaults },
      customerFor: { customer: 'Web sales' },
    })
    const company = newCompany()
    expect((await send(shop, [account('wholesale')])).verdicts[0]?.verdict).toBe('ignored')
    await send(shop, [
      orderChange(another(LARRY, 9001, { customer_id: 77 }), 2),
      orderChange(another(GWEN, 9002, { customer_id: 78, customer_role: 'customer' }), 3),
      orderChange(GWEN, 4),
    ])
    await update(shop, company)
    expect(buyers(company)).toEqual({
      '9001': 'Larry Angeles',
      '9002': 'Web sales',
      [GWEN.number]: 'Gwen Guest',
    })
    const codes = listEntries(company, 'Customer').map(({ fullName, refs }) => [
      fullName,
      refs.SalesTaxCodeRef,
    ])
    expect(Object.fromEntries(codes)).toEqual({
      'Larry Angeles': 'Non',
      'Web sales': 'Tax',
      'Gwen Guest': 'Tax',
    })
  })

  test('an account that is deleted in the shop stays in the books', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    await send(shop, [account('customer')])
    await send(shop, [orderChange(another(LARRY, 9001, { customer_id: 77 }), 2)])
    await update(shop, company)
    await send(shop, [{ subject: 'customer:77', generation: 3, event: 'deleted' }])
    await update(shop, company)
    expect(await problems(shop)).not.toContain('unreadable-field')
    expect(names(company)).toEqual(['Larry Angeles'])
  })
})

test('an emoji and 漢字 fail no order, and what they were stands in the log', async () => {
  const shop = await addShop('customers')
  const company = newCompany()
  const words = {
    first_name: '太郎',
    last_name: '🎉',
    company: '漢字商店',
    address_1: '東京都千代田区 1-1 🏠',
    city: '東京',
  }
  await send(shop, [orderChange(another(LARRY, 9001, billed(LARRY, words)), 1)])
  await update(shop, company)
  expect(buyers(company)).toEqual({ '9001': expect.stringMatching(/^Guest [0-9a-f]{6}$/) })
  const originals = (await logged(shop, 'text-shortened')).map(
    (detail) => (detail as { readonly original: string }).original,
  )
  for (const word of ['太郎', '🎉', '漢字商店', '東京都千代田区 1-1 🏠', '東京']) {
    expect(originals.join('\n')).toContain(word)
  }
})

test('before QuickBooks Pro has no room for another name the shop hears what to do about it', async () => {
  const shop = await addShop('customers')
  const company = newCompany({ productName: 'QuickBooks Pro 2024' })
  for (let count = 0; count < 13_100; count += 1) {
    enterByHand(company, { kind: 'OtherName', name: `Name ${count}` })
  }
  await send(shop, [orderChange(LARRY, 1)])
  await update(shop, company)
  expect((await send(shop, [])).notice).toMatchObject({
    code: 'names-running-out',
    remedy: expect.stringContaining('one customer for all guests'),
  })
  expect(invoices(company)).toHaveLength(1)
})
