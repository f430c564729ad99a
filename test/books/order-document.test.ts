import { expect, test } from 'bun:test'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { cents } from '../../worker/money/cents.ts'
import { corpusOrder } from '../woo/corpus.ts'
import {
  feeLine,
  lineItem,
  plainOrder,
  plainSettings,
  problemOf,
  saleOf,
  shippingLine,
  soundSale,
} from './plain-order.ts'
import { EMPTY_HEAD } from '../../worker/books/head-fields.ts'

test('a paid order is a sales receipt, with how and where its money arrives', () => {
  expect(soundSale(plainOrder())).toEqual({
    kind: 'SalesReceipt',
    refNumber: '1042',
    isNumbered: true,
    txnDate: '2026-11-23',
    dueDate: null,
    customer: expect.objectContaining({ name: 'Ana Lima' }),
    currency: null,
    billAddress: {
      lines: ['Ana Lima', '1 Main St'],
      city: 'Reno',
      state: 'NV',
      postalCode: '89501',
      country: 'US',
    },
    shipAddress: null,
    paymentMethodName: 'Visa',
    depositAccountName: 'Stripe clearing',
    memo: 'WooCommerce order 1042, Credit card, ch_3NfK',
    lines: [
      {
        item: {
          subject: 'product:20',
          name: 'TEE-001',
          chosenFullName: null,
          standInFullName: null,
          description: 'Tee',
          createAs: 'ItemNonInventory',
          role: 'product',
        },
        description: 'Tee',
        quantity: '1',
        amountCents: cents(1000),
        className: null,
        isTaxable: false,
        taxCode: null,
      },
    ],
    noteLines: [],
    head: EMPTY_HEAD,
    ruleOf: {},
    tax: { kind: 'none', zeroRateItem: expect.objectContaining({ name: 'Tax on lines 0%' }) },
    totalCents: cents(1000),
    receivablesAccountName: null,
    payments: [],
    deposit: null,
    leftToDo: null,
    fingerprint: expect.objectContaining({ day: '2026-11-23', buyer: 'guest:ana@example.test' }),
    losses: [],
  })
})

test('a paid order is an invoice with its payment where the owner wants it so', () => {
  const settings = { ...plainSettings(), paidOrders: 'invoice-with-payment' as const }
  const invoice = soundSale(plainOrder(), { settings })
  expect(invoice).toMatchObject({
    kind: 'Invoice',
    paymentMethodName: null,
    payments: [
      {
        part: null,
        refNumber: '1042',
        txnDate: '2026-11-23',
        totalCents: 1000,
        paymentMethodName: 'Visa',
      },
    ],
  })
})

test('an invoice that was paid later has its payment, one of nothing has none', () => {
  const invoice = soundSale(plainOrder(), { linkedKind: 'Invoice' })
  expect(invoice.payments).toMatchObject([{ totalCents: 1000 }])
  const settings = { ...plainSettings(), paidOrders: 'invoice-with-payment' as const }
  const nothing = plainOrder({
    total: '0.00',
    lineItems: [lineItem({ total: '0.00', price: '0' })],
  })
  expect(soundSale(nothing, { settings })).toMatchObject({ kind: 'Invoice', payments: [] })
})

test('an unpaid order is an invoice, and says nothing of money that has not arrived', () => {
  const order = plainOrder({ datePaidGmt: null, paymentMethod: 'unknown' })
  expect(soundSale(order)).toMatchObject({
    kind: 'Invoice',
    paymentMethodName: null,
    depositAccountName: null,
    payments: [],
  })
})

test('a sales order or an estimate keeps its due day, and its money stands beside it', () => {
  const settings = { ...plainSettings(), paidOrders: 'sales-order', dueDays: 14 } as const
  expect(soundSale(plainOrder(), { settings })).toMatchObject({
    kind: 'SalesOrder',
    dueDate: '2026-12-07',
    paymentMethodName: null,
    depositAccountName: null,
    payments: [
      { totalCents: 1000, paymentMethodName: 'Visa', depositAccountName: 'Stripe clearing' },
    ],
  })
  const unpaid = plainOrder({ datePaid: null, datePaidGmt: null })
  const offered = { ...settings, unpaidOrders: 'estimate' } as const
  expect(soundSale(unpaid, { settings: offered })).toMatchObject({
    kind: 'Estimate',
    payments: [],
  })
  const unreceived = { ...settings, moneyBeforeInvoice: 'none' } as const
  expect(soundSale(plainOrder(), { settings: unreceived }).payments).toEqual([])
})

test('money that nobody books needs no gateway', () => {
  const settings = {
    ...plainSettings({ gateways: {} }),
    paidOrders: 'estimate',
    moneyBeforeInvoice: 'none',
  } as const
  expect(soundSale(plainOrder(), { settings }).kind).toBe('Estimate')
})

test('what stands in the books as an invoice stays one when it is paid, and the reverse', () => {
  expect(soundSale(plainOrder(), { linkedKind: 'Invoice' }).kind).toBe('Invoice')
  const unpaid = plainOrder({ datePaidGmt: null })
  expect(soundSale(unpaid, { linkedKind: 'SalesReceipt' }).kind).toBe('SalesReceipt')
})

test('the day is the shop’s, not Greenwich’s', () => {
  // 23:30 in Reno is 07:30 of the next day in UTC.
  expect(soundSale(plainOrder()).txnDate).toBe('2026-11-23')
})

test('the prefix counts towards the eleven characters', () => {
  const settings = { ...plainSettings(), refNumberPrefix: 'WEB-' }
  expect(soundSale(plainOrder({ number: '1234567' }), { settings }).refNumber).toBe('WEB-1234567')
  expect(problemOf(plainOrder({ number: '12345678' }), { settings })).toBe('order-number-too-long')
})

test('a gateway that nobody mapped holds the order, one without a method does not', () => {
  expect(
    saleOf(plainOrder({ paymentMethod: 'klarna', paymentMethodTitle: 'Klarna' })),
  ).toMatchObject({
    code: 'unmapped-gateway',
    summary:
      'Order 1042 is waiting: it was paid by “Klarna”, and nothing says yet where that money arrives.',
    remedy:
      'Choose a payment method and an account under Mapping › Payments; the order goes out at the next sync.',
  })
  expect(soundSale(plainOrder({ paymentMethod: '' })).paymentMethodName).toBeNull()
  expect(problemOf(plainOrder({ paymentMethod: 'constructor' }))).toBe('unmapped-gateway')
})

test('an order of 0.00 needs no gateway', () => {
  const free = plainOrder({
    lineItems: [lineItem({ total: '0.00' })],
    total: '0.00',
    paymentMethod: 'klarna',
  })
  expect(soundSale(free)).toMatchObject({ totalCents: 0, paymentMethodName: null })
})

test('an order in another currency than the books is held', () => {
  expect(problemOf(plainOrder({ currency: 'EUR' }))).toBe('currency-not-in-books')
})

test('a third decimal holds the order, unless it is a zero', () => {
  expect(problemOf(plainOrder({ total: '10.005' }))).toBe('amount-too-precise')
  const order = plainOrder({ total: '10.000', lineItems: [lineItem({ total: '10.0000' })] })
  expect(soundSale(order).totalCents as number).toBe(1000)
})

test('an order below zero is held', () => {
  const order = plainOrder({ feeLines: [feeLine('-12.00')], total: '-2.00' })
  expect(saleOf(order)).toMatchObject({
    code: 'negative-total',
    summary: expect.stringContaining('its total is -2.00'),
  })
})

test('an order without a single line is held', () => {
  expect(problemOf(plainOrder({ lineItems: [], total: '0.00' }))).toBe('order-without-lines')
})

test('free shipping is no line, unless there would be none without it', () => {
  const order = plainOrder({ shippingLines: [shippingLine('0.00')] })
  expect(soundSale(order).lines).toHaveLength(1)
  const empty = plainOrder({ lineItems: [], shippingLines: [shippingLine('0.00')], total: '0.00' })
  expect(soundSale(empty).lines).toMatchObject([{ item: { name: 'Shipping' }, amountCents: 0 }])
})

test('shipping and fees are other charges without a quantity, a discount fee is negative', () => {
  const order = plainOrder({
    shippingLines: [shippingLine('5.00')],
    feeLines: [feeLine('-3.00')],
    total: '12.00',
  })
  expect(soundSale(order).lines.slice(1)).toMatchObject([
    {
      item: { subject: 'item:shipping', name: 'Shipping', createAs: 'ItemOtherCharge' },
      description: 'Flat rate',
      quantity: null,
      amountCents: 500,
    },
    {
      item: { subject: 'item:fee', name: 'Fee', createAs: 'ItemOtherCharge' },
      description: 'Gift wrap',
      quantity: null,
      amountCents: -300,
    },
  ])
})

test('a coupon is inside the line, which says the list price and the code', () => {
  // 39.98 less 10 % is 35.982 → 35.97 and 9.00, as WooCommerce spread the 5.00
  expect(
    soundSale(corpusOrder('coupon-percent'), { settings: corpusSettings() }).lines,
  ).toMatchObject([
    { amountCents: 3597, description: 'Classic Tee – list 39.98, coupon pct10 -4.01' },
    { amountCents: 900, description: 'Mug – list 9.99, coupon pct10 -0.99' },
    { amountCents: 1000 },
  ])
})

test('a variation is its own item, and the line says what was chosen once', () => {
  const { lines } = soundSale(corpusOrder('variations'), { settings: corpusSettings() })
  expect(lines.slice(0, 4).map((line) => [line.item.subject, line.description])).toEqual([
    ['variation:40', 'Hoodie - Red'],
    ['variation:41', 'Hoodie - Blue'],
    ['variation:45', 'Socks (stock kept on the parent) - M'],
    ['variation:48', 'Badge (any color) - S, Color: Blue'],
  ])
})

test('markup of the shop is read as text', () => {
  const [line] = soundSale(corpusOrder('line-item-meta'), { settings: corpusSettings() }).lines
  expect(line?.description).toBe('Mug, Engraving: To "Bob" & co')
  const named = plainOrder({
    lineItems: [lineItem({ name: '<b>A &amp; B</b>&#8211;3 < 5', sku: '' })],
  })
  expect(soundSale(named).lines[0]?.description).toBe('A & B –3 < 5')
})

test('a product that is gone is the general sale item', () => {
  const order = plainOrder({ lineItems: [lineItem({ productId: 0, sku: '' })] })
  expect(soundSale(order).lines).toMatchObject([
    { item: { subject: 'item:sale', name: 'WooCommerce sale' }, description: 'Tee' },
  ])
})

test('a quantity of nothing, or of more digits than QuickBooks takes, is left out', () => {
  const quantities = ['0', '-1', '1.5', '0.5', '0.333333', '10', '0.0', '-2.5']
  const sales = quantities.map((quantity) =>
    soundSale(plainOrder({ lineItems: [lineItem({ quantity })] })),
  )
  expect(sales.map((sale) => sale.lines[0]?.quantity)).toEqual([
    null,
    // Taken back within a sale: QuickBooks puts it into stock.
    '-1',
    '1.5',
    '0.5',
    null,
    '10',
    null,
    '-2.5',
  ])
  expect(sales[4]?.losses).toEqual([
    { field: 'line_items.quantity', original: '0.333333', sent: '' },
  ])
})

test('a description beyond 4095 characters is cut in sight', () => {
  const sale = soundSale(plainOrder({ lineItems: [lineItem({ name: 'x'.repeat(5000) })] }))
  expect(sale.lines[0]?.description).toHaveLength(4095)
  expect(sale.losses.map((loss) => loss.field)).toEqual(['line_items.name'])
})

test('the memo leaves room for the marker', () => {
  const sale = soundSale(plainOrder({ paymentMethodTitle: 'x'.repeat(5000) }))
  expect(sale.memo).toHaveLength(4095 - 100)
  expect(sale.losses.map((loss) => loss.field)).toEqual(['memo'])
})

test('the goods’ address stands on the document also when it is the billing address', () => {
  const order = plainOrder({ shipping: plainOrder().billing })
  expect(soundSale(order).shipAddress).toEqual(soundSale(order).billAddress)
})

function corpusSettings() {
  return plainSettings({ gateways: { bacs: PLAIN_GATEWAY } })
}
