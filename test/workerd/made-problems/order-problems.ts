/** What the shop sent cannot be entered as it is, or the owner's settings do not cover it yet. */
import { expect } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../worker/books/settings.ts'
import type { Settings } from '../../../worker/books/settings.ts'
import { cents } from '../../../worker/money/cents.ts'
import { creditMemos, salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterSale } from '../../../worker/practice/person.ts'
import { numbered, ORDER, TOTAL_CENTS } from '../held-orders.ts'
import type { WooOrder } from '../shop.ts'
import { codesNow, isPostedOnce, saleTotals, sendAndUpdate } from './scene.ts'
import type { Opening, Scene } from './scene.ts'
import { update } from '../office.ts'
import type { MadeProblem } from './made.ts'

const LONG_NUMBER = 'PO-2026-11-23/Larkspur/Accounts'

const WITHOUT_LINES: WooOrder = {
  ...ORDER,
  total: '0.00',
  total_tax: '0.00',
  line_items: [],
  shipping_lines: [],
  tax_lines: [],
}

/** 10.00 off the tee and 0.86 off its tax: 32.58 less 10.86. */
const CREDIT_BEFORE_TAX = {
  ...ORDER,
  total: '21.72',
  total_tax: '1.73',
  line_items: (ORDER.line_items as readonly object[]).map((line) => ({
    ...line,
    total: '9.99',
    total_tax: '0.86',
    taxes: [
      { id: 1, total: '0.72', subtotal: '1.45' },
      { id: 2, total: '0.14', subtotal: '0.27' },
    ],
  })),
  tax_lines: (ORDER.tax_lines as readonly object[]).map((line, at) => ({
    ...line,
    tax_total: at === 0 ? '0.72' : '0.14',
  })),
  coupon_lines: [
    {
      id: 7,
      code: 'credit-4711',
      discount: '10.00',
      discount_tax: '0.86',
      discount_type: 'smart_coupon',
      meta_data: [],
    },
  ],
  meta_data: [{ id: 1, key: 'smart_coupons_contribution', value: { 'credit-4711': 10.86 } }],
}

const BY_HAND = {
  kind: 'SalesReceipt',
  customerListID: null,
  refNumber: ORDER.number,
  txnDate: '2026-11-23',
  memo: 'typed by hand',
} as const

const HELD_ABOVE_30: Opening = {
  settings: {
    documentRules: [
      { when: [{ field: 'total', test: 'above', value: '30' }], becomes: 'hold', set: {} },
    ],
  },
}

export const ORDER_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'order-without-lines',
    how: 'as a test of the checkout leaves one',
    make: (scene) => sendAndUpdate(scene, WITHOUT_LINES),
    names: [ORDER.number],
    press: { repair: 'let-it-stand' },
    // 0.00 in the shop, and nothing in the books.
    isRight: async (scene) => {
      await update(scene.shop, scene.company)
      await update(scene.shop, scene.company)
      expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], []])
    },
  },
  {
    code: 'order-does-not-add-up',
    how: 'where a plugin wrote another total',
    make: (scene) => sendAndUpdate(scene, { ...ORDER, total: '30.00' }),
    names: [ORDER.number, '32.58', '30.00'],
    press: { repair: 'adjust:allow-difference' },
    isRight: async (scene) => {
      await isPostedOnce(scene, 3000)
      expect(differences(scene)).toEqual([-258])
    },
  },
  {
    code: 'tax-does-not-add-up',
    how: 'where the tax was typed in',
    make: (scene) => sendAndUpdate(scene, { ...ORDER, total_tax: '3.59', total: '33.58' }),
    names: [ORDER.number, '2.59', '3.59'],
    press: { repair: 'adjust:allow-difference' },
    // The agencies are owed what the rates say.
    isRight: async (scene) => {
      await isPostedOnce(scene, 3358)
      expect(differences(scene)).toEqual([100])
    },
  },
  {
    code: 'amount-too-precise',
    how: 'in a shop that shows three decimals',
    make: (scene) => sendAndUpdate(scene, { ...ORDER, total: '32.584', total_tax: '2.594' }),
    names: [ORDER.number, '32.584'],
    press: { repair: 'set:unclearOrders.finerAmounts' },
  },
  {
    code: 'negative-total',
    how: 'where a fee gives back more than was sold',
    make: (scene) => sendAndUpdate(scene, withFee('-40.00', '-7.42')),
    names: [ORDER.number, '-7.42'],
    press: { repair: 'let-it-stand' },
    before: ({ company }) => {
      enterSale(company, { ...BY_HAND, kind: 'CreditMemo', totalCents: cents(742) })
    },
    isRight: async (scene) => {
      await update(scene.shop, scene.company)
      await update(scene.shop, scene.company)
      const credits = creditMemos(scene.company).map(({ totalCents }) => totalCents)
      expect([await codesNow(scene), saleTotals(scene), credits]).toEqual([[], [], [742]])
    },
  },
  {
    code: 'redemption-unexplained',
    how: 'where a gift card did not lower the total',
    make: (scene) =>
      sendAndUpdate(scene, { ...ORDER, gift_cards: [{ code: 'AB-1', amount: '5.00' }] }),
    names: [ORDER.number, '5.00'],
    press: { repair: 'let-it-stand' },
    before: (scene) => enterByHand(scene, TOTAL_CENTS),
  },
  {
    code: 'credit-lowers-tax',
    how: 'where a plugin takes store credit off before tax',
    make: (scene) => sendAndUpdate(scene, CREDIT_BEFORE_TAX),
    names: [ORDER.number, '10.86', '10.00'],
    press: { repair: 'set:unclearOrders.creditBeforeTax' },
    isRight: (scene) => isPostedOnce(scene, 2172),
  },
  {
    code: 'order-number-too-long',
    how: 'under a prefix that leaves too little room',
    opening: { settings: { refNumberPrefix: 'WEB-SHOP-1' } },
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'set:numbering' },
  },
  {
    code: 'order-number-unusable',
    how: 'where the shop numbers in Cyrillic',
    make: (scene) => sendAndUpdate(scene, { ...ORDER, number: 'Ж-215' }),
    names: ['Ж-215'],
    press: { repair: 'set:numbering' },
  },
  {
    code: 'field-too-long',
    how: 'where such texts wait',
    opening: withFields(
      { poNumber: '{meta:_po_number}', longTexts: 'hold' },
      'invoice-with-payment',
    ),
    make: (scene) => sendAndUpdate(scene, withMeta('_po_number', LONG_NUMBER)),
    names: [ORDER.number, LONG_NUMBER, 'PO number'],
    press: { repair: 'set:documentFields.longTexts' },
  },
  {
    code: 'field-without-day',
    how: 'where the buyer typed a wish',
    opening: withFields({ shipDate: '{meta:_delivery_date}' }),
    make: (scene) => sendAndUpdate(scene, withMeta('_delivery_date', 'as soon as possible')),
    names: [ORDER.number, 'as soon as possible'],
    press: { repair: 'adjust:forget-ship-date' },
  },
  {
    code: 'held-by-rule',
    how: 'for this one order',
    opening: HELD_ABOVE_30,
    make: sendAndUpdate,
    names: [ORDER.number, 'rule 1'],
    press: { repair: 'adjust:pass-rule' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      await sendAndUpdate(scene, numbered(1), { generation: 2 })
      expect([await codesNow(scene), saleTotals(scene)]).toEqual([['held-by-rule'], [TOTAL_CENTS]])
    },
  },
  {
    code: 'held-by-rule',
    how: 'that is not wanted any more',
    opening: HELD_ABOVE_30,
    make: sendAndUpdate,
    names: [ORDER.number, 'rule 1'],
    press: { repair: 'adjust:drop-rule' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      await sendAndUpdate(scene, numbered(1), { generation: 2 })
      expect(saleTotals(scene)).toEqual([TOTAL_CENTS, TOTAL_CENTS])
    },
  },
]

/** What an owner does who cannot correct the order any more. */
function enterByHand({ company }: Scene, totalCents: number): void {
  enterSale(company, { ...BY_HAND, totalCents: cents(totalCents) })
}

function differences({ company }: Scene): readonly number[] {
  return salesReceipts(company)
    .flatMap(({ lines }) => lines)
    .flatMap(({ item, amountCents }) => (item === 'Difference' ? [Number(amountCents)] : []))
}

function withMeta(key: string, value: string): WooOrder {
  return { ...ORDER, meta_data: [{ id: 1, key, value }] }
}

function withFee(amount: string, total: string): WooOrder {
  const fee = { id: 9, name: 'Return', tax_class: '', tax_status: 'none', amount, total: amount }
  return { ...ORDER, total, fee_lines: [{ ...fee, total_tax: '0.00', taxes: [], meta_data: [] }] }
}

function withFields(
  fields: Partial<Settings['documentFields']>,
  paidOrders: Settings['paidOrders'] = 'sales-receipt',
) {
  const documentFields = { ...DEFAULT_SETTINGS.documentFields, ...fields }
  return { settings: { documentFields, paidOrders } }
}
