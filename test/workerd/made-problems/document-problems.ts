/** What stands in QuickBooks twice, otherwise or no more, because of a person or a lost answer. */
import { expect } from 'vitest'
import { cents } from '../../../worker/money/cents.ts'
import { listEntries, payments, salesReceipts } from '../../../worker/practice/look-up.ts'
import { deleteTxn, editTxn, setClosingDate } from '../../../worker/practice/person.ts'
import { centsOf, PAID, withFee } from '../edited-order.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { update } from '../office.ts'
import { deliver, enterByHandAs, isAtRest, loseAnswer, onlySale } from './by-hand.ts'
import { codesNow, sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'

const WRONG_CENTS = 3000
/** Of the order. */
const DAY = '2026-11-23'

export const DOCUMENT_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'ref-number-used',
    how: 'because somebody entered the sale by hand',
    make: async (scene) => {
      enterByHandAs(scene)
      await sendAndUpdate(scene)
    },
    names: [ORDER.number],
    press: { repair: 'adopt-document' },
  },
  {
    code: 'ref-number-used',
    how: 'because another sale has the number',
    make: async (scene) => {
      enterByHandAs(scene, { totalCents: cents(WRONG_CENTS) })
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, '30.00'],
    press: { repair: 'set:numbering' },
    isRight: (scene) => isAtRest(scene, [WRONG_CENTS, TOTAL_CENTS]),
  },
  {
    code: 'near-match',
    how: 'because a sale lost its mark and its number before it was confirmed',
    make: async (scene) => {
      await loseAnswer(scene)
      editTxn(scene.company, onlySale(scene).TxnID, { refNumber: 'X-9', memo: 'typed by hand' })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number, 'X-9'],
    press: { repair: 'adopt-document' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      expect(payments(scene.company)).toEqual([])
    },
  },
  {
    code: 'near-match',
    how: 'because the buyer was sold the same on the same day by hand',
    make: async (scene) => {
      await loseAnswer(scene, 'dies-before-processing')
      const [customer] = listEntries(scene.company, 'Customer')
      const customerListID = customer?.ListID ?? null
      enterByHandAs(scene, { refNumber: 'X-9', txnDate: DAY, customerListID })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number, 'X-9', DAY],
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [TOTAL_CENTS, TOTAL_CENTS]),
  },
  {
    code: 'posted-twice',
    how: 'because somebody copied the sale, memo and all, before it was confirmed',
    make: async (scene) => {
      await loseAnswer(scene)
      const { memo } = onlySale(scene)
      enterByHandAs(scene, { refNumber: '77', memo })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number],
    before: ({ company }) => deleteTxn(company, salesReceipts(company, '77')[0]?.TxnID ?? ''),
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [TOTAL_CENTS]),
  },
  {
    code: 'posted-twice',
    how: 'and the first of the two is the one that goes',
    make: async (scene) => {
      await loseAnswer(scene)
      const { memo } = onlySale(scene)
      enterByHandAs(scene, { refNumber: '77', memo })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number],
    before: ({ company }) =>
      deleteTxn(company, salesReceipts(company, ORDER.number)[0]?.TxnID ?? ''),
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [TOTAL_CENTS]),
  },
  {
    code: 'total-differs',
    how: 'because the document that was linked by hand comes to another amount',
    make: async (scene) => {
      enterByHandAs(scene, { totalCents: cents(WRONG_CENTS) })
      await sendAndUpdate(scene)
      await scene.press({ code: 'ref-number-used', repair: 'adopt-document' })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number, '32.58', '30.00'],
    before: (scene) =>
      editTxn(scene.company, onlySale(scene).TxnID, {
        extraCents: cents(TOTAL_CENTS - WRONG_CENTS),
      }),
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [TOTAL_CENTS]),
  },
  {
    code: 'total-differs',
    how: 'because a sale of another amount was linked by hand, which nobody corrects',
    make: async (scene) => {
      enterByHandAs(scene, { totalCents: cents(WRONG_CENTS) })
      await sendAndUpdate(scene)
      await scene.press({ code: 'ref-number-used', repair: 'adopt-document' })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number, '32.58', '30.00'],
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      expect(onlySale(scene)).toMatchObject({
        refNumber: ORDER.number,
        memo: expect.stringContaining(':sale:1'),
      })
    },
  },
  {
    code: 'deleted-in-quickbooks',
    how: 'because somebody deleted the sale',
    make: async (scene) => {
      await sendAndUpdate(scene)
      deleteTxn(scene.company, onlySale(scene).TxnID)
      await deliver(scene, { ...ORDER, date_created: '2026-01-02T03:04:05' })
    },
    names: [ORDER.number],
    press: { repair: 'push' },
    isRight: (scene) => isAtRest(scene, [TOTAL_CENTS]),
  },
  {
    code: 'deleted-in-quickbooks',
    how: 'because its payment was taken off an invoice that had to change',
    opening: { settings: { paidOrders: 'invoice-with-payment' } },
    make: async (scene) => {
      await sendAndUpdate(scene)
      await deliver(scene, withFee(PAID))
      expect(await codesNow(scene)).toEqual(['document-linked'])
      deleteTxn(scene.company, payments(scene.company)[0]?.TxnID ?? '')
      await scene.press({ code: 'document-linked', repair: 'send-again' })
      await update(scene.shop, scene.company)
    },
    names: [ORDER.number, 'payment'],
    press: { repair: 'push' },
    isRight: async (scene) => {
      await isAtRest(scene, [centsOf(withFee(PAID))])
      expect(payments(scene.company)).toMatchObject([{ totalCents: centsOf(withFee(PAID)) }])
      expect(onlySale(scene).balanceCents).toBe(0)
    },
  },
  {
    code: 'date-in-closed-period',
    how: 'because the books were closed since',
    make: async (scene) => {
      setClosingDate(scene.company, '2026-11-23')
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, '2026-11-23'],
    press: { repair: 'set:closedPeriods' },
    isRight: async (scene) => {
      await isAtRest(scene, [TOTAL_CENTS])
      expect(onlySale(scene).txnDate).toBe('2026-11-24')
    },
  },
]
