import { describe, expect, test } from 'bun:test'
import type { SaleDocument } from '../../worker/books/document.ts'
import type { DocumentRule } from '../../worker/books/document-rules.ts'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { Order } from '../../worker/woo/order.ts'
import { complaints } from './changed-settings.ts'
import { withFields, withRules } from './plain-head.ts'
import { EMPTY_HEAD } from '../../worker/books/head-fields.ts'
import { couponLine, lineItem, plainOrder, problemOf, soundSale } from './plain-order.ts'

type Rule = Partial<DocumentRule>

function when(field: string, comparison: DocumentRule['when'][number]['test'], value: string) {
  return { field, test: comparison, value }
}

/** What an owner wants, an order of his shop, and what has to come of it. */
const FIXTURES: readonly (readonly [
  wish: string,
  rules: readonly Rule[],
  order: Partial<Order>,
  outcome: Partial<SaleDocument['head']> & { readonly kind?: SaleDocument['kind'] },
])[] = [
  [
    'cash on delivery is invoiced',
    [{ when: [when('gateway', 'is', 'cod')], becomes: 'invoice' }],
    { paymentMethod: 'cod' },
    { kind: 'Invoice' },
  ],
  [
    'an order on hold is an estimate until it is paid',
    [{ when: [when('status', 'is', 'on-hold')], becomes: 'estimate' }],
    { status: 'on-hold', datePaid: null, datePaidGmt: null },
    { kind: 'Estimate' },
  ],
  [
    'a wholesaler’s order is a sales order with his terms',
    [
      {
        when: [when('role', 'is', 'wholesale')],
        becomes: 'sales-order',
        set: { terms: 'Net 30', salesRep: 'AL' },
      },
    ],
    { customerId: 812, customerRole: 'Wholesale' },
    { kind: 'SalesOrder', terms: 'Net 30', salesRep: 'AL' },
  ],
  [
    'Canada is a class of its own',
    [{ when: [when('country', 'is', 'CA')], set: { class: 'Web:Canada' } }],
    { billing: { ...plainOrder().billing, country: 'CA' } },
    { kind: 'SalesReceipt', class: 'Web:Canada' },
  ],
  [
    'a large order of a guest is looked at first',
    [
      {
        when: [when('buyer', 'is', 'guest'), when('total', 'above', '1000')],
        becomes: 'estimate',
      },
    ],
    { total: '1000.01', lineItems: [lineItem({ total: '1000.01' })] },
    { kind: 'Estimate' },
  ],
  [
    'a small order of a guest is not',
    [
      {
        when: [when('buyer', 'is', 'guest'), when('total', 'above', '1000')],
        becomes: 'estimate',
      },
    ],
    { total: '1000.00', lineItems: [lineItem({ total: '1000.00' })] },
    { kind: 'SalesReceipt' },
  ],
  [
    'the purchase order number of a B2B plugin stands in its field, on an invoice',
    [
      {
        when: [when('meta:_po_number', 'is not empty', '')],
        becomes: 'invoice',
        set: { poNumber: '{meta:_po_number}' },
      },
    ],
    { metaData: [{ key: '_po_number', value: 'PO 4711' }] },
    { kind: 'Invoice', poNumber: 'PO 4711' },
  ],
  [
    'a staff coupon marks the class',
    [{ when: [when('coupon', 'is', 'staff')], set: { class: 'Staff' } }],
    {
      couponLines: [couponLine('summer', '0.00'), couponLine('STAFF', '0.00')],
    },
    { class: 'Staff' },
  ],
  [
    'the point of sale has its own class and is not printed',
    [
      {
        when: [when('created via', 'is', 'pos')],
        set: { class: 'Counter', isToBePrinted: false },
      },
    ],
    { createdVia: 'pos' },
    { class: 'Counter', isToBePrinted: false },
  ],
  [
    'a gift is shipped with a message',
    [
      {
        when: [when('SKU', 'begins with', 'GIFT')],
        set: { customerMessage: 'Enjoy your gift!' },
      },
    ],
    { lineItems: [lineItem({ total: '4.00' }), lineItem({ total: '6.00', sku: 'GIFT-7' })] },
    { customerMessage: 'Enjoy your gift!' },
  ],
  [
    'what is picked up needs no carrier',
    [
      { when: [when('shipping method', 'is', 'local_pickup')], set: { shipVia: null } },
      { when: [], set: { shipVia: 'UPS' } },
    ],
    { payload: { shipping_lines: [{ method_id: 'local_pickup', instance_id: '2' }] } },
    { shipVia: null },
  ],
  [
    'everything else goes by UPS',
    [
      { when: [when('shipping method', 'is', 'local_pickup')], set: { shipVia: null } },
      { when: [], set: { shipVia: 'UPS' } },
    ],
    { payload: { shipping_lines: [{ method_id: 'flat_rate', instance_id: '1' }] } },
    { shipVia: 'UPS' },
  ],
  [
    'a company’s invoices are e-mailed',
    [
      {
        when: [when('billing company', 'is not empty', '')],
        becomes: 'invoice',
        set: { isToBeEmailed: true },
      },
    ],
    { billing: { ...plainOrder().billing, company: 'Acme' } },
    { kind: 'Invoice', isToBeEmailed: true },
  ],
  [
    'an address of the chain goes to its representative',
    [{ when: [when('email', 'ends with', '@acme.test')], set: { salesRep: 'JD' } }],
    { billing: { ...plainOrder().billing, email: 'Ana@ACME.test' } },
    { salesRep: 'JD' },
  ],
  [
    'two states share a sales rep',
    [
      {
        when: [{ field: 'state', test: 'is', value: ['NV', 'CA'] }],
        set: { salesRep: 'WST' },
      },
    ],
    {},
    { salesRep: 'WST' },
  ],
  [
    'orders from the new year on have another template',
    [
      {
        when: [when('order day', 'at least', '2027-01-01')],
        set: { template: 'Web 2027' },
      },
    ],
    { dateCreated: '2027-01-01T00:00:00' },
    { template: 'Web 2027' },
  ],
  [
    'a field of a plugin by its path',
    [
      {
        when: [when('payload:shipping_lines.meta_data.key', 'is', '_tracking')],
        set: { other: '{payload:shipping_lines.tracking}', shipDate: '{payload:shipped_on}' },
      },
    ],
    {
      payload: {
        shipped_on: '2026-11-26T10:00:00',
        shipping_lines: [{ tracking: '1Z999', meta_data: [{ key: '_tracking', value: 'x' }] }],
      },
    },
    { other: '1Z999', shipDate: '2026-11-26' },
  ],
  [
    'a custom field of the customer’s',
    [
      {
        when: [when('meta:engraving', 'is not empty', '')],
        set: { customFields: { Engraving: '{meta:engraving}' } },
      },
    ],
    { metaData: [{ key: 'engraving', value: 'For Bob' }] },
    { customFields: [{ name: 'Engraving', value: 'For Bob' }] },
  ],
  [
    'a doubtful order is a pending invoice',
    [
      {
        when: [when('meta:_risk', 'above', '75')],
        becomes: 'invoice',
        set: { isPending: true },
      },
    ],
    { metaData: [{ key: '_risk', value: 80 }] },
    { kind: 'Invoice', isPending: true },
  ],
  [
    'for each field the first rule counts that says anything of it',
    [
      { when: [when('country', 'is', 'US')], set: { class: 'Domestic' } },
      {
        when: [when('paid', 'is', 'yes')],
        becomes: 'invoice',
        set: { class: 'Paid', fob: 'Reno' },
      },
      { when: [], becomes: 'sales-receipt', set: { fob: 'Nowhere', terms: 'Due on receipt' } },
    ],
    {},
    { kind: 'Invoice', class: 'Domestic', fob: 'Reno', terms: 'Due on receipt' },
  ],
]

describe('rules of owners', () => {
  test.each(FIXTURES)('%s', (_, rules, changes, outcome) => {
    const settings = withRules(...rules.map((rule) => ({ when: [], ...rule })))
    const gateways = { ...settings.mapping.gateways, cod: PLAIN_GATEWAY }
    const sale = soundSale(plainOrder(changes), {
      settings: { ...settings, mapping: { ...settings.mapping, gateways } },
    })
    const { kind = sale.kind, ...fields } = outcome
    expect({ kind: sale.kind, ...sale.head }).toEqual({ kind, ...EMPTY_HEAD, ...fields })
  })

  test('there are twenty of them', () => {
    expect(FIXTURES).toHaveLength(20)
  })
})

test('each field says which rule it is from, and the form too', () => {
  const settings = withRules(
    { when: [when('country', 'is', 'US')], set: { class: 'Domestic' } },
    { when: [when('country', 'is', 'CA')], becomes: 'estimate' },
    { when: [], becomes: 'invoice', set: { class: 'Web', terms: 'Net 30' } },
  )
  expect(soundSale(plainOrder(), { settings }).ruleOf).toEqual({ form: 3, class: 1, terms: 3 })
})

test('a rule decides the form; what stands already keeps its own', () => {
  const settings = withRules({ when: [when('gateway', 'is', 'stripe')], becomes: 'invoice' })
  expect(soundSale(plainOrder(), { settings })).toMatchObject({
    kind: 'Invoice',
    payments: [{ totalCents: 1000 }],
  })
  const standing = { settings, linkedKind: 'SalesReceipt' } as const
  expect(soundSale(plainOrder(), standing)).toMatchObject({ kind: 'SalesReceipt', ruleOf: {} })
})

test('a rule can hold an order, and says which', () => {
  const settings = withRules(
    { when: [when('country', 'is', 'CA')], becomes: 'invoice' },
    { when: [when('total', 'above', '1.00')], becomes: 'hold' },
  )
  expect(problemOf(plainOrder(), { settings })).toBe('held-by-rule')
})

test('a rule goes before the choice for all, also where it says nothing', () => {
  const forAll = withFields({ class: 'Web', fob: 'Reno' })
  const { documentRules } = withRules({ when: [], set: { class: null } })
  expect(soundSale(plainOrder(), { settings: { ...forAll, documentRules } }).head).toEqual({
    ...EMPTY_HEAD,
    fob: 'Reno',
  })
})

test('what a rule cannot be is refused in words', () => {
  const [field] = complaints({
    documentRules: [{ when: [when('gatway', 'is', 'cod')], becomes: 'invoice' }],
  })
  expect(field).toStartWith('documentRules.0.when.0.field: expected one of "number", "status"')
  const [text] = complaints({ documentRules: [{ when: [], set: { class: '{gatway}' } }] })
  expect(text).toStartWith('documentRules.0.set.class: expected a text of at most 1000 characters')
})

test('the rules that README shows are rules', async () => {
  const readme = await Bun.file(new URL('../../README.md', import.meta.url)).text()
  const [shown, ...others] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json)
  expect(others).toEqual([])
  expect(complaints({ documentRules: JSON.parse(shown ?? '') })).toEqual([])
})
