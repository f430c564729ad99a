import { describe, expect, test } from 'bun:test'
import { invoices, listEntries, payments, salesReceipts } from '../../worker/practice/look-up.ts'
import { enterByHand, mergeEntries } from '../../worker/practice/person.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import {
  ask,
  codes,
  customer,
  invoice,
  newCompany,
  payment,
  receipt,
  rets,
  salesTax,
  stock,
  verdict,
} from './ask.ts'

const TWO_ANAS = { kind: 'Customer', from: 'Ana L.', into: 'Ana Lima' } as const

describe('a customer merged into another', () => {
  test('leaves him all sales and payments, and is found no more', () => {
    const { company } = withTwoAnas()
    const CustomerRef = { FullName: 'Ana L.' }
    ask(company, receipt({ CustomerRef }), invoice({ CustomerRef }), payment({ CustomerRef }))
    mergeEntries(company, TWO_ANAS)
    const forms = [...salesReceipts(company), ...invoices(company), ...payments(company)]
    expect(forms.map((form) => form.customer)).toEqual(['Ana Lima', 'Ana Lima', 'Ana Lima'])
    const content = { FullName: ['Ana L.', 'Ana Lima'] }
    expect(rets(company, { name: 'CustomerQueryRq', content })).toMatchObject([
      { FullName: 'Ana Lima' },
    ])
  })

  test('is told as deleted, and not who has his sales now', () => {
    const { company, from } = withTwoAnas()
    mergeEntries(company, TWO_ANAS)
    const content = { ListDelType: ['Customer'] } as const
    expect(rets(company, { name: 'ListDeletedQueryRq', content })).toEqual([
      {
        kind: 'ListDeletedRet',
        ListDelType: 'Customer',
        ListID: from.ListID,
        TimeCreated: '2026-08-05T16:43:30-04:00',
        TimeDeleted: '2026-08-05T16:44:30-04:00',
        FullName: 'Ana L.',
      },
    ])
  })

  test('does not change the address or telephone of the other, who counts as changed', () => {
    const { company, into } = withTwoAnas()
    mergeEntries(company, TWO_ANAS)
    const content = { FromModifiedDate: '2026-08-05T16:44:30' }
    const changed = rets(company, { name: 'CustomerQueryRq', content })
    expect(changed).toMatchObject([{ ListID: into.ListID, Phone: '2', Email: null }])
    expect(changed).not.toMatchObject([{ EditSequence: into.EditSequence }])
  })

  test('is 3120 to whoever changes him, and 3140 to whoever sells to him', () => {
    const { company, from } = withTwoAnas()
    mergeEntries(company, TWO_ANAS)
    const { ListID, EditSequence } = from
    const CustomerMod = { ListID, EditSequence: EditSequence ?? '', Phone: '3' }
    const changed: QbxmlRequest = { name: 'CustomerModRq', content: { CustomerMod } }
    expect(codes(ask(company, changed, receipt({ CustomerRef: { ListID } })))).toEqual([3120, 3140])
  })

  test('frees his name', () => {
    const { company } = withTwoAnas()
    mergeEntries(company, TWO_ANAS)
    expect(verdict(company, customer({ Name: 'Ana L.' }))?.statusCode).toBe(0)
  })
})

test('an item merged into another leaves it all lines and price levels', () => {
  const { company } = newCompany({ isUsingPriceLevels: true })
  stock(company)
  const SalesOrPurchase = { AccountRef: { FullName: 'Sales' } }
  const ItemNonInventoryAdd = { Name: 'Cup', SalesOrPurchase }
  ask(company, receipt(), { name: 'ItemNonInventoryAddRq', content: { ItemNonInventoryAdd } })
  const mug = listEntries(company, 'Item').find((item) => item.fullName === 'Mug')?.ListID
  const fields = { PriceLevelPerItemRets: [{ ItemRef: mug, CustomPrice: '7.50' }] }
  enterByHand(company, { kind: 'PriceLevel', name: 'Trade', fields })
  mergeEntries(company, { kind: 'Item', from: 'Mug', into: 'Cup' })
  expect(salesReceipts(company)[0]?.lines.map((line) => line.item)).toEqual(['Cup'])
  expect(rets(company, { name: 'PriceLevelQueryRq', content: {} })).toMatchObject([
    { PriceLevelPerItemRets: [{ ItemRef: { FullName: 'Cup' }, CustomPrice: '7.50' }] },
  ])
})

test('a tax merged into another leaves it its groups and its customers', () => {
  const { company } = newCompany()
  ask(company, salesTax('County', '1'), salesTax('County 1%', '1'))
  const ItemSalesTaxGroupAdd = { Name: 'Both', ItemSalesTaxRef: [{ FullName: 'County' }] }
  ask(
    company,
    { name: 'ItemSalesTaxGroupAddRq', content: { ItemSalesTaxGroupAdd } },
    customer({ ItemSalesTaxRef: { FullName: 'County' } }),
  )
  mergeEntries(company, { kind: 'Item', from: 'County', into: 'County 1%' })
  expect(rets(company, { name: 'ItemSalesTaxGroupQueryRq', content: {} })).toMatchObject([
    { ItemSalesTaxRefs: [{ FullName: 'County 1%' }] },
  ])
  expect(rets(company, { name: 'CustomerQueryRq', content: {} })).toMatchObject([
    { ItemSalesTaxRef: { FullName: 'County 1%' } },
  ])
})

describe('QuickBooks does not merge', () => {
  test('a customer who has jobs: they must be moved first', () => {
    const { company } = withTwoAnas()
    ask(company, customer({ Name: 'Roof', ParentRef: { FullName: 'Ana L.' } }))
    expect(() => mergeEntries(company, TWO_ANAS)).toThrow(/must be moved first/)
    const [job] = rets(company, { name: 'CustomerQueryRq', content: { FullName: ['Ana L.:Roof'] } })
    if (job?.kind !== 'CustomerRet') {
      throw new Error('no job')
    }
    const { ListID, EditSequence } = job
    const ParentRef = { FullName: 'Ana Lima' }
    const CustomerMod = { ListID, EditSequence: EditSequence ?? '', ParentRef }
    expect(codes(ask(company, { name: 'CustomerModRq', content: { CustomerMod } }))).toEqual([0])
    mergeEntries(company, TWO_ANAS)
    expect(listEntries(company, 'Customer').map((one) => one.fullName)).toEqual([
      'Ana Lima',
      'Ana Lima:Roof',
    ])
  })

  test.each([
    [
      'items of two types',
      'Item',
      'Mug',
      'Repair',
      /types differ, ItemNonInventory and ItemService/,
    ],
    ['accounts of two types', 'Account', 'Sales', 'Checking', /types differ, Income and Bank/],
    ['ship methods', 'ShipMethod', 'UPS', 'DHL', /does not merge a ShipMethod/],
    ['an entry with itself', 'Item', 'Mug', 'mug', /one already/],
  ] as const)('%s', (_, kind, from, into, message) => {
    const { company } = newCompany()
    stock(company)
    expect(() => mergeEntries(company, { kind, from, into })).toThrow(message)
  })
})

/** The merger comes a minute after both were added. */
function withTwoAnas() {
  const { company, clock } = newCompany()
  stock(company)
  const [from] = rets(company, customer({ Name: 'Ana L.', Phone: '1', Email: 'ana@example.com' }))
  const [into] = rets(company, customer({ Name: 'Ana Lima', Phone: '2' }))
  if (from?.kind !== 'CustomerRet' || into?.kind !== 'CustomerRet') {
    throw new Error('not added')
  }
  clock.nowMs += 60_000
  return { company, from, into }
}
