/** The shop has moved on, and the document that stands cannot follow, or not by itself. */
import { expect } from 'vitest'
import { cents } from '../../../worker/money/cents.ts'
import { invoices, payments, salesOrders, salesReceipts } from '../../../worker/practice/look-up.ts'
import {
  deleteTxn,
  depositTxn,
  editTxn,
  invoiceFrom,
  payInvoice,
  setClosingDate,
  takeFromDeposit,
  voidTxn,
} from '../../../worker/practice/person.ts'
import { centsOf, ON_ACCOUNT, PAID, withFee } from '../edited-order.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { send } from '../shop.ts'
import { update } from '../office.ts'
import { deliver, isAtRest, onlySale } from './by-hand.ts'
import { sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'
import type { Scene } from './scene.ts'

const CANCELLED = { ...ORDER, status: 'cancelled' }
const PENDING = { ...ORDER, status: 'pending', date_paid: null, date_paid_gmt: null }
const UNPAID = { ...ORDER, date_paid: null, date_paid_gmt: null }
/** Of `withFee`. */
const FEE_CENTS = cents(250)
const HELD = { settings: { cancelledOrders: 'hold' } } as const

export const CHANGE_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'cancelled-after-posting',
    how: 'where such documents are left to a person',
    opening: HELD,
    make: async (scene) => {
      await sendAndUpdate(scene)
      await deliver(scene, CANCELLED)
    },
    names: [ORDER.number, 'cancelled'],
    press: { repair: 'set:cancelledOrders' },
    isRight: (scene) => isAtRest(scene, [0]),
  },
  {
    code: 'sale-still-stands',
    how: 'because it waits for its payment again',
    make: async (scene) => {
      await sendAndUpdate(scene)
      await deliver(scene, { ...ORDER, status: 'pending' })
    },
    names: [ORDER.number, 'pending'],
    before: (scene) => voidTxn(scene.company, onlySale(scene).TxnID),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await update(scene.shop, scene.company)
      // Told once more, since nobody knows why it was made void.
      await scene.press({ code: 'deleted-in-quickbooks', repair: 'let-it-stand' })
      await isAtRest(scene, [0])
      await deliver(scene, ORDER)
      await scene.press({ code: 'deleted-in-quickbooks', repair: 'push' })
      await isAtRest(scene, [0, TOTAL_CENTS])
    },
  },
  {
    code: 'sale-still-stands',
    how: 'because a person sent an order that nobody has paid',
    make: (scene) => deliver(scene, PENDING, { event: 'pushed' }),
    names: [ORDER.number, 'pending', 'invoice'],
    press: { repair: 'let-it-stand' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      await deliver(scene, ORDER)
      await isAtRest(scene, [TOTAL_CENTS])
      expect(onlySale(scene)).toMatchObject({ kind: 'Invoice', balanceCents: 0 })
    },
  },
  {
    code: 'deleted-in-shop',
    how: 'and made void by a person',
    opening: HELD,
    make: deleteInShop,
    names: [ORDER.number],
    before: (scene) => voidTxn(scene.company, onlySale(scene).TxnID),
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [0]),
  },
  {
    code: 'deleted-in-shop',
    how: 'where such documents are left to a person',
    opening: HELD,
    make: deleteInShop,
    names: [ORDER.number],
    press: { repair: 'set:cancelledOrders' },
    isRight: (scene) => isAtRest(scene, [0]),
  },
  {
    code: 'back-after-removal',
    how: 'because it was cancelled by mistake',
    make: async (scene) => {
      await sendAndUpdate(scene)
      await deliver(scene, CANCELLED)
      await deliver(scene, ORDER)
    },
    names: [ORDER.number],
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [0, TOTAL_CENTS]),
  },
  {
    code: 'changed-after-posting',
    how: 'because its money was received before the change',
    opening: { settings: { paidOrders: 'sales-order' } },
    make: async (scene) => {
      await sendAndUpdate(scene)
      await deliver(scene, withFee(PAID))
    },
    names: [ORDER.number, 'payment'],
    before: ({ company }) =>
      editTxn(company, payments(company)[0]?.TxnID ?? '', { extraCents: FEE_CENTS }),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [])
      await deliver(scene, { ...withFee(PAID), status: 'completed' })
      await isAtRest(scene, [])
      const stand = [...salesOrders(scene.company), ...payments(scene.company)]
      expect(stand.map(({ totalCents }) => totalCents)).toEqual([3508, 3508])
    },
  },
  {
    code: 'document-linked',
    how: 'because somebody received money for it',
    make: async (scene) => {
      await sendAndUpdate(scene, ON_ACCOUNT)
      payInvoice(scene.company, onlySale(scene).TxnID, '77')
      await deliver(scene, withFee(ON_ACCOUNT))
    },
    names: [ON_ACCOUNT.number, 'payment 77'],
    before: ({ company }) => deleteTxn(company, payments(company)[0]?.TxnID ?? ''),
    press: { repair: 'send-again' },
    isRight: (scene) => isAtRest(scene, [centsOf(withFee(ON_ACCOUNT))]),
  },
  {
    code: 'document-linked',
    how: 'because it was paid before it came to more',
    make: async (scene) => {
      await sendAndUpdate(scene, ON_ACCOUNT)
      payInvoice(scene.company, onlySale(scene).TxnID, '77')
      await deliver(scene, withFee(ON_ACCOUNT))
    },
    names: [ON_ACCOUNT.number, 'payment 77'],
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [centsOf(withFee(ON_ACCOUNT))])
      expect(invoices(scene.company)).toMatchObject([{ balanceCents: FEE_CENTS }])
      expect(payments(scene.company)).toMatchObject([{ totalCents: centsOf(ON_ACCOUNT) }])
    },
  },
  {
    code: 'document-deposited',
    how: 'because somebody took its money to the bank',
    make: async (scene) => {
      await sendAndUpdate(scene)
      depositTxn(scene.company, onlySale(scene).TxnID)
      await deliver(scene, withFee(PAID))
    },
    names: [ORDER.number],
    before: (scene) => takeFromDeposit(scene.company, onlySale(scene).TxnID),
    press: { repair: 'send-again' },
    isRight: (scene) => isAtRest(scene, [centsOf(withFee(PAID))]),
  },
  {
    code: 'document-in-closed-period',
    how: 'because the books were closed after it',
    make: async (scene) => {
      await sendAndUpdate(scene)
      setClosingDate(scene.company, '2026-12-31')
      await deliver(scene, withFee(PAID))
    },
    names: [ORDER.number, '2026-12-31'],
    before: ({ company }) => setClosingDate(company, null),
    press: { repair: 'send-again' },
    isRight: (scene) => isAtRest(scene, [centsOf(withFee(PAID))]),
  },
  {
    code: 'document-edited',
    how: 'because somebody wrote into it',
    make: async (scene) => {
      await sendAndUpdate(scene)
      editTxn(scene.company, onlySale(scene).TxnID, { memo: 'typed by hand' })
      await deliver(scene, withFee(PAID))
    },
    names: [ORDER.number, 'its memo'],
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [centsOf(withFee(PAID))]),
  },
  {
    code: 'document-without-sale',
    how: 'because somebody deleted the sales order of one that was cancelled then',
    opening: { settings: { paidOrders: 'sales-order' } },
    make: async (scene) => {
      await sendAndUpdate(scene)
      deleteTxn(scene.company, txnOf(scene, 'SalesOrder'))
      await deliver(scene, CANCELLED)
    },
    names: [ORDER.number, 'payment'],
    before: ({ company }) => deleteTxn(company, payments(company)[0]?.TxnID ?? ''),
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [])
      expect(payments(scene.company)).toEqual([])
    },
  },
  {
    code: 'money-for-invoiced',
    how: 'because somebody made an invoice of its estimate',
    opening: { settings: { paidOrders: 'sales-order', unpaidOrders: 'estimate' } },
    make: async (scene) => {
      await sendAndUpdate(scene, UNPAID)
      invoiceFrom(scene.company, txnOf(scene, 'Estimate'), '77')
      await deliver(scene, ORDER)
    },
    names: [ORDER.number, '32.58', 'invoice 77'],
    before: (scene) => {
      payInvoice(scene.company, onlySale(scene).TxnID, 'P77')
    },
    press: { repair: 'let-it-stand' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      expect(payments(scene.company)).toMatchObject([{ totalCents: TOTAL_CENTS }])
      expect(salesReceipts(scene.company)).toEqual([])
    },
  },
]

async function deleteInShop(scene: Scene): Promise<void> {
  await sendAndUpdate(scene)
  await send(scene.shop, [{ subject: `order:${ORDER.id}`, generation: 999, event: 'deleted' }])
  await update(scene.shop, scene.company)
}

function txnOf({ company }: Scene, kind: 'Estimate' | 'SalesOrder'): string {
  return company.books.txns.find((txn) => txn.kind === kind)?.TxnID ?? ''
}
