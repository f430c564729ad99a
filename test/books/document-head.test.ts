import { describe, expect, test } from 'bun:test'
import type { SaleDocument } from '../../worker/books/document.ts'
import { dayInZone, laterDay, parseDay } from '../../worker/books/day.ts'
import { withFields } from './plain-head.ts'
import { EMPTY_HEAD } from '../../worker/books/head-fields.ts'
import { feeLine, lineItem, plainOrder, problemOf, shippingLine, soundSale } from './plain-order.ts'

const INVOICE = { linkedKind: 'Invoice' } as const

/** Of an order as an invoice, with these choices for all. */
function invoice(
  fields: Parameters<typeof withFields>[0],
  changes: Parameters<typeof plainOrder>[0] = {},
): SaleDocument {
  return soundSale(plainOrder(changes), { ...INVOICE, settings: withFields(fields) })
}

function meta(value: unknown) {
  return { metaData: [{ key: '_po', value }] }
}

describe('texts', () => {
  test('hold what stands on the order, in the words around it', () => {
    const { head } = invoice({ other: 'PO {meta:_po} of {order day}' }, meta('47'))
    expect(head.other).toBe('PO 47 of 2026-11-23')
  })

  test('of nothing are left out', () => {
    expect(invoice({ poNumber: '{meta:_po}' }).head.poNumber).toBeNull()
    expect(invoice({ poNumber: '{meta:_po}' }, meta(' ')).head.poNumber).toBeNull()
  })

  test('of all the letters that QuickBooks lacks are spelled, and logged', () => {
    const { head, losses } = invoice({ poNumber: '{meta:_po}' }, meta('Ж-7 🎁'))
    expect(head.poNumber).toBe('Zh-7')
    expect(losses).toEqual([{ field: 'PO number', original: 'Ж-7 🎁', sent: 'Zh-7' }])
  })
})

describe('a text that its field has no room for', () => {
  const LONG = 'PO-2026-11-25/4711-0000815/B'

  test.each([
    ['poNumber', 25, 'PO number'],
    ['other', 29, 'Other'],
    ['fob', 13, 'FOB'],
  ] as const)(
    '%s of %i characters fits, and one more stands whole in the memo',
    (field, max, title) => {
      const [fits, tooLong] = ['x'.repeat(max), 'x'.repeat(max + 1)]
      expect(invoice({ [field]: fits }).head[field]).toBe(fits)
      const { head, memo, losses } = invoice({ [field]: tooLong })
      expect(head[field]).toBeNull()
      expect(memo).toEndWith(`, ch_3NfK, ${title}: ${tooLong}`)
      expect(losses).toEqual([{ field: title, original: tooLong, sent: '' }])
    },
  )

  test('holds the order where the owner wants it so', () => {
    const settings = withFields({ poNumber: '{meta:_po}', longTexts: 'hold' })
    const order = plainOrder(meta(LONG))
    expect(problemOf(order, { ...INVOICE, settings })).toBe('field-too-long')
    expect(problemOf(plainOrder(meta('4711')), { ...INVOICE, settings })).toBe('no problem')
  })

  test('a custom field holds 255 characters', () => {
    const fields = { customFields: { Engraving: '{meta:_po}' } }
    const value = 'x'.repeat(255)
    expect(invoice(fields, meta(value)).head.customFields).toEqual([{ name: 'Engraving', value }])
    const long = invoice(fields, meta(`${value}x`))
    expect(long.head.customFields).toEqual([])
    expect(long.memo).toEndWith(`, Engraving: ${value}x`)
  })

  test('a purchase order number stands in the memo of a sales receipt, which has no field for it', () => {
    const { head, memo, losses } = soundSale(plainOrder(meta('4711')), {
      settings: withFields({ poNumber: '{meta:_po}', longTexts: 'hold' }),
    })
    expect(head.poNumber).toBeNull()
    expect(memo).toBe('WooCommerce order 1042, Credit card, ch_3NfK, PO number: 4711')
    expect(losses).toEqual([{ field: 'PO number', original: '4711', sent: '' }])
  })
})

describe('names of QuickBooks’ lists', () => {
  test.each([
    ['terms', 31],
    ['class', 159],
    ['salesRep', 5],
    ['shipVia', 15],
    ['customerMessage', 101],
  ] as const)('%s of %i characters, and a longer one holds the order', (field, max) => {
    const fits = 'x'.repeat(max)
    expect(invoice({ [field]: fits }).head[field]).toBe(fits)
    const settings = withFields({ [field]: `${fits}x` })
    expect(problemOf(plainOrder(), { ...INVOICE, settings })).toBe('field-too-long')
  })

  test('each form has a template of its own', () => {
    const settings = withFields({
      templates: {
        invoice: 'Web invoice',
        'sales-receipt': null,
        'sales-order': 'Web order',
        estimate: null,
      },
    })
    const templates = (['Invoice', 'SalesReceipt', 'SalesOrder'] as const).map(
      (linkedKind) => soundSale(plainOrder(), { settings, linkedKind }).head.template,
    )
    expect(templates).toEqual(['Web invoice', null, 'Web order'])
  })

  test('ship via is what the shop’s shipping method is called in QuickBooks', () => {
    const fields = {
      shipVia: 'Mail',
      shipViaByMethod: { flat_rate: 'UPS', 'flat_rate:3': 'FedEx', local_pickup: null },
    }
    const via = (method_id: string, instance_id: string) =>
      invoice(fields, { payload: { shipping_lines: [{ method_id, instance_id }] } }).head.shipVia
    expect([via('flat_rate', '1'), via('flat_rate', '3')]).toEqual(['UPS', 'FedEx'])
    // Chosen to be nothing, and not chosen at all.
    expect([via('local_pickup', '2'), via('table_rate', '9')]).toEqual([null, 'Mail'])
    expect(invoice(fields).head.shipVia).toBe('Mail')
  })
})

describe('what a form has no place for is left out', () => {
  const settings = withFields({
    terms: 'Net 30',
    shipVia: 'UPS',
    shipDate: '{order day}',
    isToBePrinted: true,
    isToBeEmailed: true,
    isPending: true,
  })
  const all = {
    terms: 'Net 30',
    shipVia: 'UPS',
    shipDate: '2026-11-23',
    isToBePrinted: true,
    isToBeEmailed: true,
    isPending: true,
  }
  test.each([
    ['Invoice', {}],
    ['SalesReceipt', { terms: null }],
    ['SalesOrder', { isPending: null }],
    ['Estimate', { shipVia: null, shipDate: null, isToBePrinted: null, isPending: null }],
  ] as const)('%s', (linkedKind, lacked) => {
    const { head } = soundSale(plainOrder(), { settings, linkedKind })
    expect(head).toEqual({ ...EMPTY_HEAD, ...all, ...lacked })
  })
})

describe('the memo', () => {
  test('is the owner’s words where he has some', () => {
    expect(invoice({ memo: '{customer note}' }, { customerNote: 'Ring twice' }).memo).toBe(
      'Ring twice',
    )
  })

  test('is ours where his come to nothing', () => {
    expect(invoice({ memo: '{customer note}' }).memo).toBe(
      'WooCommerce order 1042, Credit card, ch_3NfK',
    )
  })
})

test('the class of a line is what the first rule says that fits it', () => {
  const settings = withFields({
    lineClasses: [
      { when: [{ field: 'item', test: 'begins with', value: 'TEE' }], class: 'Web:Clothing' },
      { when: [{ field: 'kind', test: 'is', value: 'shipping' }], class: 'Freight' },
    ],
  })
  const order = plainOrder({
    total: '15.00',
    lineItems: [lineItem({ total: '4.00' }), lineItem({ total: '3.00', sku: 'MUG-1' })],
    shippingLines: [shippingLine('5.00')],
    feeLines: [feeLine('3.00')],
    shippingTotal: '5.00',
  })
  expect(soundSale(order, { settings }).lines.map(({ className }) => className)).toEqual([
    'Web:Clothing',
    null,
    'Freight',
    null,
  ])
})

describe('days', () => {
  test.each([
    ['2026-11-30', '2026-11-30'],
    ['2026-11-30T23:59:59', '2026-11-30'],
    ['20261130', '2026-11-30'],
    ['2026-02-30', null],
    ['30.11.2026', null],
    ['1795435488', null],
    ['soon', null],
  ])('“%s” is %s', (text, day) => {
    expect(parseDay(text)).toBe(day)
  })

  test('a ship date that is none holds the order', () => {
    const settings = withFields({ shipDate: '{meta:_po}' })
    expect(problemOf(plainOrder(meta('soon')), { ...INVOICE, settings })).toBe('field-without-day')
  })

  test('days later, over the end of a year and a leap day', () => {
    expect([laterDay('2026-12-25', 14), laterDay('2028-02-15', 14)]).toEqual([
      '2027-01-08',
      '2028-02-29',
    ])
  })

  test.each([
    // Los Angeles leaves summer time on 2026-11-01: midnight is at 07:00, and then at 08:00.
    ['2026-11-01T06:59:59Z', 'America/Los_Angeles', '2026-10-31'],
    ['2026-11-01T07:00:00Z', 'America/Los_Angeles', '2026-11-01'],
    ['2026-11-02T07:59:59Z', 'America/Los_Angeles', '2026-11-01'],
    ['2026-11-02T08:00:00Z', 'America/Los_Angeles', '2026-11-02'],
    // And enters it on 2027-03-14.
    ['2027-03-14T07:59:59Z', 'America/Los_Angeles', '2027-03-13'],
    ['2027-03-15T07:00:00Z', 'America/Los_Angeles', '2027-03-15'],
    // Where the owner set hours instead of a place.
    ['2026-11-25T18:29:59Z', '+05:30', '2026-11-25'],
    ['2026-11-25T18:30:00Z', '+05:30', '2026-11-26'],
    ['2026-11-25T03:00:00Z', '-04:00', '2026-11-24'],
    ['2026-11-25T23:59:59Z', 'UTC', '2026-11-25'],
    ['2026-11-25T23:59:59Z', 'Mars/Phobos', '2026-11-25'],
  ])('%s in %s is %s', (at, timeZone, day) => {
    expect(dayInZone(Date.parse(at), timeZone)).toBe(day)
  })
})
