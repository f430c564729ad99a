/** QuickBooks' smaller lists and preferences lack what an order needs. */
import { expect } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../worker/books/settings.ts'
import type { Settings } from '../../../worker/books/settings.ts'
import type { CompanyFile } from '../../../worker/practice/books.ts'
import { entryByID, stampChange } from '../../../worker/practice/entries.ts'
import { salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterByHand } from '../../../worker/practice/person.ts'
import { txnsOf } from '../../../worker/practice/txns.ts'
import { ORDER } from '../held-orders.ts'
import { envelope, orderChange, send } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { isPostedOnce, nextUpdate, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

export const LIST_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'list-entry-missing',
    how: 'where none may be created',
    opening: { settings: { createLists: false } },
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'set:createLists' },
  },
  {
    code: 'list-entry-missing',
    how: 'of a kind that only a person can enter',
    opening: { settings: { documentFields: withFields({ salesRep: 'XX' }) } },
    make: sendAndUpdate,
    names: [ORDER.number, 'XX', 'Sales Rep List'],
    before: ({ company }) => {
      enterByHand(company, { kind: 'SalesRep', name: 'XX' })
    },
    press: { repair: 'read-lists-again' },
  },
  {
    code: 'list-unreadable',
    how: 'until Tillbridge may read the customers',
    make: async (scene) => {
      scene.office.faults = {
        onRequest: ({ name, requestID }) =>
          name === 'CustomerQueryRq' && requestID?.endsWith('read-list') === true
            ? {
                kind: 'refused',
                statusCode: 3260,
                statusMessage: 'Insufficient permission level to perform this action.',
              }
            : null,
      }
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, 'customers', 'Integrated Applications'],
    before: (scene) => {
      scene.office.faults = {}
    },
    press: { repair: 'read-lists-again' },
  },
  {
    code: 'sales-tax-off',
    how: 'until QuickBooks charges sales tax',
    make: async (scene) => {
      prefer(scene, { hasSalesTax: false })
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, 'Edit › Preferences › Sales Tax'],
    before: (scene) => prefer(scene, { hasSalesTax: true }),
    press: { repair: 'send-again' },
  },
  {
    code: 'classes-off',
    how: 'until QuickBooks uses classes',
    opening: { settings: { documentFields: withFields({ class: 'Web' }) } },
    make: sendAndUpdate,
    names: [ORDER.number, 'Web', 'Edit › Preferences › Accounting'],
    before: (scene) => prefer(scene, { isUsingClasses: true }),
    press: { repair: 'send-again' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      const [sale] = txnsOf(scene.company, 'SalesReceipt')
      expect(entryByID(scene.company, sale?.refs.ClassRef ?? null)?.name).toBe('Web')
    },
  },
  {
    code: 'classes-off',
    how: 'in a company that will not use them',
    opening: {
      settings: {
        documentFields: withFields({ class: 'Web' }),
        mapping: withClassOfShipping('Freight'),
      },
    },
    make: sendAndUpdate,
    names: [ORDER.number, 'Freight', 'under Problems'],
    press: { repair: 'adjust:leave-classes' },
  },
  {
    code: 'tax-code-unsuitable',
    how: 'until QuickBooks has the new rate of its province',
    opening: {
      company: { edition: 'CA' },
      settings: { mapping: withTaxCode({ name: 'S', ratePercents: ['5', '7'] }) },
    },
    make: async (scene) => {
      rate(scene.company, '8')
      const shop = { ...envelope(scene.shop, []).shop, currency: 'CAD' }
      await send(scene.shop, [orderChange(IN_CANADA, 1)], { shop })
      await nextUpdate(scene)
    },
    names: [ORDER.number, '“S”', '5 % and 8 %', '5 % and 7 %'],
    before: ({ company }) => rate(company, '7'),
    press: { repair: 'read-lists-again' },
    isRight: async (scene) => {
      await isPostedOnce(scene, CANADIAN_CENTS)
      const [goods] = salesReceipts(scene.company).flatMap(({ lines }) => lines)
      expect(goods?.salesTaxCode).toBe('S')
    },
  },
  {
    code: 'currency-not-in-quickbooks',
    how: 'until somebody enters it there',
    opening: { settings: { foreignCurrencies: 'post' }, company: { isMultiCurrencyOn: true } },
    make: (scene) => sendAndUpdate(scene, { ...ORDER, currency: 'EUR' }),
    names: [ORDER.number, 'EUR', 'Lists › Currency List'],
    before: ({ company }) => {
      const fields = { CurrencyCode: 'EUR', ExchangeRate: '1.05' }
      enterByHand(company, { kind: 'Currency', name: 'Euro', fields })
    },
    press: { repair: 'read-lists-again' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      expect(salesReceipts(scene.company).map(({ customer }) => customer)).toEqual([
        'Gwen Guest (EUR)',
      ])
    },
  },
]

/** 19.99 and 10.00 with 5 % and 7 % of each: 29.99 + 1.00 + 0.50 + 1.40 + 0.70. */
const CANADIAN_CENTS = 3359
const [LINE] = ORDER.line_items as readonly object[]
const [SHIPPING] = ORDER.shipping_lines as readonly object[]
const [GST, PST] = ORDER.tax_lines as readonly object[]
const IN_CANADA: WooOrder = {
  ...ORDER,
  currency: 'CAD',
  total: '33.59',
  total_tax: '3.60',
  cart_tax: '2.40',
  shipping_tax: '1.20',
  line_items: [{ ...LINE, total_tax: '2.40', subtotal_tax: '2.40', taxes: taxes('1.00', '1.40') }],
  shipping_lines: [{ ...SHIPPING, total_tax: '1.20', taxes: taxes('0.50', '0.70') }],
  tax_lines: [
    { ...GST, label: 'GST', rate_percent: 5, tax_total: '1.00', shipping_tax_total: '0.50' },
    { ...PST, label: 'PST', rate_percent: 7, tax_total: '1.40', shipping_tax_total: '0.70' },
  ],
}

function taxes(gst: string, pst: string) {
  return [
    { id: 1, total: gst, subtotal: gst },
    { id: 2, total: pst, subtotal: pst },
  ]
}

function withTaxCode(code: Settings['mapping']['taxCodes'][string]): Settings['mapping'] {
  return { ...DEFAULT_SETTINGS.mapping, taxCodes: { '1,2': code } }
}

function withClassOfShipping(className: string): Settings['mapping'] {
  const flatRate = { itemName: null, className }
  return { ...DEFAULT_SETTINGS.mapping, shippingMethods: { flat_rate: flatRate } }
}

function withFields(fields: Partial<Settings['documentFields']>): Settings['documentFields'] {
  return { ...DEFAULT_SETTINGS.documentFields, ...fields }
}

/** Under Edit › Preferences › Company Preferences. */
function prefer({ company }: Scene, settings: Partial<CompanyFile['settings']>): void {
  Object.assign(company.settings, settings)
}

/** Of British Columbia. */
function rate(company: CompanyFile, TaxRate: string): void {
  const item = company.books.entries.find(({ name }) => name === 'PST (BC)')
  if (item === undefined) {
    throw new Error('these books have no PST (BC)')
  }
  item.fields = { ...item.fields, TaxRate }
  stampChange(company, item)
}
