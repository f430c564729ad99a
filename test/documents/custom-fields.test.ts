/** Custom fields of QuickBooks, filled from what an order says. */
import { describe, expect, test } from 'bun:test'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import type { CompanyFile, Txn } from '../../worker/practice/books.ts'
import { customFieldsOf, listEntries } from '../../worker/practice/look-up.ts'
import { defineCustomField, fillCustomField } from '../../worker/practice/person.ts'
import { answerPreview } from '../../worker/http/preview.ts'
import { decodePreviewRequest } from '../../worker/http/preview-request.ts'
import { NOW_MS, sendChanges, update } from '../matrix/shop-in-memory.ts'
import { STORE } from '../simulation/store.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { companyWith, expectValid, order, post, requests, shopWith, txns } from './posted.ts'
import type { OrderPayload } from './posted.ts'

const CHOSEN = { Engraving: '{meta:engraving}', 'Gift note': 'Of {number}' }

function settings(paidOrders: Settings['paidOrders'] = 'sales-receipt'): Partial<Settings> {
  return {
    paidOrders,
    documentFields: { ...DEFAULT_SETTINGS.documentFields, customFields: CHOSEN },
  }
}

function companyWithFields(): CompanyFile {
  const company = companyWith()
  defineCustomField(company, 'Engraving')
  defineCustomField(company, 'GIFT NOTE')
  return company
}

function engraved(value: string, changes: OrderPayload = {}): OrderPayload {
  const engraving = value === '' ? [] : [{ id: 1, key: 'engraving', value }]
  return order({ meta_data: engraving, ...changes })
}

async function sendOnly(shop: ShopInMemory, snapshot: OrderPayload): Promise<string> {
  const subject = `order:${String(snapshot.id)}`
  await sendChanges(shop, [{ subject, snapshot, refunds: [], event: 'changed' }])
  return subject
}

function fieldsOf(company: CompanyFile, kind: Txn['kind']) {
  return txns(company, kind).map(({ TxnID }) => customFieldsOf(company, TxnID))
}

describe('custom fields', () => {
  test.each([
    ['SalesReceipt', 'sales-receipt'],
    ['Invoice', 'invoice-with-payment'],
    ['SalesOrder', 'sales-order'],
    ['Estimate', 'estimate'],
  ] as const)('are written on a %s by the set that makes it', async (kind, paidOrders) => {
    const company = companyWithFields()
    const shop = await shopWith(settings(paidOrders), company)
    expect(await post(shop, engraved('For Bob'))).toMatchObject({ state: 'posted', problem: null })
    expect(fieldsOf(company, kind)).toEqual([{ Engraving: 'For Bob', 'GIFT NOTE': 'Of 215' }])
    const carrying = shop.sent.filter((xml) => xml.includes('<DataExtAddRq'))
    expect(carrying.map((xml) => xml.includes(`<${kind}Add `))).toEqual([true])
  })

  test('that nobody chose are neither asked for nor written', async () => {
    const shop = await shopWith({}, companyWithFields())
    await post(shop, engraved('For Bob'))
    expect(shop.sent.filter((xml) => xml.includes('DataExt'))).toHaveLength(0)
  })

  test('are looked up once, for whatever order', async () => {
    const shop = await shopWith(settings(), companyWithFields())
    await post(shop, engraved('For Bob'))
    await post(shop, engraved('For Eve', { id: 90_001, number: '90001' }))
    expect(requests(shop, 'DataExtDefQueryRq')).toHaveLength(1)
    expect(requests(shop, 'DataExtAddRq')).toHaveLength(4)
  })

  test('hold the order until a person has defined them', async () => {
    const company = companyWith()
    const shop = await shopWith(settings(), company)
    const held = await post(shop, engraved('For Bob'))
    expect(held).toMatchObject({
      state: 'held',
      problem: { code: 'list-entry-missing', summary: expect.stringContaining('Engraving') },
    })
    expect(txns(company, 'SalesReceipt')).toEqual([])
    defineCustomField(company, 'Engraving')
    defineCustomField(company, 'Gift note')
    expect(await post(shop, engraved('For Bob'), 'pushed')).toMatchObject({ state: 'posted' })
    expect(fieldsOf(company, 'SalesReceipt')).toMatchObject([{ Engraving: 'For Bob' }])
  })

  test('hold 255 characters', async () => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    const long = 'W'.repeat(255)
    expect(await post(shop, engraved(long))).toMatchObject({ state: 'posted' })
    expect(fieldsOf(company, 'SalesReceipt')).toMatchObject([{ Engraving: long }])
  })
})

test('a preview shows them, and that they are to be looked up', async () => {
  const shop = await shopWith(settings(), companyWithFields())
  const body = new TextEncoder().encode(JSON.stringify({ order: engraved('For Bob'), refunds: [] }))
  const asked = decodePreviewRequest(body)
  if (asked.kind === 'field-problem') {
    throw new Error(asked.field)
  }
  const answer = await answerPreview(asked, {
    db: shop.db,
    storeID: STORE.storeID,
    nowMs: NOW_MS,
  })
  const shown = JSON.stringify(answer)
  expect(shown).toContain('DataExtAddRq')
  expect(shown).toContain('For Bob')
  expect(shown).toContain('Of 215')
  expect(answer).toMatchObject({
    missing: expect.arrayContaining([
      expect.objectContaining({ list: 'custom-field', name: 'Engraving', what: 'looked up' }),
      expect.objectContaining({ list: 'custom-field', name: 'Gift note', what: 'looked up' }),
    ]),
  })
})

describe('a value that stands in a custom field already', () => {
  test('is the customer’s own, and the order’s is written over it on the form alone', async () => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    await post(shop, engraved('For Bob'))
    const id = listEntries(company, 'Customer').at(0)?.ListID ?? ''
    fillCustomField(company, { name: 'Engraving', id, value: 'His motto' })
    const second = engraved('For Eve', { id: 90_001, number: '90001' })
    expect(await post(shop, second)).toMatchObject({ state: 'posted', problem: null })
    expect(fieldsOf(company, 'SalesReceipt')).toMatchObject([
      { Engraving: 'For Bob' },
      { Engraving: 'For Eve' },
    ])
    expect(customFieldsOf(company, id)).toEqual({ Engraving: 'His motto' })
  })
})

describe('an order that the shop changes later', () => {
  test('has its custom fields written anew, added and emptied, and nothing else touched', async () => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    await post(shop, engraved('For Bob'))
    for (const value of ['For Eve', '', 'For Bob again']) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await post(shop, engraved(value))).toMatchObject({ state: 'posted', problem: null })
      const Engraving = value === '' ? {} : { Engraving: value }
      expect(fieldsOf(company, 'SalesReceipt')).toEqual([{ ...Engraving, 'GIFT NOTE': 'Of 215' }])
    }
    expect(requests(shop, 'DataExtDelRq')).toHaveLength(1)
    expect(requests(shop, 'SalesReceiptModRq')).toEqual([])
    const sent = shop.sent.length
    await post(shop, engraved('For Bob again'))
    expect(shop.sent.slice(sent).filter((xml) => xml.includes('DataExt'))).toEqual([])
  })
})

describe('an answer that is lost', () => {
  test.each([
    ['after all of the set', 'dies-after-processing'],
    ['before the fields', { diesAfterRequests: 1 }],
    ['between the fields', { diesAfterRequests: 2 }],
  ] as const)('%s leaves one sale with its fields', async (_, fault) => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    const hitsAdd = (xml: string) => (xml.includes('SalesReceiptAddRq') ? fault : null)
    const subject = await sendOnly(shop, engraved('For Bob'))
    await update(shop, { onDocument: (_index, xml) => hitsAdd(xml) }).catch(() => [])
    expect(fieldsOf(company, 'SalesReceipt')).toHaveLength(1)
    const outcomes = await update(shop)
    expect(outcomes.findLast((one) => one.subject === subject)).toMatchObject({ state: 'posted' })
    expect(fieldsOf(company, 'SalesReceipt')).toEqual([
      { Engraving: 'For Bob', 'GIFT NOTE': 'Of 215' },
    ])
    expectValid(shop)
  })

  test('of a change leaves the fields as the shop says', async () => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    await post(shop, engraved('For Bob'))
    await sendOnly(shop, engraved(''))
    await update(shop, {
      onDocument: (_index, xml) => (xml.includes('DataExtDelRq') ? 'dies-after-processing' : null),
    }).catch(() => [])
    await update(shop)
    expect(fieldsOf(company, 'SalesReceipt')).toEqual([{ 'GIFT NOTE': 'Of 215' }])
    expect(await post(shop, engraved('For Eve'))).toMatchObject({ state: 'posted', problem: null })
    expect(fieldsOf(company, 'SalesReceipt')).toMatchObject([{ Engraving: 'For Eve' }])
  })
})

describe('a custom field that QuickBooks refuses', () => {
  test('is told, the sale stands, and a push writes it', async () => {
    const company = companyWithFields()
    const shop = await shopWith(settings(), company)
    await post(shop, engraved('For Bob'))
    const { customFields } = company.books
    company.books.customFields = customFields.filter(({ name }) => name !== 'Engraving')
    const second = engraved('For Eve', { id: 90_001, number: '90001' })
    expect(await post(shop, second)).toMatchObject({
      state: 'held',
      problem: { summary: expect.stringContaining('custom field “Engraving”') },
      documents: [{ kind: 'SalesReceipt' }],
    })
    expect(txns(company, 'SalesReceipt')).toHaveLength(2)
    company.books.customFields = customFields
    expect(await post(shop, second, 'pushed')).toMatchObject({ state: 'posted', problem: null })
    expect(fieldsOf(company, 'SalesReceipt')).toMatchObject([{}, { Engraving: 'For Eve' }])
    expect(txns(company, 'SalesReceipt')).toHaveLength(2)
  })
})
