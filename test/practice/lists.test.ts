import { describe, expect, test } from 'bun:test'
import {
  deleteEntry,
  enterByHand,
  inactivateEntry,
  renameEntry,
} from '../../worker/practice/person.ts'
import { listEntries } from '../../worker/practice/look-up.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { ask, codes, customer, newCompany, receipt, rets, salesTax, stock, verdict } from './ask.ts'

const IN_USE = 'The name "Ana Lima" of the list element is already in use.'
const MISSING =
  'QuickBooks error message: Invalid argument.  The specified record does not exist in the list.'

describe('one name belongs to one customer, vendor, employee or other name', () => {
  test('whatever its case', () => {
    const { company } = newCompany()
    expect(codes(ask(company, customer(), customer({ Name: 'ANA LIMA' })))).toEqual([0, 3100])
    expect(verdict(company, customer())).toEqual({ statusCode: 3100, statusMessage: IN_USE })
  })

  test.each(['Vendor', 'Employee', 'OtherName'] as const)('also a %s', (kind) => {
    const { company } = newCompany()
    enterByHand(company, { kind, name: 'Ana Lima' })
    expect(verdict(company, customer())?.statusCode).toBe(3100)
  })

  test('also an inactive one', () => {
    const { company } = newCompany()
    ask(company, customer())
    inactivateEntry(company, { kind: 'Customer', fullName: 'Ana Lima' })
    expect(verdict(company, customer())?.statusCode).toBe(3100)
  })

  test('but not an item, and not a job of somebody else', () => {
    const { company } = newCompany()
    stock(company)
    expect(codes(ask(company, customer({ Name: 'Mug' }), customer()))).toEqual([0, 0])
    expect(verdict(company, customer({ ParentRef: { FullName: 'Mug' } }))?.statusCode).toBe(0)
    expect(listEntries(company, 'Customer').map((one) => one.fullName)).toContain('Mug:Ana Lima')
  })
})

test('a colon in a name is refused', () => {
  const { company } = newCompany()
  expect(verdict(company, customer({ Name: 'A:B' }))?.statusCode).toBe(3090)
})

test('a parent that is not there is 3130, in QuickBooks’ words', () => {
  const { company } = newCompany()
  expect(verdict(company, customer({ ParentRef: { FullName: 'Nobody' } }))).toEqual({
    statusCode: 3130,
    statusMessage: `There is an invalid reference to a parent "Nobody" in the Customers list.  ${MISSING}`,
  })
})

describe('a reference that does not hold is 3140', () => {
  test('to nobody', () => {
    const { company } = newCompany()
    stock(company)
    expect(verdict(company, receipt({ CustomerRef: { FullName: 'Joe' } }))).toEqual({
      statusCode: 3140,
      statusMessage: `There is an invalid reference to QuickBooks Customer "Joe" in the SalesReceipt.  ${MISSING}`,
    })
  })

  test('in a line', () => {
    const { company } = newCompany()
    expect(verdict(company, receipt())).toEqual({
      statusCode: 3140,
      statusMessage: `There is an invalid reference to QuickBooks Item "Mug" in the SalesReceipt line.  ${MISSING}`,
    })
  })

  test.each([
    ['an inactive customer', (company: CompanyFile) => inactivateEntry(company, ANA)],
    ['a deleted one', (company: CompanyFile) => deleteEntry(company, ANA)],
    ['one with another name by now', (company: CompanyFile) => renameEntry(company, ANA, 'Ana L.')],
  ])('to %s', (_, act) => {
    const { company } = newCompany()
    stock(company)
    ask(company, customer())
    act(company)
    const sale = receipt({ CustomerRef: { FullName: 'Ana Lima' } })
    expect(verdict(company, sale)?.statusCode).toBe(3140)
  })

  test('to an account of the wrong type', () => {
    const { company } = newCompany()
    stock(company)
    const sale = receipt({ DepositToAccountRef: { FullName: 'Sales' } })
    expect(verdict(company, sale)?.statusCode).toBe(3140)
  })

  test('and 3000 when the ID is none', () => {
    const { company } = newCompany()
    stock(company)
    expect(verdict(company, receipt({ CustomerRef: { ListID: 'W-812' } }))?.statusCode).toBe(3000)
  })
})

const ANA = { kind: 'Customer', fullName: 'Ana Lima' } as const

describe('a change needs the newest EditSequence', () => {
  test('an older one is 3200', () => {
    const { company, clock } = newCompany()
    const { ListID, EditSequence } = addedCustomer(company)
    clock.nowMs += 5000
    renameEntry(company, ANA, 'Ana Maria')
    expect(verdict(company, change({ ListID, EditSequence, Phone: '1' }))).toEqual({
      statusCode: 3200,
      statusMessage: `The provided edit sequence "${EditSequence}" is out-of-date.`,
    })
  })

  test('it moves even within a second', () => {
    const { company } = newCompany()
    const { ListID, EditSequence } = addedCustomer(company)
    const [changed] = rets(company, change({ ListID, EditSequence, Phone: '1' }))
    expect(changed).toMatchObject({ EditSequence: String(Number(EditSequence) + 1), Phone: '1' })
    expect(verdict(company, change({ ListID, EditSequence, Phone: '2' }))?.statusCode).toBe(3200)
  })

  test('what is left out stays, what is empty goes', () => {
    const { company } = newCompany()
    const { ListID, EditSequence } = addedCustomer(company)
    const [changed] = rets(company, change({ ListID, EditSequence, Phone: '' }))
    expect(changed).toMatchObject({ Phone: null, Email: 'ana@example.com' })
  })

  test('a taken name is 3100, one’s own is not', () => {
    const { company } = newCompany()
    ask(company, customer({ Name: 'Joe' }))
    const { ListID, EditSequence } = addedCustomer(company)
    expect(codes(ask(company, change({ ListID, EditSequence, Name: 'joe' })))).toEqual([3100])
    expect(codes(ask(company, change({ ListID, EditSequence, Name: 'ANA LIMA' })))).toEqual([0])
  })

  test('an entry that is gone is 3120', () => {
    const { company } = newCompany()
    const { ListID, EditSequence } = addedCustomer(company)
    deleteEntry(company, ANA)
    expect(verdict(company, change({ ListID, EditSequence, Phone: '1' }))).toEqual({
      statusCode: 3120,
      statusMessage: `Object "${ListID}" specified in the request cannot be found.  ${MISSING}`,
    })
  })
})

test('a reference of a customer’s is cleared by an empty name', () => {
  const { company } = newCompany()
  const [ret] = rets(company, customer({ TermsRef: { FullName: 'Net 30' } }))
  if (ret?.kind !== 'CustomerRet') {
    throw new Error('no customer')
  }
  const { ListID, EditSequence } = ret
  const cleared = { ListID, EditSequence: EditSequence ?? '', TermsRef: { FullName: '' } }
  expect(verdict(company, change(cleared))?.statusCode).toBe(0)
  expect(listEntries(company, 'Customer')[0]?.refs).not.toHaveProperty('TermsRef')
})

describe('an item needs what it posts to', () => {
  test.each([
    ['a service without an account', 3270, item('ItemService', { SalesOrPurchase: { Desc: 'x' } })],
    [
      'a service with one',
      0,
      item('ItemService', { SalesOrPurchase: { AccountRef: { FullName: 'Sales' } } }),
    ],
    [
      'a part with an income account only',
      3270,
      item('ItemInventory', { IncomeAccountRef: { FullName: 'Sales' } }),
    ],
    [
      'a part with all three',
      0,
      item('ItemInventory', {
        IncomeAccountRef: { FullName: 'Sales' },
        COGSAccountRef: { FullName: 'Cost of Goods Sold' },
        AssetAccountRef: { FullName: 'Inventory Asset' },
      }),
    ],
    [
      'a part with an asset account that is income',
      3140,
      item('ItemInventory', {
        IncomeAccountRef: { FullName: 'Sales' },
        COGSAccountRef: { FullName: 'Cost of Goods Sold' },
        AssetAccountRef: { FullName: 'Sales' },
      }),
    ],
    ['a sales tax without an agency', 3180, item('ItemSalesTax', { TaxRate: '8.25' })],
  ])('%s: %d', (_, statusCode, request) => {
    const { company } = newCompany()
    expect(verdict(company, request)?.statusCode).toBe(statusCode)
  })

  test('a company without a tax agency cannot add a sales tax', () => {
    const { company } = newCompany({ hasTaxVendor: false })
    expect(verdict(company, salesTax('State', '8.25'))?.statusCode).toBe(3140)
  })
})

test('a company that charges no sales tax has no codes to refer to', () => {
  const { company } = newCompany({ hasSalesTax: false })
  const request = customer({ SalesTaxCodeRef: { FullName: 'Non' } })
  expect(verdict(company, request)?.statusCode).toBe(3140)
  const [preferences] = rets(company, { name: 'PreferencesQueryRq', content: {} })
  expect(preferences).toMatchObject({ SalesTaxPreferences: null })
})

test('items of the types that only a person enters are in the list with the others', () => {
  const { company } = newCompany()
  const mug = enterByHand(company, { kind: 'Item', type: 'ItemInventory', name: 'Mug' })
  const fields = { Components: [{ ItemRef: mug.ListID, Quantity: '2' }] }
  const bought = { PurchaseDesc: 'Kiln', PurchaseDate: '2026-01-02' }
  enterByHand(company, { kind: 'Item', type: 'ItemInventoryAssembly', name: 'Gift box', fields })
  enterByHand(company, { kind: 'Item', type: 'ItemGroup', name: 'Pair', fields })
  enterByHand(company, { kind: 'Item', type: 'ItemSubtotal', name: 'Subtotal' })
  enterByHand(company, { kind: 'Item', type: 'ItemPayment', name: 'Deposit' })
  enterByHand(company, { kind: 'Item', type: 'ItemFixedAsset', name: 'Kiln', fields: bought })
  expect(rets(company, { name: 'ItemQueryRq', content: {} }).map((ret) => ret.kind)).toEqual([
    'ItemPaymentRet',
    'ItemInventoryAssemblyRet',
    'ItemFixedAssetRet',
    'ItemInventoryRet',
    'ItemSalesTaxRet',
    'ItemGroupRet',
    'ItemSubtotalRet',
  ])
})

test('every list of a new company is there and reads', () => {
  const { company } = newCompany({ closingDate: '2025-12-31' })
  stock(company)
  const queries: readonly QbxmlRequest[] = [
    { name: 'HostQueryRq', content: {} },
    { name: 'CompanyQueryRq', content: { OwnerID: [company.settings.ownerID] } },
    { name: 'PreferencesQueryRq', content: {} },
    { name: 'AccountQueryRq', content: {} },
    { name: 'PaymentMethodQueryRq', content: {} },
    { name: 'SalesTaxCodeQueryRq', content: {} },
    { name: 'VendorQueryRq', content: {} },
    { name: 'ItemQueryRq', content: {} },
    { name: 'ItemSalesTaxQueryRq', content: {} },
    { name: 'CustomerQueryRq', content: {} },
  ]
  const counts = ask(company, ...queries).map((one) => one.kind === 'response' && one.rets.length)
  // Items: Mug, Repair, Coupon, State 8.25 % and the tax item of the first day.
  expect(counts).toEqual([1, 1, 1, 14, 7, 2, 1, 5, 2, 0])
})

function addedCustomer(company: CompanyFile) {
  const [ret] = rets(company, customer({ Phone: '0', Email: 'ana@example.com' }))
  if (ret?.kind !== 'CustomerRet' || ret.EditSequence === null) {
    throw new Error('no customer')
  }
  return { ListID: ret.ListID, EditSequence: ret.EditSequence }
}

function change(
  fields: Extract<QbxmlRequest, { name: 'CustomerModRq' }>['content']['CustomerMod'],
): QbxmlRequest {
  return { name: 'CustomerModRq', content: { CustomerMod: fields } }
}

function item(type: string, fields: Record<string, unknown>): QbxmlRequest {
  return {
    name: `${type}AddRq`,
    content: { [`${type}Add`]: { Name: 'Thing', ...fields } },
  } as unknown as QbxmlRequest
}
