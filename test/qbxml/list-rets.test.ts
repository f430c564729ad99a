import { describe, expect, test } from 'bun:test'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'

const HEAD =
  '<ListID>8-1</ListID><TimeCreated>2026-08-05T16:43:30-04:00</TimeCreated><TimeModified>2026-08-06T09:00:00-04:00</TimeModified><EditSequence>5</EditSequence>'
const READ_HEAD = {
  ListID: '8-1',
  TimeCreated: '2026-08-05T16:43:30-04:00',
  TimeModified: '2026-08-06T09:00:00-04:00',
  EditSequence: '5',
  IsActive: true,
}

describe('an entry of a short list is read whole', () => {
  test.each([
    [
      'terms by days',
      'Terms',
      `<StandardTermsRet>${HEAD}<Name>2% 10 Net 30</Name><IsActive>true</IsActive><StdDueDays>30</StdDueDays><StdDiscountDays>10</StdDiscountDays><DiscountPct>2.00</DiscountPct></StandardTermsRet>`,
      {
        kind: 'StandardTermsRet',
        Name: '2% 10 Net 30',
        FullName: '2% 10 Net 30',
        StdDueDays: 30,
        StdDiscountDays: 10,
        DiscountPct: '2.00',
      },
    ],
    [
      'terms by the day of the month',
      'Terms',
      `<DateDrivenTermsRet>${HEAD}<Name>15th</Name><DayOfMonthDue>15</DayOfMonthDue><DueNextMonthDays>5</DueNextMonthDays></DateDrivenTermsRet>`,
      {
        kind: 'DateDrivenTermsRet',
        Name: '15th',
        FullName: '15th',
        DayOfMonthDue: 15,
        DueNextMonthDays: 5,
        DiscountDayOfMonth: null,
        DiscountPct: null,
      },
    ],
    [
      'a ship method',
      'ShipMethod',
      `<ShipMethodRet>${HEAD}<Name>UPS</Name></ShipMethodRet>`,
      { kind: 'ShipMethodRet', Name: 'UPS', FullName: 'UPS' },
    ],
    [
      'a customer message',
      'CustomerMsg',
      `<CustomerMsgRet>${HEAD}<Name>Thank you!</Name></CustomerMsgRet>`,
      { kind: 'CustomerMsgRet', Name: 'Thank you!', FullName: 'Thank you!' },
    ],
    [
      'a tax code of the UK edition, with what taxes a sale',
      'SalesTaxCode',
      `<SalesTaxCodeRet>${HEAD}<Name>S</Name><IsTaxable>true</IsTaxable><Desc>Standard</Desc><ItemPurchaseTaxRef><ListID>8-2</ListID></ItemPurchaseTaxRef><ItemSalesTaxRef><ListID>8-3</ListID><FullName>VAT 20%</FullName></ItemSalesTaxRef></SalesTaxCodeRet>`,
      {
        kind: 'SalesTaxCodeRet',
        Name: 'S',
        FullName: 'S',
        IsTaxable: true,
        Desc: 'Standard',
        ItemSalesTaxRef: { ListID: '8-3', FullName: 'VAT 20%' },
      },
    ],
    [
      'a class below another',
      'Class',
      `<ClassRet>${HEAD}<Name>Web</Name><FullName>Shop:Web</FullName><ParentRef><ListID>8-0</ListID><FullName>Shop</FullName></ParentRef><Sublevel>1</Sublevel></ClassRet>`,
      {
        kind: 'ClassRet',
        Name: 'Web',
        FullName: 'Shop:Web',
        ParentRef: { ListID: '8-0', FullName: 'Shop' },
      },
    ],
    [
      'a customer type',
      'CustomerType',
      `<CustomerTypeRet>${HEAD}<Name>Trade</Name><FullName>Trade</FullName><Sublevel>0</Sublevel></CustomerTypeRet>`,
      { kind: 'CustomerTypeRet', Name: 'Trade', FullName: 'Trade', ParentRef: null },
    ],
    [
      'a sales rep, who goes by initials',
      'SalesRep',
      `<SalesRepRet>${HEAD}<Initial>AL</Initial><SalesRepEntityRef><ListID>8-9</ListID><FullName>Ana Lima</FullName></SalesRepEntityRef></SalesRepRet>`,
      {
        kind: 'SalesRepRet',
        Name: 'AL',
        FullName: 'AL',
        SalesRepEntityRef: { ListID: '8-9', FullName: 'Ana Lima' },
      },
    ],
    [
      'a template, with the form it is for',
      'Template',
      `<TemplateRet>${HEAD}<Name>Web receipt</Name><TemplateType>SalesReceipt</TemplateType></TemplateRet>`,
      {
        kind: 'TemplateRet',
        Name: 'Web receipt',
        FullName: 'Web receipt',
        TemplateType: 'SalesReceipt',
      },
    ],
    [
      'a currency, with its rate of the day',
      'Currency',
      `<CurrencyRet>${HEAD}<Name>Euro</Name><CurrencyCode>EUR</CurrencyCode><CurrencyFormat><ThousandSeparator>Comma</ThousandSeparator><DecimalPlaces>2</DecimalPlaces></CurrencyFormat><ExchangeRate>1.0821</ExchangeRate><AsOfDate>2026-08-05</AsOfDate></CurrencyRet>`,
      {
        kind: 'CurrencyRet',
        Name: 'Euro',
        FullName: 'Euro',
        CurrencyCode: 'EUR',
        DecimalPlaces: 2,
        ExchangeRate: '1.0821',
        AsOfDate: '2026-08-05',
      },
    ],
    [
      'an inventory site',
      'InventorySite',
      `<InventorySiteRet>${HEAD}<Name>Bin 7</Name><ParentSiteRef><FullName>Main</FullName></ParentSiteRef><IsDefaultSite>true</IsDefaultSite><SiteDesc>Left</SiteDesc></InventorySiteRet>`,
      {
        kind: 'InventorySiteRet',
        Name: 'Bin 7',
        FullName: 'Bin 7',
        ParentSiteRef: { ListID: null, FullName: 'Main' },
        IsDefaultSite: true,
        SiteDesc: 'Left',
      },
    ],
    [
      'a price level that takes a percentage off',
      'PriceLevel',
      `<PriceLevelRet>${HEAD}<Name>Trade</Name><PriceLevelType>FixedPercentage</PriceLevelType><PriceLevelFixedPercentage>-10.00</PriceLevelFixedPercentage></PriceLevelRet>`,
      {
        kind: 'PriceLevelRet',
        Name: 'Trade',
        FullName: 'Trade',
        PriceLevelType: 'FixedPercentage',
        PriceLevelFixedPercentage: '-10.00',
        PriceLevelPerItemRets: [],
        CurrencyRef: null,
      },
    ],
    [
      'a price level with prices of its own',
      'PriceLevel',
      `<PriceLevelRet>${HEAD}<Name>Trade</Name><PriceLevelType>PerItem</PriceLevelType><PriceLevelPerItemRet><ItemRef><FullName>Mug</FullName></ItemRef><CustomPrice>7.50</CustomPrice></PriceLevelPerItemRet><CurrencyRef><FullName>Euro</FullName></CurrencyRef></PriceLevelRet>`,
      {
        kind: 'PriceLevelRet',
        Name: 'Trade',
        FullName: 'Trade',
        PriceLevelType: 'PerItem',
        PriceLevelFixedPercentage: null,
        PriceLevelPerItemRets: [
          {
            ItemRef: { ListID: null, FullName: 'Mug' },
            CustomPrice: '7.50',
            CustomPricePercent: null,
          },
        ],
        CurrencyRef: { ListID: null, FullName: 'Euro' },
      },
    ],
  ])('%s', (_, list, ret, expected) => {
    expect(rets(list, ret)).toEqual([{ ...READ_HEAD, ...expected }])
  })
})

test('a sales tax group is read with its members, in their order', () => {
  const ret = `<ItemSalesTaxGroupRet>${HEAD}<Name>CA</Name><ItemDesc>State and county</ItemDesc>${member('8-2', 'State')}${member('8-3', 'County')}</ItemSalesTaxGroupRet>`
  expect(rets('ItemSalesTaxGroup', ret)).toMatchObject([
    {
      kind: 'ItemSalesTaxGroupRet',
      Name: 'CA',
      SalesDesc: 'State and county',
      ItemSalesTaxRefs: [
        { ListID: '8-2', FullName: 'State' },
        { ListID: '8-3', FullName: 'County' },
      ],
    },
  ])
})

describe('the preferences say', () => {
  test('which features the company uses, and until when its books are closed', () => {
    const groups =
      '<AccountingPreferences><IsUsingClassTracking>true</IsUsingClassTracking><AssignClassesTo>Names</AssignClassesTo><ClosingDate>2025-12-31</ClosingDate></AccountingPreferences><MultiCurrencyPreferences><IsMultiCurrencyOn>true</IsMultiCurrencyOn><HomeCurrencyRef><FullName>US Dollar</FullName></HomeCurrencyRef></MultiCurrencyPreferences><MultiLocationInventoryPreferences><IsMultiLocationInventoryEnabled>true</IsMultiLocationInventoryEnabled></MultiLocationInventoryPreferences><PurchasesAndVendorsPreferences><IsUsingInventory>true</IsUsingInventory></PurchasesAndVendorsPreferences><SalesAndCustomersPreferences><PriceLevels><IsUsingPriceLevels>true</IsUsingPriceLevels><IsRoundingSalesPriceUp>true</IsRoundingSalesPriceUp></PriceLevels></SalesAndCustomersPreferences>'
    expect(rets('Preferences', `<PreferencesRet>${groups}</PreferencesRet>`)).toEqual([
      {
        kind: 'PreferencesRet',
        ClosingDate: '2025-12-31',
        IsUsingClassTracking: true,
        AssignClassesTo: 'Names',
        IsMultiCurrencyOn: true,
        HomeCurrencyRef: { ListID: null, FullName: 'US Dollar' },
        IsMultiLocationInventoryEnabled: true,
        IsUsingInventory: true,
        IsUsingPriceLevels: true,
        IsRoundingSalesPriceUp: true,
        SalesTaxPreferences: null,
      },
    ])
  })

  test('nothing of a feature that the edition does not have: it is off', () => {
    const ret = '<PreferencesRet><AccountingPreferences/></PreferencesRet>'
    expect(rets('Preferences', ret)).toMatchObject([
      {
        ClosingDate: null,
        IsUsingClassTracking: false,
        IsMultiCurrencyOn: false,
        IsMultiLocationInventoryEnabled: false,
        IsUsingPriceLevels: false,
        IsRoundingSalesPriceUp: false,
      },
    ])
  })
})

function member(id: string, name: string): string {
  return `<ItemSalesTaxRef><ListID>${id}</ListID><FullName>${name}</FullName></ItemSalesTaxRef>`
}

function rets(list: string, body: string): unknown {
  const response = `<${list}QueryRs requestID="1" statusCode="0" statusSeverity="Info">${body}</${list}QueryRs>`
  const set = decodeMessageSetResponse(`<QBXML><QBXMLMsgsRs>${response}</QBXMLMsgsRs></QBXML>`)
  const [first] = set.kind === 'message-set' ? set.responses : []
  return first?.kind === 'response' ? first.rets : first
}
