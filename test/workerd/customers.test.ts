/** Whom QuickBooks has already: recognised, told apart, and met again after people changed them. */
import { describe, expect, test } from 'vitest'
import { findLinks } from '../../worker/links/links.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, listEntries } from '../../worker/practice/look-up.ts'
import {
  activateEntry,
  deleteEntry,
  enterByHand,
  inactivateEntry,
  mergeEntries,
  renameEntry,
} from '../../worker/practice/person.ts'
import { another, billed, buyers, GWEN, LARRY, logged, names, problems } from './buyers.ts'
import { newCompany, update } from './office.ts'
import { addShop, db, orderChange, send } from './shop.ts'

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

  test('is recognised under another name, by e-mail or by name and postcode', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    const fields = { Email: 'office@example.test; larry@example.test' }
    enterByHand(company, { kind: 'Customer', name: 'Angeles, L.', fields })
    const BillAddress = { PostalCode: '89501-1234' }
    enterByHand(company, { kind: 'Customer', name: 'Guest, Gwen', fields: { BillAddress } })
    const there = billed(GWEN, { postcode: '89501' })
    await send(shop, [orderChange(LARRY, 1), orderChange(another(GWEN, 9001, there), 2)])
    await update(shop, company)
    expect(buyers(company)).toEqual({ [LARRY.number]: 'Angeles, L.', '9001': 'Guest, Gwen' })
    expect(names(company)).toHaveLength(2)
    expect(await logged(shop, 'customer-matched')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'email', compared: 'larry@example.test' }),
        expect.objectContaining({ rule: 'name-and-postcode', compared: 'gwen guest|89501' }),
      ]),
    )
  })

  test('that may be two of them is not guessed: the order waits and names both', async () => {
    const shop = await addShop('customers')
    const company = newCompany()
    const fields = { Email: 'larry@example.test' }
    enterByHand(company, { kind: 'Customer', name: 'Larry A.', fields })
    enterByHand(company, { kind: 'Customer', name: 'L. Angeles', fields })
    await send(shop, [orderChange(LARRY, 1)])
    await update(shop, company)
    const [outcome] = (await send(shop, [])).outcomes
    expect(outcome?.problem).toMatchObject({ code: 'customer-ambiguous' })
    expect(outcome?.problem?.summary).toContain('“Larry A.”')
    expect(outcome?.problem?.summary).toContain('“L. Angeles”')
    expect(names(company)).toHaveLength(2)
    inactivateEntry(company, { kind: 'Customer', fullName: 'Larry A.' })
    await send(shop, [orderChange(LARRY, 2, 'pushed')])
    await update(shop, company)
    expect(buyers(company)).toEqual({ [LARRY.number]: 'L. Angeles' })
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
})

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

describe('an inactive customer', () => {
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

describe('a customer whom people in QuickBooks', () => {
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
    const merger = { kind: 'Customer', from: larry.fullName, into: 'Angeles & Co' } as const
    expect(await afterwards((company) => mergeEntries(company, merger))).toBe('Larry Angeles')
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
