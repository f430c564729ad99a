import { expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { percentsInOrder } from '../../worker/books/suggest-tax-codes.ts'
import type { Order, TaxLine } from '../../worker/woo/order.ts'
import { lineItem, plainOrder, plainSettings, taxes, taxLine } from './plain-order.ts'

function suggested(orders: readonly Order[], settings = DEFAULT_SETTINGS) {
  return suggestMapping({ orders, settings })
}

function rate(rateId: number, label: string, ratePercent: string | null): TaxLine {
  return { ...taxLine(1, '1.00'), rateId, label, ratePercent }
}

function rateNames(rates: readonly TaxLine[]) {
  const { taxRates } = suggested([plainOrder({ taxLines: rates })])
  return Object.fromEntries(Object.entries(taxRates).map(([id, item]) => [id, item.name]))
}

function methodNames(gateways: readonly (readonly [string, string])[]) {
  const orders = gateways.map(([paymentMethod, paymentMethodTitle]) =>
    plainOrder({ paymentMethod, paymentMethodTitle }),
  )
  return Object.values(suggested(orders).gateways).map((gateway) => gateway.paymentMethodName)
}

test('a rate is suggested under its label and percent, owed to one agency', () => {
  const orders = [plainOrder({ taxLines: [rate(1, 'CA State Tax', '7.2500')] })]
  expect(suggested(orders).taxRates).toEqual({
    '1': {
      name: 'CA State Tax 7.25%',
      ratePercent: '7.25',
      description: 'CA State Tax 7.25%',
      agencyName: 'Sales Tax Agency',
    },
  })
})

test('what a chosen code takes stands in the order of the rates, as an order shows them', () => {
  const order = plainOrder({ taxLines: [rate(2, 'GST', '5'), rate(3, 'PST', '7.0000')] })
  const inOrder = (percents: readonly string[]) =>
    percentsInOrder('2,3', { percents, orders: [plainOrder(), order] })
  expect([inOrder(['7', '5']), inOrder(['8', '5'])]).toEqual([
    ['5', '7'],
    ['8', '5'],
  ])
})

test('abroad a code is suggested that takes what the rates of a line are, if it is the only one', () => {
  const codes = [
    { name: 'S', ratePercents: ['20'] },
    { name: 'X', ratePercents: ['7', '5'] },
    { name: 'R', ratePercents: ['5'] },
    { name: 'R2', ratePercents: ['5'] },
    { name: 'E', ratePercents: [] },
  ]
  const items = [
    { name: 'Standard', ratePercent: '20', description: '', agencyName: 'HMRC' },
    { name: 'Reduced', ratePercent: '5', description: '', agencyName: 'HMRC' },
  ]
  const order = plainOrder({
    lineItems: [
      lineItem({ taxes: taxes([1]) }),
      lineItem({ taxes: taxes([3, 2]) }),
      lineItem({ taxes: taxes([2]) }),
      lineItem(),
    ],
    taxLines: [rate(1, 'VAT', '20.0000'), rate(2, 'GST', '5'), rate(3, 'PST', '7')],
  })
  const mapping = suggestMapping({
    orders: [order],
    settings: DEFAULT_SETTINGS,
    taxes: { codes, items },
  })
  expect(mapping.taxCodes).toEqual({
    '1': { name: 'S', ratePercents: ['20'] },
    '2,3': { name: 'X', ratePercents: ['5', '7'] },
  })
  expect(Object.keys(mapping.taxRates)).toEqual(['1', '2'])
  expect(mapping.zeroRateItem).toBeNull()
})

test('two rates of one name are told apart by their IDs, and case makes no difference', () => {
  expect(
    rateNames([rate(8, 'VAT', '20'), rate(12, 'vat', '20.0000'), rate(9, 'VAT', '5')]),
  ).toEqual({
    '8': 'VAT 20%',
    '12': 'vat 20% (12)',
    '9': 'VAT 5%',
  })
})

test('a long label is cut at a word, the percent never', () => {
  const names = rateNames([rate(1, 'Metropolitan Transportation District Tax', '0.375')])
  // 31 less " 0.375%" leaves 24 for the label
  expect(names).toEqual({ '1': 'Metropolitan 0.375%' })
})

test('a label that cannot be spelled becomes the rate’s code', () => {
  expect(rateNames([rate(12, '消費税', '10')])).toEqual({ '12': 'RATE-1 10%' })
})

test('a rate of unknown percent is left to the owner', () => {
  expect(rateNames([rate(1, 'Old tax', null)])).toEqual({})
})

test('the zero-rate item is suggested once', () => {
  expect(suggested([]).zeroRateItem).toMatchObject({ name: 'Tax on lines 0%', ratePercent: '0' })
})

test('a gateway is suggested under its title; an order without one has no method', () => {
  expect(
    methodNames([
      ['bacs', 'Direct bank transfer'],
      ['', ''],
    ]),
  ).toEqual(['Direct bank transfer', null])
})

test('two gateways never share a method by accident', () => {
  expect(
    methodNames([
      ['stripe', 'Credit card'],
      ['square', 'Credit Card'],
      ['a', 'Pay with a very long payment title one'],
      ['b', 'Pay with a very long payment title two'],
    ]),
  ).toEqual([
    'Credit card',
    'Credit Card (square)',
    // At most 31 characters: "Pay with a very long payment" are 28
    'Pay with a very long payment',
    'Pay with a very long (b)',
  ])
})

test('what the owner mapped stays as it is, and its names are taken', () => {
  const settings = plainSettings()
  const orders = [
    plainOrder({ taxLines: [taxLine(1, '1.00'), rate(3, 'State', '7.25')] }),
    plainOrder({ paymentMethod: 'other', paymentMethodTitle: 'VISA' }),
  ]
  expect(suggested(orders, settings)).toEqual({
    ...settings.mapping,
    taxRates: {
      ...settings.mapping.taxRates,
      '3': {
        name: 'State 7.25% (3)',
        ratePercent: '7.25',
        description: 'State 7.25% (3)',
        agencyName: 'Sales Tax Agency',
      },
    },
    gateways: {
      ...settings.mapping.gateways,
      other: { ...PLAIN_GATEWAY, paymentMethodName: 'VISA (other)' },
    },
  })
})
