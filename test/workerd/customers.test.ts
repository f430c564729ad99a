import { describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import { findLinks } from '../../worker/links/links.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { creditMemos, invoices, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import {
  activateEntry,
  deleteEntry,
  enterByHand,
  inactivateEntry,
  mergeEntries,
  renameEntry,
} from '../../worker/practice/person.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import REFUND from '../corpus/woo/refunds/partial-line-1-of-3-restock.json'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const LARRY = CORPUS['guest-cod-processing'] ?? { id: 0, number: '' }
const GWEN = CORPUS['stripe-like-paid'] ?? { id: 0, number: '' }

/** The order once more, under another number, with other words about its buyer. */
function another(order: WooOrder, number: number, changes: object = {}): WooOrder {
  return { ...order, id: number, number: String(number), ...changes }
}

function billed(order: WooOrder, changes: object): object {
  return { billing: { ...(order.billing as object), ...changes } }
}

function names(company: CompanyFile): readonly string[] {
  return listEntries(company, 'Customer').map(({ fullName }) => fullName)
}

/** Whose the documents are, by number. */
function buyers(company: CompanyFile): Readonly<Record<string, string>> {
  const sales = [...salesReceipts(company), ...invoices(company)]
  return Object.fromEntries(sales.map(({ refNumber, customer }) => [refNumber, customer]))
}

async function logged(shop: TestShop, event: string) {
  const entries = await readJournal(db, { storeID: shop.storeID, limit: 100 })
  return entries.filter((entry) => entry.event === event).map(({ detail }) => detail)
}

async function problems(shop: TestShop): Promise<readonly (string | undefined)[]> {
  const { outcomes } = await send(shop, [])
  return outcomes.map(({ problem }) => problem?.code)
}

describe('a customer that QuickBooks has', () => {
  test('is recognised by the e-mail, and the link and the log say so', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    const fields = { Email: 'LARRY@example.test' }
    const { ListID } = enterByHand(company, { kind: 'Customer', name: 'Larry Angeles', fields })
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    expect(names(company)).toEqual(['Larry Angeles'])
    const evidence = { rule: 'email', compared: 'larry@example.test' }
    expect(await findLinks(db, shop.storeID, ['guest:larry@example.test'])).toMatchObject([
      { quickBooksID: ListID, label: 'Larry Angeles', evidence },
    ])
    expect(await logged(shop, 'customer-matched')).toMatchObject([
      { ...evidence, listID: ListID, name: 'Larry Angeles' },
    ])
  })

  test('under the name of somebody else is left alone', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    const fields = { Email: 'another.larry@example.test' }
    enterByHand(company, { kind: 'Customer', name: 'Larry Angeles', fields })
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    expect(names(company)).toEqual([
      'Larry Angeles',
      expect.stringMatching(/^Larry Angeles \(W-[0-9a-f]{6}\)$/),
    ])
    expect(await logged(shop, 'customer-matched')).toEqual([])
  })
})

test.each(['Vendor', 'Employee', 'OtherName'] as const)(
  'the name of a %s gives the customer a suffix, and the e-mail stays findable in the account number',
  async (kind) => {
    const shop = await addShop('customers')
    const company = newCompany()
    enterByHand(company, { kind, name: 'Larry Angeles' })
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    expect(listEntries(company, 'Customer')).toMatchObject([
      {
        fullName: expect.stringMatching(/^Larry Angeles \(W-[0-9a-f]{6}\)$/),
        fields: { AccountNumber: 'customers-larry@example.test' },
      },
    ])
    expect(invoices(company)).toHaveLength(1)
  },
)

describe('guests', () => {
  test('of one e-mail are one customer, who stays one when an account is opened', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    const upper = billed(LARRY, { email: 'Larry@Example.TEST', first_name: 'Lawrence' })
    await send(shop, [orderChange(LARRY, 1), orderChange(another(LARRY, 9001, upper), 2)])
    await update(shop, company)
    await send(shop, [orderChange(another(LARRY, 9002, { customer_id: 77 }), 3)])
    await update(shop, company)
    expect(names(company)).toEqual(['Larry Angeles'])
    expect(Object.values(buyers(company))).toEqual(Array(3).fill('Larry Angeles'))
    expect(await findLinks(db, shop.storeID, ['customer:77'])).toMatchObject([
      { evidence: { rule: 'link', compared: 'guest:larry@example.test' } },
    ])
  })

  test('share one customer where the owner wants it so; the form keeps who it was', async () => {
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
})

describe('an inactive customer', () => {
  async function inactiveLarry(settings: Parameters<typeof addShop>[1]) {
    const shop = await addShop('customers', settings)
    const company = newCompany()
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    inactivateEntry(company, { kind: 'Customer', fullName: 'Larry Angeles' })
    await send(shop, [orderChange(another(LARRY, 9001), 2)])
    await update(shop, company)
    return { shop, company }
  }

  test('holds the order, which goes out when a person has made the customer active', async () => {
    const { shop, company } = await inactiveLarry({})
    expect(await problems(shop)).toContain('customer-inactive')
    expect(invoices(company)).toHaveLength(1)
    activateEntry(company, { kind: 'Customer', fullName: 'Larry Angeles' })
    await send(shop, [orderChange(another(LARRY, 9001), 3, 'pushed')])
    await update(shop, company)
    expect(buyers(company)).toEqual({ [LARRY.number]: 'Larry Angeles', '9001': 'Larry Angeles' })
    expect(names(company)).toEqual(['Larry Angeles'])
  })

  test('is made active again, where the owner wants it so', async () => {
    const { shop, company } = await inactiveLarry({ inactiveCustomers: 'reactivate' })
    expect(listEntries(company, 'Customer')).toMatchObject([
      { fullName: 'Larry Angeles', isActive: true },
    ])
    expect(buyers(company)).toEqual({ [LARRY.number]: 'Larry Angeles', '9001': 'Larry Angeles' })
    expect(await logged(shop, 'customer-activated')).toHaveLength(1)
  })

  test('is stood in for by the standard customer, where the owner wants it so', async () => {
    const { company } = await inactiveLarry({
      inactiveCustomers: 'standard-customer',
      standardCustomer: 'Web sales',
    })
    expect(buyers(company)).toEqual({ [LARRY.number]: 'Larry Angeles', '9001': 'Web sales' })
    expect(listEntries(company, 'Customer')[0]?.isActive).toBe(false)
  })
})

describe('a customer whom people in QuickBooks', () => {
  async function afterwards(change: (company: CompanyFile) => void) {
    const shop = await addShop('customers')
    const company = newCompany()
    enterByHand(company, { kind: 'Customer', name: 'Angeles & Co' })
    const { billing, shipping } = LARRY
    const snapshot = { id: 77, email: 'larry@example.test', role: 'customer', billing, shipping }
    await send(shop, [{ subject: 'customer:77', generation: 1, event: 'pushed', snapshot }])
    await update(shop, company)
    change(company)
    await send(shop, [orderChange(another(LARRY, 9001, { customer_id: 77 }), 2)])
    await update(shop, company)
    return buyers(company)['9001']
  }
  const larry = { kind: 'Customer', fullName: 'Larry Angeles' } as const

  test('renamed is the same customer', async () => {
    expect(await afterwards((company) => renameEntry(company, larry, 'L. Angeles'))).toBe(
      'L. Angeles',
    )
  })

  test('deleted is looked up, and made again', async () => {
    expect(await afterwards((company) => deleteEntry(company, larry))).toBe('Larry Angeles')
  })

  test('merged into another is looked up, and made again where nothing says whom', async () => {
    const merged = (company: CompanyFile) =>
      mergeEntries(company, { kind: 'Customer', from: larry.fullName, into: 'Angeles & Co' })
    expect(await afterwards(merged)).toBe('Larry Angeles')
  })
})

test('where no customers may be made the order waits and says why', async () => {
  const shop = await addShop('customers', { createCustomers: false })
  const company = newCompany()
  await send(shop, [orderChange(LARRY, 1)])
  await update(shop, company)
  expect(await problems(shop)).toEqual(['customer-missing'])
  expect(names(company)).toEqual([])
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

describe('a role of the shop', () => {
  const account = (role: string) => ({
    subject: 'customer:77',
    generation: 1,
    event: 'changed',
    snapshot: { id: 77, email: 'larry@example.test', role, billing: {}, shipping: {} },
  })
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
  const originals = (await logged(shop, 'text-shortened')).map((detail) =>
    String((detail as { readonly original: string }).original),
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
