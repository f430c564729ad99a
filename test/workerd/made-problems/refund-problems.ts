/** Money that came or went back, and what a bookkeeper did about it meanwhile. */
import { expect } from 'vitest'
import { PLAIN_GATEWAY } from '../../../worker/books/gateway-mapping.ts'
import { DEFAULT_SETTINGS } from '../../../worker/books/settings.ts'
import { cents } from '../../../worker/money/cents.ts'
import type { Faults } from '../../../worker/practice/faults.ts'
import {
  cardRefunds,
  checks,
  creditMemos,
  deposits,
  invoices,
  payments,
} from '../../../worker/practice/look-up.ts'
import {
  applyCredit,
  deleteTxn,
  depositTxn,
  invoiceFrom,
  payOutCredit,
  receivePayment,
  takeFromDeposit,
} from '../../../worker/practice/person.ts'
import FULL from '../../corpus/woo/refunds/full-all-lines.json'
import SHIPPING from '../../corpus/woo/refunds/shipping-with-tax.json'
import { ON_ACCOUNT } from '../edited-order.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { update } from '../office.ts'
import { CORPUS } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { deliver, enterByHandAs, isAtRest, onlySale } from './by-hand.ts'
import { codesNow, sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'
import type { Scene } from './scene.ts'

const REFUNDED = CORPUS['refund-full'] as WooOrder
const REFUNDED_CENTS = 4881
const UNREFUNDED = { ...REFUNDED, status: 'processing', refunds: [] }
const STATUSES = { orderStatuses: ['processing', 'completed', 'refunded', 'on-hold'] }

const SHIPPING_REFUNDED = {
  ...(CORPUS['refund-shipping-only'] as WooOrder),
  date_paid: null,
  date_paid_gmt: null,
}
const SHIPPING_CENTS = 1086

const ON_ACCOUNT_CENTS = 5430
const RECEIVED = {
  ...ON_ACCOUNT,
  status: 'processing',
  date_paid: '2026-11-30T09:00:00',
  date_paid_gmt: '2026-11-30T17:00:00',
}

/** Whoever Tillbridge works as in QuickBooks may not give refunds. */
const REFUSED_REFUND: Faults = {
  onRequest: ({ name }) =>
    name === 'ARRefundCreditCardAddRq'
      ? { kind: 'refused', statusCode: 3261, statusMessage: 'The user may not do that.' }
      : null,
}

const STRIPE = {
  ...PLAIN_GATEWAY,
  depositAccountName: 'Checking',
  feeAccountName: 'Merchant Fees',
}

export const REFUND_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'less-is-open',
    how: 'because somebody received a part of it',
    make: async (scene) => {
      await sendAndUpdate(scene, ON_ACCOUNT)
      receive(scene, 1000)
      await deliver(scene, RECEIVED)
    },
    names: [ON_ACCOUNT.number, '54.30', '44.30'],
    before: (scene) => receive(scene, 4430),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [ON_ACCOUNT_CENTS])
      await deliver(scene, { ...RECEIVED, status: 'completed' })
      await isAtRest(scene, [ON_ACCOUNT_CENTS])
      expect(received(scene)).toEqual([[1000, 4430], 0])
    },
  },
  {
    code: 'less-is-open',
    how: 'because somebody paid some of a refund out by check when it was refused',
    opening: { settings: STATUSES },
    make: async (scene) => {
      await deliver(scene, REFUNDED, { refunds: [FULL], faults: REFUSED_REFUND })
      payOut(scene, 1000)
      await scene.press({ code: 'permission-missing', repair: 'send-again' })
      await update(scene.shop, scene.company)
    },
    names: [REFUNDED.number, '48.81', '38.81', 'R227'],
    before: (scene) => payOut(scene, 3881),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      await deliver(scene, { ...REFUNDED, customer_note: 'gift' }, { refunds: [FULL] })
      await isAtRest(scene, [REFUNDED_CENTS])
      const paidOut = checks(scene.company).map(({ totalCents }) => Number(totalCents))
      expect([paidOut, cardRefunds(scene.company)]).toEqual([[1000, 3881], []])
    },
  },
  {
    code: 'money-not-waiting',
    how: 'because somebody took it to the bank before its fee was known',
    opening: {
      settings: { mapping: { ...DEFAULT_SETTINGS.mapping, gateways: { stripe: STRIPE } } },
    },
    make: async (scene) => {
      await sendAndUpdate(scene, { ...ORDER, meta_data: [] })
      depositTxn(scene.company, onlySale(scene).TxnID)
      await deliver(scene, ORDER)
    },
    names: [ORDER.number, '31.41'],
    before: (scene) => takeFromDeposit(scene.company, onlySale(scene).TxnID),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      expect(deposits(scene.company)).toMatchObject([{ totalCents: 3141 }])
    },
  },
  {
    code: 'credit-to-apply',
    how: 'because it was not paid yet when some of it was refunded',
    opening: { settings: STATUSES },
    make: (scene) => deliver(scene, SHIPPING_REFUNDED, { refunds: [SHIPPING] }),
    names: [SHIPPING_REFUNDED.number, '10.86'],
    before: (scene) =>
      applyCredit(scene.company, {
        invoiceID: onlySale(scene).TxnID,
        creditID: creditMemos(scene.company)[0]?.TxnID ?? '',
        amountCents: cents(SHIPPING_CENTS),
      }),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      const noted = { ...SHIPPING_REFUNDED, status: 'processing', customer_note: 'gift' }
      await deliver(scene, noted, { refunds: [SHIPPING] })
      await isAtRest(scene, [TOTAL_CENTS])
      expect(invoices(scene.company)).toMatchObject([
        { balanceCents: TOTAL_CENTS - SHIPPING_CENTS },
      ])
      expect(creditMemos(scene.company)).toMatchObject([{ creditRemainingCents: 0 }])
    },
  },
  {
    code: 'refund-deleted-in-shop',
    how: 'where such documents are left to a person',
    opening: { settings: { ...STATUSES, cancelledOrders: 'hold' } },
    make: async (scene) => {
      await deliver(scene, REFUNDED, { refunds: [FULL] })
      await deliver(scene, UNREFUNDED, { refunds: [] })
    },
    names: [REFUNDED.number, 'R227'],
    press: { repair: 'set:cancelledOrders' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      expect(credited(scene)).toEqual([[0], [0]])
    },
  },
  {
    code: 'refund-deleted-in-shop',
    how: 'and taken out by a person',
    opening: { settings: { ...STATUSES, cancelledOrders: 'hold' } },
    make: async (scene) => {
      await deliver(scene, REFUNDED, { refunds: [FULL] })
      await deliver(scene, UNREFUNDED, { refunds: [] })
    },
    names: [REFUNDED.number, 'R227'],
    before: ({ company }) => {
      deleteTxn(company, cardRefunds(company)[0]?.TxnID ?? '')
      deleteTxn(company, creditMemos(company)[0]?.TxnID ?? '')
    },
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      expect(credited(scene)).toEqual([[], []])
    },
  },
  {
    code: 'refund-of-unposted',
    how: 'because it is a sales order yet',
    opening: { settings: { ...STATUSES, paidOrders: 'sales-order', moneyBeforeInvoice: 'none' } },
    make: (scene) => deliver(scene, REFUNDED, { refunds: [FULL] }),
    names: [REFUNDED.number, 'sales order'],
    before: ({ company }) => {
      const order = company.books.txns.find(({ kind }) => kind === 'SalesOrder')
      invoiceFrom(company, order?.TxnID ?? '', REFUNDED.number)
      enterByHandAs(
        { company },
        {
          kind: 'CreditMemo',
          customerListID: order?.refs.CustomerRef ?? null,
          refNumber: 'R227',
          totalCents: cents(REFUNDED_CENTS),
        },
      )
    },
    press: { repair: 'let-it-stand' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      await deliver(scene, REFUNDED, { refunds: [FULL] })
      await isAtRest(scene, [REFUNDED_CENTS])
      expect(creditMemos(scene.company)).toMatchObject([{ totalCents: REFUNDED_CENTS }])
    },
  },
  {
    code: 'refund-details-missing',
    how: 'because the shop did not read the refund',
    opening: { settings: STATUSES },
    make: (scene) => deliver(scene, REFUNDED),
    names: [REFUNDED.number, 'R227'],
    before: (scene) => {
      const [sale] = scene.company.books.txns
      enterByHandAs(scene, {
        kind: 'CreditMemo',
        customerListID: sale?.refs.CustomerRef ?? null,
        refNumber: 'R227',
        totalCents: cents(REFUNDED_CENTS),
      })
    },
    press: { repair: 'let-it-stand' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      // The shop reads it after all: it is not credited twice.
      await deliver(scene, REFUNDED, { refunds: [FULL] })
      expect([await codesNow(scene), credited(scene)]).toEqual([
        ['ref-number-used'],
        [[REFUNDED_CENTS], []],
      ])
      await scene.press({ code: 'ref-number-used', repair: 'adopt-document' })
      await isAtRest(scene, [REFUNDED_CENTS])
      expect(credited(scene)).toEqual([[REFUNDED_CENTS], [REFUNDED_CENTS]])
    },
  },
  {
    code: 'refund-does-not-add-up',
    how: 'because nothing was paid back for what came back',
    opening: { settings: STATUSES },
    make: (scene) =>
      deliver(
        scene,
        { ...REFUNDED, refunds: [{ id: 227, reason: '', total: '-0.00' }] },
        { refunds: [{ ...FULL, amount: '0.00' }] },
      ),
    names: [REFUNDED.number, '48.81', '0.00'],
    press: { repair: 'let-it-stand' },
    isRight: async (scene) => {
      await isAtRest(scene, [REFUNDED_CENTS])
      expect(credited(scene)).toEqual([[], []])
    },
  },
]

function payOut({ company }: Scene, amountCents: number): void {
  const creditID = creditMemos(company)[0]?.TxnID ?? ''
  payOutCredit(company, { creditID, amountCents: cents(amountCents) })
}

function receive({ company }: Scene, amountCents: number): void {
  const TxnID = invoices(company)[0]?.TxnID ?? ''
  receivePayment(company, { TxnID, refNumber: '77', amountCents: cents(amountCents) })
}

/** The payments that stand, and what is still due. */
function received({ company }: Scene) {
  const due = invoices(company).map(({ balanceCents }) => Number(balanceCents))
  return [payments(company).map(({ totalCents }) => Number(totalCents)), ...due]
}

/** Credit memos, and what was paid out on the card. */
function credited({ company }: Scene) {
  return [creditMemos(company), cardRefunds(company)].map((txns) =>
    txns.map(({ totalCents }) => Number(totalCents)),
  )
}
