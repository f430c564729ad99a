import { describe, expect, test } from 'bun:test'
import type { Order } from '../../worker/woo/order.ts'
import {
  couponLine,
  feeLine,
  lineItem,
  lineMeta,
  plainOrder,
  plainSettings,
  problemOf,
  shippingLine,
  soundSale,
  taxes,
  taxLine,
} from './plain-order.ts'
import { sumOf } from './sale-sum.ts'

/** A tee of 100.00, taxed 7.25 %, of which 80.00 were paid with a card: 27.25 are left to pay. */
const PAID_BY_CARD = plainOrder({
  total: '27.25',
  totalTax: '7.25',
  lineItems: [lineItem({ total: '100.00', taxes: taxes([1]) })],
  taxLines: [taxLine(1, '7.25')],
})

function withMeta(order: Order, key: string, value: unknown): Order {
  return { ...order, metaData: [...order.metaData, { key, value }] }
}

function shown(order: Order) {
  return soundSale(order).lines.map(({ item, description, amountCents, isTaxable }) => [
    item.subject,
    description,
    Number(amountCents),
    isTaxable,
  ])
}

describe('a redeemed card is money, whichever plugin wrote it', () => {
  const credit = { ...couponLine('store-4711-x9', '80.00'), discountType: 'smart_coupon' }
  const WAYS: readonly (readonly [string, Order, string, string])[] = [
    [
      'WooCommerce Gift Cards',
      { ...PAID_BY_CARD, giftCards: [{ code: 'ABCD-EFGH-1234', amount: '80' }] },
      'item:gift-card',
      'Gift card …1234',
    ],
    [
      'PW Gift Cards',
      { ...PAID_BY_CARD, pwGiftCardsRedeemed: [{ code: 'PW', amount: '80.00' }] },
      'item:gift-card',
      'Gift card',
    ],
    [
      'YITH Gift Cards',
      withMeta(PAID_BY_CARD, '_ywgc_applied_gift_cards', { 'ABCD-EFGH-1234': 80 }),
      'item:gift-card',
      'Gift card …1234',
    ],
    [
      'Smart Coupons, after tax',
      withMeta({ ...PAID_BY_CARD, couponLines: [credit] }, 'smart_coupons_contribution', {
        'STORE-4711-x9': '80.00000000000001',
      }),
      'item:store-credit',
      'Store credit …1-x9',
    ],
    [
      'Store Credit, after tax',
      withMeta(
        { ...PAID_BY_CARD, couponLines: [{ ...credit, discountType: 'store_credit' }] },
        '_store_credit_used',
        { 'store-4711-x9': '80' },
      ),
      'item:store-credit',
      'Store credit …1-x9',
    ],
    [
      'Advanced Coupons',
      withMeta(PAID_BY_CARD, 'acfw_store_credits_order_paid', { amount: 80, currency: 'USD' }),
      'item:store-credit',
      'Store credit',
    ],
    [
      'Account Funds, in part',
      withMeta(PAID_BY_CARD, '_funds_used', '80'),
      'item:store-credit',
      'Store credit',
    ],
  ]

  test.each(WAYS)('%s', (_, order, subject, description) => {
    const sale = soundSale(order)
    expect(shown(order)).toEqual([
      ['product:20', 'Tee', 10_000, true],
      [subject, description, -8000, false],
    ])
    // 100.00 × 7.25 % = 7.25, on the whole price; the total is what the shop still asked for.
    expect(sale.tax).toMatchObject({ kind: 'native', taxCents: 725 })
    expect([sumOf(sale), Number(sale.totalCents)]).toEqual([2725, 2725])
  })

  test('TeraWallet, which writes a fee below zero', () => {
    const wallet = feeLine('-80.00')
    const metaData = [lineMeta('_legacy_fee_key', '_via_wallet_partial_payment')]
    const order = { ...PAID_BY_CARD, feeLines: [{ ...wallet, name: 'Via wallet', metaData }] }
    expect(shown(order)).toEqual([
      ['product:20', 'Tee', 10_000, true],
      ['item:store-credit', 'Via wallet', -8000, false],
    ])
    expect(sumOf(soundSale(order))).toBe(2725)
  })

  test('several cards stand each for itself', () => {
    const giftCards = [
      { code: 'AAAA-BBBB-0001', amount: '30' },
      { code: 'AAAA-BBBB-0002', amount: '50.00' },
    ]
    const tenders = shown({ ...PAID_BY_CARD, giftCards }).slice(1)
    expect(tenders.map(([, description, amount]) => [description, amount])).toEqual([
      ['Gift card …0001', -3000],
      ['Gift card …0002', -5000],
    ])
  })

  test('a card that paid for all leaves nothing to pay, and no gateway to ask for', () => {
    const giftCards = [{ code: '', amount: '107.25' }]
    const order = { ...PAID_BY_CARD, giftCards, total: '0.00', paymentMethod: 'unknown' }
    expect(soundSale(order)).toMatchObject({ totalCents: 0, paymentMethodName: null })
    expect(sumOf(soundSale(order))).toBe(0)
  })

  test('the way the whole order was paid is the gateway’s, and no line', () => {
    const order = { ...plainOrder({ paymentMethod: 'accountfunds' }) }
    const settings = plainSettings({
      gateways: {
        ...plainSettings().mapping.gateways,
        accountfunds: plainSettings().mapping.gateways.stripe!,
      },
    })
    const sale = soundSale(withMeta(order, '_funds_used', '10.00'), { settings })
    expect(sale.lines).toHaveLength(1)
  })
})

describe('store credit that the shop took off the prices, like a coupon', () => {
  /** 100.00 less 20.00 of credit and 10.00 of a coupon; taxed 7.25 % on the 70.00 that are left. */
  const BEFORE_TAX = plainOrder({
    total: '75.08',
    totalTax: '5.08',
    lineItems: [lineItem({ subtotal: '100.00', total: '70.00', taxes: taxes([1]) })],
    taxLines: [taxLine(1, '5.08')],
    couponLines: [
      { ...couponLine('credit-4711', '20.00'), discountType: 'smart_coupon', discountTax: '1.45' },
      couponLine('ten', '10.00'),
    ],
  })

  test('is put back into the price, and stands as money; the coupon stays a discount', () => {
    const order = withMeta(BEFORE_TAX, 'smart_coupons_contribution', { 'credit-4711': 20 })
    expect(shown(order)).toEqual([
      ['product:20', 'Tee – list 100.00, coupon ten -10.00', 9000, false],
      ['item:store-credit', 'Store credit …4711', -2000, false],
    ])
    // The tax is what the shop took, which QuickBooks would not compute from 90.00.
    expect(soundSale(order).tax).toMatchObject({ kind: 'exact', lines: [{ amountCents: 508 }] })
    expect(sumOf(soundSale(order))).toBe(7508)
  })

  test('says so in each way that coupons are shown', () => {
    for (const discounts of ['in-line', 'per-line', 'separate'] as const) {
      const sale = soundSale(BEFORE_TAX, { settings: { ...plainSettings(), discounts } })
      const credit = sale.lines.filter(({ item }) => item.role === 'gift-card')
      expect(credit.map(({ amountCents }) => Number(amountCents))).toEqual([-2000])
      expect(sumOf(sale)).toBe(7508)
    }
  })

  test('holds the order where it lowered the tax, too: then it is a discount and no money', () => {
    const order = withMeta(BEFORE_TAX, 'smart_coupons_contribution', { 'credit-4711': 21.45 })
    expect(problemOf(order)).toBe('credit-lowers-tax')
    // Without the plugin's word, prices that include tax say the same.
    expect(problemOf({ ...BEFORE_TAX, pricesIncludeTax: true })).toBe('credit-lowers-tax')
  })

  test('or is entered as that discount, at the shop’s total and tax, by setting', () => {
    const order = withMeta(BEFORE_TAX, 'smart_coupons_contribution', { 'credit-4711': 21.45 })
    const settings = plainSettings()
    const unclearOrders = { ...settings.unclearOrders, creditBeforeTax: 'discount' } as const
    const sale = soundSale(order, { settings: { ...settings, unclearOrders } })
    expect(sale.lines.map(({ item, amountCents }) => [item.subject, Number(amountCents)])).toEqual([
      ['product:20', 7000],
    ])
    // 70.00 × 7.25 % = 5.075
    expect([sumOf(sale), sale.tax]).toMatchObject([7508, { taxCents: 508 }])
  })

  test('holds the order where the lines do not show it: it may have paid for shipping', () => {
    const order = plainOrder({
      total: '10.00',
      shippingLines: [shippingLine('0.00')],
      couponLines: [{ ...couponLine('credit-4711', '5.00'), discountType: 'store_credit' }],
    })
    expect(problemOf(order)).toBe('redemption-unexplained')
  })
})

describe('a redemption that nothing explains holds the order', () => {
  test('a card on an order whose total is not lower by it', () => {
    const order = plainOrder({ giftCards: [{ code: '', amount: '5.00' }] })
    expect(problemOf(order)).toBe('redemption-unexplained')
  })

  test('a card of another amount than the total lacks', () => {
    const order = { ...PAID_BY_CARD, giftCards: [{ code: '', amount: '70.00' }] }
    expect(problemOf(order)).toBe('order-does-not-add-up')
  })

  test('a total that is lower without a word', () => {
    expect(problemOf(PAID_BY_CARD)).toBe('order-does-not-add-up')
  })
})

describe('a card that is sold is owed, not earned', () => {
  const SOLD: readonly (readonly [string, string])[] = [
    ['PW Gift Cards', 'pw_gift_card_amount'],
    ['WooCommerce Gift Cards', 'wc_gc_giftcard_to_multiple'],
    ['YITH Gift Cards', '_ywgc_recipients'],
    ['Store Credit', '_store_credit_data'],
    ['Smart Coupons, any amount', 'sc_called_credit'],
  ]

  test.each(SOLD)('%s', (_, key) => {
    const card = lineItem({ name: 'Card', sku: 'GIFT', metaData: [lineMeta(key, '50')] })
    const [line] = soundSale(plainOrder({ lineItems: [card] })).lines
    expect(line).toMatchObject({
      item: { subject: 'item:gift-card', role: 'gift-card', createAs: 'ItemOtherCharge' },
      description: 'Card – SKU GIFT',
      amountCents: 1000,
    })
  })

  test.each(['product:20', 'TEE-001'])('one that the owner named, by %s', (named) => {
    const plain = plainSettings()
    const settings = { ...plain, lines: { ...plain.lines, giftCardProducts: [named] } }
    expect(soundSale(plainOrder(), { settings }).lines[0]?.item.role).toBe('gift-card')
  })

  test('at what is printed on it: a coupon on a card is a discount, in a line of its own', () => {
    const order = plainOrder({
      total: '45.00',
      lineItems: [
        lineItem({
          subtotal: '50.00',
          total: '45.00',
          metaData: [lineMeta('sc_called_credit', '50')],
        }),
      ],
      couponLines: [couponLine('ten', '5.00')],
    })
    for (const discounts of ['in-line', 'per-line', 'separate'] as const) {
      const { lines } = soundSale(order, { settings: { ...plainSettings(), discounts } })
      expect(lines.map(({ item, amountCents }) => [item.subject, Number(amountCents)])).toEqual([
        ['item:gift-card', 5000],
        ['item:discount', -500],
      ])
    }
  })

  test('on an item that the owner chose for all of them', () => {
    const settings = plainSettings({ items: { 'item:gift-card': 'Owed:Gift cards' } })
    const giftCards = [{ code: '', amount: '80.00' }]
    const { lines } = soundSale({ ...PAID_BY_CARD, giftCards }, { settings })
    expect(lines[1]?.item.chosenFullName).toBe('Owed:Gift cards')
  })
})
