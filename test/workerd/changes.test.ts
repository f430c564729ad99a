/** What the shop changes after an order went out, from its door to the books. */
import { beforeEach, describe, expect, test } from 'vitest'
import { cents } from '../../worker/money/cents.ts'
import { cardRefunds, creditMemos, invoices } from '../../worker/practice/look-up.ts'
import {
  deleteTxn,
  depositTxn,
  editTxn,
  payInvoice,
  setClosingDate,
  takeFromDeposit,
} from '../../worker/practice/person.ts'
import {
  centsOf,
  choose,
  deliver,
  form,
  lastOutcome,
  ON_ACCOUNT,
  openScene,
  PAID,
  post,
  push,
  run,
  runAfterLease,
  standing,
  totalOf,
  withAddress,
  withFee,
  withNote,
  withQuantity,
} from './edited-order.ts'
import type { Editable, Scene } from './edited-order.ts'
import REFUND from '../corpus/woo/refunds/partial-line-1-of-3-restock.json'
import { CORPUS } from './shop.ts'

let scene: Scene

beforeEach(async () => {
  scene = await openScene()
})

describe.each([
  ['an invoice', ON_ACCOUNT],
  ['a sales receipt', PAID],
])('%s whose order is edited becomes what the shop says, by one Mod', (_, order) => {
  test.each<[string, Editable, Editable]>([
    ['a line is added', order, withFee(order)],
    ['a line is removed', withFee(order), order],
    ['a quantity is changed', order, withQuantity(order)],
    ['the address is changed', order, withAddress(order)],
    ['the date is changed', order, { ...order, date_created: '2026-11-20T09:00:00' }],
  ])('%s', async (what, before, after) => {
    await post(scene, before)
    const old = standing(scene)
    await post(scene, after)
    const changed = standing(scene)
    expect(scene.writes).toEqual([`${changed.kind}Mod`])
    expect(changed.TxnID).toBe(old.TxnID)
    expect(totalOf(changed)).toBe(centsOf(after))
    const kept = old.lines.filter(({ TxnLineID }) =>
      changed.lines.some((line) => line.TxnLineID === TxnLineID),
    )
    const fewer = what === 'a line is removed' ? 1 : 0
    expect(kept).toHaveLength(old.lines.length - fewer)
    expect(await lastOutcome(scene)).toMatchObject({
      state: 'posted',
      documents: [{ txnID: old.TxnID }],
    })
    expect((await run(scene)).outcome).toBe('nothing-to-do')
  })

  test('the new address and the new date stand on it', async () => {
    await post(scene, order)
    await post(scene, { ...withAddress(order), date_created: '2026-11-20T09:00:00' })
    expect(standing(scene)).toMatchObject({
      txnDate: '2026-11-20',
      fields: { BillAddress: { Addr1: 'Gwen Guest', Addr2: '9 Side Rd', City: 'Oakland' } },
    })
  })

  test('ten edits before an update are one Mod', async () => {
    await post(scene, order)
    for (let edit = 1; edit <= 10; edit += 1) {
      await deliver(scene, withNote(withFee(order, edit), `note ${edit}`))
    }
    await run(scene)
    expect(scene.writes).toEqual([`${standing(scene).kind}Mod`])
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(order, 10)))
  })

  test('a note that stands on no form costs QuickBooks nothing', async () => {
    await post(scene, order)
    const before = standing(scene)
    await post(scene, withNote(order, 'Please ring twice'))
    expect(scene.writes).toEqual([])
    expect(standing(scene)).toEqual(before)
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })

  test('a status that orders do not go out with neither sends it again nor takes it out', async () => {
    await post(scene, order)
    await post(scene, { ...order, status: 'packing' })
    expect(scene.writes).toEqual([])
    expect(totalOf(standing(scene))).toBe(centsOf(order))
  })
})

describe('what the owner chooses later is for new orders', () => {
  test('an edit keeps the form, its number, its lines and its due day', async () => {
    scene = await openScene({ dueDays: 10 })
    const coupon = CORPUS['coupon-percent'] as Editable
    await post(scene, { ...coupon, date_paid_gmt: null, date_paid: null, status: 'on-hold' })
    const old = standing(scene)
    await choose(scene, {
      dueDays: 30,
      discounts: 'separate',
      refNumberPrefix: 'W-',
      unpaidOrders: 'estimate',
    })
    await post(
      scene,
      withAddress({ ...coupon, date_paid_gmt: null, date_paid: null, status: 'on-hold' }),
    )
    expect(standing(scene)).toMatchObject({
      kind: 'Invoice',
      refNumber: old.refNumber,
      lines: old.lines,
    })
    expect(standing(scene).fields.DueDate).toBe(old.fields.DueDate)
    expect(scene.writes).toEqual(['InvoiceMod'])
  })

  test('a choice alone changes nothing', async () => {
    await post(scene, ON_ACCOUNT)
    const old = standing(scene)
    await choose(scene, { dueDays: 30, discounts: 'separate' })
    await post(scene, { ...ON_ACCOUNT, status: 'processing' })
    expect(standing(scene)).toEqual(old)
  })
})

describe('what is tied down in QuickBooks is left alone, and why is said', () => {
  test('an invoice that a payment is applied to; without it the change is made', async () => {
    await post(scene, ON_ACCOUNT)
    const paymentID = payInvoice(scene.company, standing(scene).TxnID, '77')
    await post(scene, withFee(ON_ACCOUNT))
    expect(await lastOutcome(scene)).toMatchObject({
      state: 'held',
      problem: { code: 'document-linked', summary: expect.stringContaining('payment 77 is tied') },
    })
    expect(totalOf(standing(scene))).toBe(centsOf(ON_ACCOUNT))
    deleteTxn(scene.company, paymentID)
    await push(scene, withFee(ON_ACCOUNT))
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('a sales receipt whose money is deposited; taken out of it, the change is made', async () => {
    await post(scene, PAID)
    depositTxn(scene.company, standing(scene).TxnID)
    await post(scene, withFee(PAID))
    expect((await lastOutcome(scene))?.problem?.code).toBe('document-deposited')
    takeFromDeposit(scene.company, standing(scene).TxnID)
    await push(scene, withFee(PAID))
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(PAID)))
  })

  test('a document on or before the closing date', async () => {
    await post(scene, ON_ACCOUNT)
    setClosingDate(scene.company, '2026-12-31')
    await post(scene, withFee(ON_ACCOUNT))
    expect(await lastOutcome(scene)).toMatchObject({
      problem: {
        code: 'document-in-closed-period',
        summary: expect.stringContaining('closed up to 2026-12-31'),
      },
    })
    expect(scene.writes).toEqual([])
  })

  test('a change that would move a document into the closed time', async () => {
    await post(scene, ON_ACCOUNT)
    setClosingDate(scene.company, '2026-10-31')
    await post(scene, { ...ON_ACCOUNT, date_created: '2026-10-20T09:00:00' })
    expect((await lastOutcome(scene))?.problem?.code).toBe('document-in-closed-period')
    expect(scene.writes).toEqual([])
  })

  test('a document that a person changed, until a person wants the shop’s version', async () => {
    await post(scene, ON_ACCOUNT)
    editTxn(scene.company, standing(scene).TxnID, { extraCents: cents(100) })
    await post(scene, withFee(ON_ACCOUNT))
    expect(await lastOutcome(scene)).toMatchObject({
      problem: { code: 'document-edited', summary: expect.stringContaining('its lines') },
    })
    expect(scene.writes).toEqual([])
    await push(scene, withFee(ON_ACCOUNT))
    expect(scene.writes).toEqual(['InvoiceMod'])
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('a person’s change to what the shop says later is agreement', async () => {
    await post(scene, ON_ACCOUNT)
    editTxn(scene.company, standing(scene).TxnID, { txnDate: '2026-11-20' })
    await post(scene, { ...ON_ACCOUNT, date_created: '2026-11-20T09:00:00' })
    expect(scene.writes).toEqual([])
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })

  test('an invoice with our own payment, for the change as for the cancellation', async () => {
    scene = await openScene({ paidOrders: 'invoice-with-payment' })
    await post(scene, PAID)
    await post(scene, withFee(PAID))
    expect((await lastOutcome(scene))?.problem?.code).toBe('document-linked')
    await post(scene, { ...PAID, status: 'cancelled' })
    expect(await lastOutcome(scene)).toMatchObject({
      problem: { code: 'document-linked', summary: expect.stringContaining('was cancelled') },
    })
    expect(scene.writes).toEqual([])
  })

  test('and a refund of it is credited all the same', async () => {
    scene = await openScene({ paidOrders: 'invoice-with-payment' })
    const paid = CORPUS['refund-partial-line'] as Editable
    await post(scene, { ...paid, refunds: [] })
    await post(scene, withAddress(paid), { refunds: [REFUND] })
    expect(creditMemos(scene.company).map(({ totalCents }) => Number(totalCents))).toEqual([2171])
    expect(cardRefunds(scene.company)).toHaveLength(1)
    expect((await lastOutcome(scene))?.problem?.code).toBe('document-linked')
  })

  test('an edit and the money for it go out one behind the other', async () => {
    await post(scene, ON_ACCOUNT)
    const paid = {
      ...withFee(ON_ACCOUNT),
      status: 'processing',
      date_paid_gmt: '2026-11-24T09:00:00',
    }
    await post(scene, paid)
    expect(scene.writes).toEqual(['InvoiceMod'])
    expect(invoices(scene.company)[0]).toMatchObject({ totalCents: centsOf(paid), balanceCents: 0 })
  })
})

const LOST = [
  ['the answer is lost', 'dies-after-processing', 1],
  ['QuickBooks goes down before', 'dies-before-processing', 2],
] as const

describe.each(LOST)('when %s', (_, fault, times) => {
  test('a change is made once', async () => {
    await post(scene, ON_ACCOUNT)
    const { TxnID } = standing(scene)
    await deliver(scene, withFee(ON_ACCOUNT))
    await run(scene, { onDocument: (__, xml) => (xml.includes('InvoiceModRq') ? fault : null) })
    await runAfterLease(scene)
    expect(standing(scene)).toMatchObject({ TxnID })
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(ON_ACCOUNT)))
    expect(scene.writes).toEqual(Array.from({ length: times }, () => 'InvoiceMod'))
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })

  test('and the shop moves on, the document comes to its last word', async () => {
    await post(scene, ON_ACCOUNT)
    await deliver(scene, withFee(ON_ACCOUNT))
    await run(scene, { onDocument: (__, xml) => (xml.includes('InvoiceModRq') ? fault : null) })
    await deliver(scene, withFee(ON_ACCOUNT, 9))
    await runAfterLease(scene)
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(ON_ACCOUNT, 9)))
    expect(standing(scene).lines).toHaveLength(5)
  })

  test('and the shop takes the change back, the document says what it said before', async () => {
    await post(scene, ON_ACCOUNT)
    await deliver(scene, withFee(ON_ACCOUNT))
    await run(scene, { onDocument: (__, xml) => (xml.includes('InvoiceModRq') ? fault : null) })
    await deliver(scene, ON_ACCOUNT)
    await runAfterLease(scene)
    expect(totalOf(standing(scene))).toBe(centsOf(ON_ACCOUNT))
    expect(await lastOutcome(scene)).toMatchObject({ state: 'posted' })
  })
})

describe('a change that QuickBooks takes otherwise', () => {
  test('with another EditSequence by then is read and made anew: 3200', async () => {
    await post(scene, ON_ACCOUNT)
    await deliver(scene, withFee(ON_ACCOUNT))
    let isFirst = true
    await run(scene, {
      onDocument: (_, xml) => {
        if (isFirst && xml.includes('InvoiceModRq')) {
          isFirst = false
          // Somebody prints it: the EditSequence moves, and nothing that we wrote.
          editTxn(scene.company, standing(scene).TxnID, {})
        }
        return null
      },
    })
    expect(scene.writes).toEqual(['InvoiceMod', 'InvoiceMod'])
    expect(totalOf(standing(scene))).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('in another total is held with both figures', async () => {
    await post(scene, ON_ACCOUNT)
    await deliver(scene, withFee(ON_ACCOUNT))
    await run(scene, {
      onDocument: (_, xml) => {
        const item = scene.company.books.entries.find(
          ({ type, name }) => type === 'ItemSalesTax' && name !== '',
        )
        if (xml.includes('InvoiceModRq') && item !== undefined) {
          form(scene).lines = standing(scene).lines.map((line) => ({
            ...line,
            amountCents: cents(1),
          }))
        }
        return null
      },
    })
    expect(await lastOutcome(scene)).toMatchObject({
      state: 'held',
      problem: { code: 'total-differs', summary: expect.stringContaining('56.80') },
    })
  })
})
