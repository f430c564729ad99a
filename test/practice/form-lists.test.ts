import { describe, expect, test } from 'bun:test'
import type { CompanyOptions } from '../../worker/practice/company-file.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { enterByHand, inactivateEntry } from '../../worker/practice/person.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { ask, codes, newCompany, rets, salesTax, stock, verdict } from './ask.ts'

const EVERYTHING = {
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  hasInventorySites: true,
}

test('the terms of a company come in one list, or each type by itself', () => {
  const { company } = newCompany()
  const fields = { DayOfMonthDue: 15, DueNextMonthDays: 5 }
  enterByHand(company, { kind: 'Terms', type: 'DateDrivenTerms', name: 'On the 15th', fields })
  const named = (name: QbxmlRequest['name']) =>
    rets(company, { name, content: {} } as QbxmlRequest).map((ret) => 'Name' in ret && ret.Name)
  expect(named('StandardTermsQueryRq')).toEqual([
    '2% 10 Net 30',
    'Due on receipt',
    'Net 15',
    'Net 30',
  ])
  expect(named('DateDrivenTermsQueryRq')).toEqual(['On the 15th'])
  expect(named('TermsQueryRq')).toEqual([
    '2% 10 Net 30',
    'Due on receipt',
    'Net 15',
    'Net 30',
    'On the 15th',
  ])
  const [net] = rets(company, { name: 'TermsQueryRq', content: { FullName: ['Net 30'] } })
  expect(net).toMatchObject({ kind: 'StandardTermsRet', StdDueDays: 30, StdDiscountDays: null })
  const [dated] = rets(company, { name: 'TermsQueryRq', content: { FullName: ['on the 15th'] } })
  expect(dated).toMatchObject({ kind: 'DateDrivenTermsRet', DayOfMonthDue: 15 })
})

test('a class and a customer type stand below their parents', () => {
  const { company } = newCompany(EVERYTHING)
  for (const kind of ['Class', 'CustomerType'] as const) {
    const parent = enterByHand(company, { kind, name: 'Shop' })
    enterByHand(company, { kind, name: 'Web', parentListID: parent.ListID })
    const [ret] = rets(company, {
      name: `${kind}QueryRq`,
      content: { FullName: ['Shop:Web'] },
    })
    expect(ret).toMatchObject({
      kind: `${kind}Ret`,
      Name: 'Web',
      FullName: 'Shop:Web',
      ParentRef: { ListID: parent.ListID, FullName: 'Shop' },
    })
  }
})

test('a sales rep is found by initials, and is somebody', () => {
  const { company } = newCompany()
  const ana = enterByHand(company, { kind: 'Employee', name: 'Ana Lima' })
  const refs = { SalesRepEntityRef: ana.ListID }
  enterByHand(company, { kind: 'SalesRep', name: 'AL', refs })
  expect(rets(company, { name: 'SalesRepQueryRq', content: { FullName: ['al'] } })).toMatchObject([
    { FullName: 'AL', SalesRepEntityRef: { ListID: ana.ListID, FullName: 'Ana Lima' } },
  ])
})

test('a new company has ship methods, a message, and a template for each form', () => {
  const { company } = newCompany()
  const listed = (name: QbxmlRequest['name']) =>
    rets(company, { name, content: {} } as QbxmlRequest).map((ret) => 'Name' in ret && ret.Name)
  expect(listed('ShipMethodQueryRq')).toEqual(['DHL', 'Federal Express', 'UPS', 'US Mail'])
  expect(listed('CustomerMsgQueryRq')).toEqual(['Thank you for your business.'])
  const templates = rets(company, { name: 'TemplateQueryRq', content: {} })
  expect(templates.map((ret) => 'TemplateType' in ret && ret.TemplateType)).toEqual([
    'CreditMemo',
    'SalesOrder',
    'SalesReceipt',
    'Invoice',
  ])
})

test('a currency says its code, its decimals and its rate', () => {
  const { company } = newCompany(EVERYTHING)
  const fields = {
    CurrencyCode: 'EUR',
    CurrencyFormat: { DecimalPlaces: 2 },
    ExchangeRate: '1.0821',
    AsOfDate: '2026-08-05',
  }
  enterByHand(company, { kind: 'Currency', name: 'Euro', fields })
  expect(rets(company, { name: 'CurrencyQueryRq', content: {} })).toMatchObject([
    { Name: 'Euro', CurrencyCode: 'EUR', DecimalPlaces: 2, ExchangeRate: '1.0821' },
    { Name: 'US Dollar', CurrencyCode: 'USD', DecimalPlaces: 2, ExchangeRate: '1' },
  ])
})

test('an inventory site says which it is in, and whether it is the usual one', () => {
  const { company } = newCompany(EVERYTHING)
  const fields = { IsDefaultSite: true, SiteDesc: 'Depot', SiteAddress: { Addr1: '1 Dock Road' } }
  const main = enterByHand(company, { kind: 'InventorySite', name: 'Main', fields })
  enterByHand(company, { kind: 'InventorySite', name: 'Bin 7', parentListID: main.ListID })
  expect(rets(company, { name: 'InventorySiteQueryRq', content: {} })).toMatchObject([
    { Name: 'Bin 7', ParentSiteRef: { ListID: main.ListID }, IsDefaultSite: false },
    { Name: 'Main', ParentSiteRef: null, IsDefaultSite: true, SiteDesc: 'Depot' },
  ])
})

test('a price level is a percentage, or a price an item', () => {
  const { company } = newCompany(EVERYTHING)
  stock(company)
  const [mug] = rets(company, { name: 'ItemQueryRq', content: { FullName: ['Mug'] } })
  const ItemRef = mug && 'ListID' in mug ? mug.ListID : ''
  const off = { PriceLevelFixedPercentage: '-10' }
  enterByHand(company, { kind: 'PriceLevel', name: 'Friends', fields: off })
  const prices = { PriceLevelPerItemRets: [{ ItemRef, CustomPrice: '7.50' }] }
  enterByHand(company, { kind: 'PriceLevel', name: 'Trade', fields: prices })
  expect(rets(company, { name: 'PriceLevelQueryRq', content: {} })).toMatchObject([
    { PriceLevelType: 'FixedPercentage', PriceLevelFixedPercentage: '-10' },
    {
      PriceLevelType: 'PerItem',
      PriceLevelPerItemRets: [
        { ItemRef: { ListID: ItemRef, FullName: 'Mug' }, CustomPrice: '7.50' },
      ],
    },
  ])
})

describe('a list that the company does without is 3250', () => {
  test.each([
    ['classes', 'isUsingClasses', 'ClassQueryRq'],
    ['currencies', 'isMultiCurrencyOn', 'CurrencyQueryRq'],
    ['price levels', 'isUsingPriceLevels', 'PriceLevelQueryRq'],
    ['inventory sites', 'hasInventorySites', 'InventorySiteQueryRq'],
  ] as const)('%s', (_, feature, name) => {
    const query = { name, content: {} } as QbxmlRequest
    const { company } = newCompany({ ...EVERYTHING, [feature]: false })
    expect(verdict(company, query)).toEqual({
      statusCode: 3250,
      statusMessage: 'This feature is not enabled or not available in this version of QuickBooks.',
    })
    expect(verdict(newCompany(EVERYTHING).company, query)?.statusCode).not.toBe(3250)
  })

  test('and the preferences say so', () => {
    expect(preferences({ closingDate: '2025-12-31' })).toMatchObject([
      {
        ClosingDate: '2025-12-31',
        IsMultiCurrencyOn: false,
        IsUsingClassTracking: false,
        IsUsingPriceLevels: false,
        IsMultiLocationInventoryEnabled: false,
      },
    ])
    expect(preferences(EVERYTHING)).toMatchObject([
      {
        ClosingDate: null,
        IsMultiCurrencyOn: true,
        IsUsingClassTracking: true,
        IsUsingPriceLevels: true,
        IsMultiLocationInventoryEnabled: true,
      },
    ])
  })
})

describe('a sales tax group', () => {
  test('holds its taxes in their order, and comes back with them', () => {
    const company = companyWithTwoTaxes()
    const [added] = rets(company, taxGroup(['County', 'State']))
    expect(added).toMatchObject({
      kind: 'ItemSalesTaxGroupRet',
      Name: 'State and county',
      SalesDesc: 'CA sales tax',
      ItemSalesTaxRefs: [{ FullName: 'County' }, { FullName: 'State' }],
    })
    expect(rets(company, { name: 'ItemSalesTaxGroupQueryRq', content: {} })).toEqual([added!])
    const all = rets(company, { name: 'ItemQueryRq', content: {} })
    expect(all).toContainEqual(added!)
  })

  test.each([
    ['a tax that is not there', 3140, ['State', 'City']],
    ['an item that is no tax', 3140, ['Mug']],
    ['an inactive tax', 3140, ['County', 'Old']],
  ])('with %s is %d', (_, statusCode, members) => {
    const company = companyWithTwoTaxes()
    ask(company, salesTax('Old', '1'))
    inactivateEntry(company, { kind: 'Item', fullName: 'Old' })
    expect(codes(ask(company, taxGroup(members)))).toEqual([statusCode])
  })

  test('cannot stand in another group', () => {
    const company = companyWithTwoTaxes()
    ask(company, taxGroup(['County', 'State']))
    expect(verdict(company, taxGroup(['State and county'], 'Both'))?.statusCode).toBe(3140)
  })
})

test('a filter that these books do not know is refused, not overlooked', () => {
  const { company } = newCompany({ isUsingPriceLevels: true })
  const refused: readonly QbxmlRequest[] = [
    { name: 'CustomerQueryRq', content: { CurrencyFilter: { FullName: ['Euro'] } } },
    { name: 'ItemServiceQueryRq', content: { ClassFilter: { FullName: ['Web'] } } },
    { name: 'PriceLevelQueryRq', content: { ItemRef: { FullName: 'Mug' } } },
  ]
  expect(codes(ask(company, ...refused))).toEqual([1030, 1030, 1030])
})

function preferences(options: Partial<CompanyOptions>) {
  return rets(newCompany(options).company, { name: 'PreferencesQueryRq', content: {} })
}

function companyWithTwoTaxes(): CompanyFile {
  const { company } = newCompany()
  stock(company)
  ask(company, salesTax('State', '6'), salesTax('County', '1.25'))
  return company
}

function taxGroup(members: readonly string[], Name = 'State and county'): QbxmlRequest {
  const ItemSalesTaxRef = members.map((FullName) => ({ FullName }))
  const ItemSalesTaxGroupAdd = { Name, ItemDesc: 'CA sales tax', ItemSalesTaxRef }
  return { name: 'ItemSalesTaxGroupAddRq', content: { ItemSalesTaxGroupAdd } }
}
