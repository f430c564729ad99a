/** The head of each form, field by field, as QuickBooks gets it. */
import { describe, expect, test } from 'bun:test'
import type { SaleKind } from '../../worker/books/document.ts'
import { hasField } from '../../worker/books/head-fields.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { invoices, listEntries } from '../../worker/practice/look-up.ts'
import { enterByHand, inactivateEntry } from '../../worker/practice/person.ts'
import { companyWith, named, order, post, requests, shopWith, txns } from './posted.ts'

const FORMS = [
  ['SalesReceipt', 'sales-receipt'],
  ['Invoice', 'invoice-with-payment'],
  ['SalesOrder', 'sales-order'],
  ['Estimate', 'estimate'],
] as const satisfies readonly (readonly [SaleKind, Settings['paidOrders']])[]

function withFields(
  fields: Partial<Settings['documentFields']>,
  paidOrders: Settings['paidOrders'] = 'invoice-with-payment',
): Partial<Settings> {
  return { paidOrders, documentFields: { ...DEFAULT_SETTINGS.documentFields, ...fields } }
}

const ALL: Partial<Settings['documentFields']> = {
  terms: 'Net 30',
  class: 'Web',
  salesRep: 'AL',
  templates: {
    invoice: 'Intuit Product Invoice',
    'sales-receipt': 'Custom Sales Receipt',
    'sales-order': 'Custom Sales Order',
    estimate: 'Web estimate',
  },
  shipVia: 'UPS',
  shipDate: '{order day}',
  poNumber: 'PO 4711',
  fob: 'Reno',
  customerMessage: 'Thank you for your business.',
  other: '{transaction ID}',
  isToBePrinted: true,
  isToBeEmailed: true,
}

const REFS = {
  ClassRef: 'Web',
  SalesRepRef: 'AL',
  CustomerMsgRef: 'Thank you for your business.',
}
const FIELDS = { FOB: 'Reno', Other: 'ch_3NXYZabc', IsToBeEmailed: true }
const ORDERING = { refs: { TermsRef: 'Net 30' }, fields: { PONumber: 'PO 4711' } }
const SHIPPING = { refs: { ShipMethodRef: 'UPS' }, fields: { ShipDate: '2026-11-23' } }

/** What each form has of it. */
const EXPECTED: Readonly<Record<SaleKind, { readonly refs: object; readonly fields: object }>> = {
  SalesReceipt: {
    refs: { ...SHIPPING.refs, TemplateRef: 'Custom Sales Receipt' },
    fields: { ...SHIPPING.fields, IsToBePrinted: true },
  },
  Invoice: {
    refs: { ...ORDERING.refs, ...SHIPPING.refs, TemplateRef: 'Intuit Product Invoice' },
    fields: { ...ORDERING.fields, ...SHIPPING.fields, IsToBePrinted: true },
  },
  SalesOrder: {
    refs: { ...ORDERING.refs, ...SHIPPING.refs, TemplateRef: 'Custom Sales Order' },
    fields: { ...ORDERING.fields, ...SHIPPING.fields, IsToBePrinted: true },
  },
  Estimate: {
    refs: { ...ORDERING.refs, TemplateRef: 'Web estimate' },
    fields: { ...ORDERING.fields },
  },
}

describe('every field that a form has stands on it, and QuickBooks takes it', () => {
  test.each(FORMS)('%s', async (kind, paidOrders) => {
    const company = companyWith()
    const shop = await shopWith(withFields(ALL, paidOrders), company)
    expect(await post(shop)).toMatchObject({ state: 'posted', problem: null })
    const [txn, ...others] = txns(company, kind)
    expect(others).toEqual([])
    expect(named(company, txn?.refs ?? {})).toMatchObject({ ...REFS, ...EXPECTED[kind].refs })
    expect(txn?.fields).toMatchObject({ ...FIELDS, ...EXPECTED[kind].fields })
  })

  test.each([
    ['SalesReceipt', 'sales-receipt'],
    ['Invoice', 'invoice-with-payment'],
  ] as const)('%s can be pending, and then no money is applied to it', async (kind, paidOrders) => {
    const company = companyWith()
    const shop = await shopWith(withFields({ isPending: true }, paidOrders), company)
    expect(await post(shop)).toMatchObject({ state: 'posted', problem: null })
    expect(txns(company, kind).map(({ fields }) => fields.IsPending)).toEqual([true])
    expect(txns(company, 'ReceivePayment').flatMap(({ applied }) => applied)).toEqual([])
  })

  test('nothing that nobody chose is sent', async () => {
    const shop = await shopWith({})
    await post(shop)
    const [add = ''] = requests(shop, 'SalesReceiptAddRq')
    expect(add).not.toMatch(/<(Class|Template|Terms|SalesRep|ShipMethod|CustomerMsg)Ref>/)
    expect(add).not.toMatch(/<(PONumber|FOB|Other|ShipDate|IsPending|IsToBe\w+)>/)
  })
})

describe('an entry that QuickBooks lacks', () => {
  test('terms that say their days, a class below its parent and a carrier are made', async () => {
    const company = companyWith()
    const fields = { terms: 'Net 45', class: 'Web:Retail:Gifts', shipVia: 'Bike messenger' }
    const shop = await shopWith(withFields(fields), company)
    expect(await post(shop)).toMatchObject({ state: 'posted' })
    const [invoice] = txns(company, 'Invoice')
    expect(named(company, invoice?.refs ?? {})).toMatchObject({
      TermsRef: 'Net 45',
      ClassRef: 'Web:Retail:Gifts',
      ShipMethodRef: 'Bike messenger',
    })
    const terms = listEntries(company, 'Terms').find(({ fullName }) => fullName === 'Net 45')
    expect(terms?.fields).toMatchObject({ StdDueDays: 45 })
  })

  test.each([
    ['terms that do not say their days', { terms: 'As agreed' }],
    ['a sales rep', { salesRep: 'XX' }],
    ['a customer message', { customerMessage: 'Hello' }],
    ['a template', { templates: { ...ALL.templates!, invoice: 'Nowhere' } }],
    ['a template of another form', { templates: { ...ALL.templates!, invoice: 'Web estimate' } }],
  ])('%s: the order waits, and says for what', async (_, fields) => {
    const company = companyWith()
    const shop = await shopWith(withFields(fields), company)
    expect(await post(shop)).toMatchObject({
      state: 'held',
      problem: { code: 'list-entry-missing' },
    })
    expect(txns(company, 'Invoice')).toEqual([])
  })

  test('is not made where the owner wants none made', async () => {
    const shop = await shopWith({
      ...withFields({ shipVia: 'Bike messenger' }),
      createLists: false,
    })
    expect(await post(shop)).toMatchObject({ problem: { code: 'list-entry-missing' } })
  })

  test('an inactive one is none; once it is active the order goes', async () => {
    const company = companyWith()
    inactivateEntry(company, { kind: 'ShipMethod', fullName: 'UPS' })
    const shop = await shopWith(withFields({ shipVia: 'UPS' }), company)
    expect(await post(shop)).toMatchObject({ problem: { code: 'list-entry-missing' } })
    const entry = company.books.entries.find(({ name }) => name === 'UPS')
    Object.assign(entry ?? {}, { isActive: true, timeModifiedMs: company.nowMs() })
    expect(await post(shop, order(), 'pushed')).toMatchObject({ state: 'posted' })
  })

  test('a sales rep that a person enters afterwards lets the order go', async () => {
    const company = companyWith()
    const shop = await shopWith(withFields({ salesRep: 'XX' }), company)
    expect(await post(shop)).toMatchObject({ state: 'held' })
    enterByHand(company, { kind: 'SalesRep', name: 'XX' })
    expect(await post(shop, order(), 'pushed')).toMatchObject({ state: 'posted' })
  })
})

describe('classes', () => {
  test('each line has its own, the others that of the document', async () => {
    const company = companyWith()
    const lineClasses: Settings['documentFields']['lineClasses'] = [
      { when: [{ field: 'kind', test: 'is', value: 'shipping' }], class: 'Freight' },
    ]
    const shop = await shopWith(withFields({ class: 'Web', lineClasses }), company)
    expect(await post(shop)).toMatchObject({ state: 'posted' })
    const [invoice] = txns(company, 'Invoice')
    const lines = invoice !== undefined && 'lines' in invoice ? invoice.lines : []
    expect(lines.map(({ refs }) => named(company, refs).ClassRef ?? null)).toContain('Freight')
    expect(named(company, invoice?.refs ?? {}).ClassRef).toBe('Web')
  })

  test('a company that uses none holds the order until it does', async () => {
    const company = companyWith({ isUsingClasses: false })
    const shop = await shopWith(withFields({ class: 'Web' }), company)
    expect(await post(shop)).toMatchObject({ problem: { code: 'classes-off' } })
  })
})

test('the invoice falls due as its terms say, unless the owner counts the days himself', async () => {
  const dueDates: string[] = []
  for (const dueDays of [null, 7]) {
    const company = companyWith()
    const shop = await shopWith({ ...withFields({ terms: 'Net 15' }), dueDays }, company)
    await post(shop)
    dueDates.push(...invoices(company).map(({ dueDate }) => dueDate))
  }
  expect(dueDates).toEqual(['2026-12-08', '2026-11-30'])
})

describe('an order that is edited later', () => {
  test.each(FORMS)('has the fields of its %s changed with it', async (kind, paidOrders) => {
    const company = companyWith()
    const fields = {
      terms: 'Net {meta:days}',
      class: 'Web:{meta:channel}',
      shipVia: '{meta:carrier}',
      shipDate: '{meta:ships}',
      poNumber: '{meta:po}',
      fob: '{meta:po}',
      other: '{meta:po}',
    }
    const shop = await shopWith(withFields(fields, paidOrders), company)
    // An invoice that is paid is left alone.
    const unpaid = { status: 'on-hold', date_paid: null, date_paid_gmt: null }
    const said = (meta: Readonly<Record<string, string>>) =>
      order({
        ...(kind === 'Invoice' ? unpaid : {}),
        meta_data: Object.entries(meta).map(([key, value], id) => ({ id, key, value })),
      })
    const first = { days: '15', channel: 'A', carrier: 'UPS', ships: '2026-12-01', po: 'PO 1' }
    const then = { days: '30', channel: 'B', carrier: 'DHL', ships: '2026-12-02', po: 'PO 2' }
    expect(await post(shop, said(first))).toMatchObject({ state: 'posted' })
    expect(await post(shop, said(then))).toMatchObject({ state: 'posted', problem: null })
    const [txn, ...others] = txns(company, kind)
    expect(others).toEqual([])
    expect(named(company, txn?.refs ?? {})).toMatchObject({
      ClassRef: 'Web:B',
      ...(hasField(kind, 'shipVia') ? { ShipMethodRef: 'DHL' } : {}),
      ...(hasField(kind, 'terms') ? { TermsRef: 'Net 30' } : {}),
    })
    expect(txn?.fields).toMatchObject({
      FOB: 'PO 2',
      Other: 'PO 2',
      ...(hasField(kind, 'poNumber') ? { PONumber: 'PO 2' } : {}),
      ...(hasField(kind, 'shipDate') ? { ShipDate: '2026-12-02' } : {}),
    })
    expect(requests(shop, `${kind}ModRq`)).toHaveLength(1)
  })
})
