/** What the shop changes after an order went out, from its door to the books. */
import { beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile, SalesForm } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import {
  deleteTxn,
  depositTxn,
  editTxn,
  payInvoice,
  setClosingDate,
  takeFromDeposit,
} from '../../worker/practice/person.ts'
import { isSalesForm } from '../../worker/practice/txns.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import REFUND_OF_ALL from '../corpus/woo/refunds/full-all-lines.json'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

/** Two tees at 19.99 and shipping, 54.30 with tax, to be paid by bank transfer: an invoice. */
const ON_ACCOUNT = CORPUS['guest-bacs-onhold'] as Editable
/** One tee and shipping, 32.58 with tax, paid by card: a sales receipt. */
const PAID = CORPUS['stripe-like-paid'] as Editable

type Editable = WooOrder & {
  readonly status: string
  readonly total: string
  readonly line_items: readonly (Readonly<Record<string, unknown>> & {
    readonly quantity: number
  })[]
  readonly fee_lines: readonly unknown[]
  readonly billing: Readonly<Record<string, unknown>>
  readonly shipping: Readonly<Record<string, unknown>>
}

let shop: TestShop
let company: CompanyFile
let generation: number
/** Message sets that held a Mod, a TxnVoid or a TxnDel. */
let writes: string[]

beforeEach(async () => {
  await openShop()
})

async function openShop(settings: Partial<Settings> = {}) {
  generation = 0
  writes = []
  company = newCompany({ messageSetMemory: false })
  shop = await addShop(`changes-${shopsOpened}`, settings)
  shopsOpened += 1
}

let shopsOpened = 0

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
    await post(before)
    const old = standing()
    await post(after)
    const changed = standing()
    expect(writes).toEqual([`${changed.kind}Mod`])
    expect(changed.TxnID).toBe(old.TxnID)
    expect(totalOf(changed)).toBe(centsOf(after))
    const kept = old.lines.filter(({ TxnLineID }) =>
      changed.lines.some((line) => line.TxnLineID === TxnLineID),
    )
    const fewer = what === 'a line is removed' ? 1 : 0
    expect(kept).toHaveLength(old.lines.length - fewer)
    expect(await lastOutcome()).toMatchObject({
      state: 'posted',
      documents: [{ txnID: old.TxnID }],
    })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('the new address and the new date stand on it', async () => {
    await post(order)
    await post({ ...withAddress(order), date_created: '2026-11-20T09:00:00' })
    expect(standing()).toMatchObject({
      txnDate: '2026-11-20',
      fields: { BillAddress: { Addr1: 'Gwen Guest', Addr2: '9 Side Rd', City: 'Oakland' } },
    })
  })

  test('fifty edits before an update are one Mod', async () => {
    await post(order)
    for (let edit = 1; edit <= 50; edit += 1) {
      await deliver(withNote(withFee(order, edit), `note ${edit}`))
    }
    await run()
    expect(writes).toEqual([`${standing().kind}Mod`])
    expect(totalOf(standing())).toBe(centsOf(withFee(order, 50)))
  })

  test('a note that stands on no form costs QuickBooks nothing', async () => {
    await post(order)
    const before = standing()
    await post(withNote(order, 'Please ring twice'))
    expect(writes).toEqual([])
    expect(standing()).toEqual(before)
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('a status that orders do not go out with neither sends it again nor takes it out', async () => {
    await post(order)
    await post({ ...order, status: 'packing' })
    expect(writes).toEqual([])
    expect(totalOf(standing())).toBe(centsOf(order))
  })
})

describe('what the owner chooses later is for new orders', () => {
  test('an edit keeps the form, its number, its lines and its due day', async () => {
    await openShop({ dueDays: 10 })
    const coupon = CORPUS['coupon-percent'] as Editable
    await post({ ...coupon, date_paid_gmt: null, date_paid: null, status: 'on-hold' })
    const old = standing()
    await choose({
      dueDays: 30,
      discounts: 'separate',
      refNumberPrefix: 'W-',
      unpaidOrders: 'estimate',
    })
    await post(withAddress({ ...coupon, date_paid_gmt: null, date_paid: null, status: 'on-hold' }))
    expect(standing()).toMatchObject({
      kind: 'Invoice',
      refNumber: old.refNumber,
      lines: old.lines,
    })
    expect(standing().fields.DueDate).toBe(old.fields.DueDate)
    expect(writes).toEqual(['InvoiceMod'])
  })

  test('a choice alone changes nothing', async () => {
    await post(ON_ACCOUNT)
    const old = standing()
    await choose({ dueDays: 30, discounts: 'separate' })
    await post({ ...ON_ACCOUNT, status: 'processing' })
    expect(standing()).toEqual(old)
  })
})

describe('what is tied down in QuickBooks is left alone, and why is said', () => {
  test('an invoice that a payment is applied to; without it the change is made', async () => {
    await post(ON_ACCOUNT)
    const paymentID = payInvoice(company, standing().TxnID, '77')
    await post(withFee(ON_ACCOUNT))
    expect(await lastOutcome()).toMatchObject({
      state: 'held',
      problem: { code: 'document-linked', summary: expect.stringContaining('payment 77 is tied') },
    })
    expect(totalOf(standing())).toBe(centsOf(ON_ACCOUNT))
    deleteTxn(company, paymentID)
    await push(withFee(ON_ACCOUNT))
    expect(totalOf(standing())).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('a sales receipt whose money is deposited; taken out of it, the change is made', async () => {
    await post(PAID)
    depositTxn(company, standing().TxnID)
    await post(withFee(PAID))
    expect((await lastOutcome())?.problem?.code).toBe('document-deposited')
    takeFromDeposit(company, standing().TxnID)
    await push(withFee(PAID))
    expect(totalOf(standing())).toBe(centsOf(withFee(PAID)))
  })

  test('a document on or before the closing date', async () => {
    await post(ON_ACCOUNT)
    setClosingDate(company, '2026-12-31')
    await post(withFee(ON_ACCOUNT))
    expect(await lastOutcome()).toMatchObject({
      problem: {
        code: 'document-in-closed-period',
        summary: expect.stringContaining('closed up to 2026-12-31'),
      },
    })
    expect(writes).toEqual([])
  })

  test('a change that would move a document into the closed time', async () => {
    await post(ON_ACCOUNT)
    setClosingDate(company, '2026-10-31')
    await post({ ...ON_ACCOUNT, date_created: '2026-10-20T09:00:00' })
    expect((await lastOutcome())?.problem?.code).toBe('document-in-closed-period')
    expect(writes).toEqual([])
  })

  test('a document that a person changed, until a person wants the shop’s version', async () => {
    await post(ON_ACCOUNT)
    editTxn(company, standing().TxnID, { extraCents: cents(100) })
    await post(withFee(ON_ACCOUNT))
    expect(await lastOutcome()).toMatchObject({
      problem: { code: 'document-edited', summary: expect.stringContaining('its lines') },
    })
    expect(writes).toEqual([])
    await push(withFee(ON_ACCOUNT))
    expect(writes).toEqual(['InvoiceMod'])
    expect(totalOf(standing())).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('a person’s change to what the shop says later is agreement', async () => {
    await post(ON_ACCOUNT)
    editTxn(company, standing().TxnID, { txnDate: '2026-11-20' })
    await post({ ...ON_ACCOUNT, date_created: '2026-11-20T09:00:00' })
    expect(writes).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('an invoice with our own payment, for the change as for the cancellation', async () => {
    await openShop({ paidOrders: 'invoice-with-payment' })
    await post(PAID)
    await post(withFee(PAID))
    expect((await lastOutcome())?.problem?.code).toBe('document-linked')
    await post({ ...PAID, status: 'cancelled' })
    expect(await lastOutcome()).toMatchObject({
      problem: { code: 'document-linked', summary: expect.stringContaining('was cancelled') },
    })
    expect(writes).toEqual([])
  })

  test('an edit and the money for it go out one behind the other', async () => {
    await post(ON_ACCOUNT)
    const paid = {
      ...withFee(ON_ACCOUNT),
      status: 'processing',
      date_paid_gmt: '2026-11-24T09:00:00',
    }
    await post(paid)
    expect(writes).toEqual(['InvoiceMod'])
    expect(invoices(company)[0]).toMatchObject({ totalCents: centsOf(paid), balanceCents: 0 })
  })
})

describe.each([
  ['cancelled', 'cancelled'],
  ['failed', 'failed'],
  ['in the trash', 'trash'],
])('an order that is %s after it went out', (_, status) => {
  test('is made void, under its number', async () => {
    await post(PAID)
    const { TxnID, refNumber } = standing()
    await post({ ...PAID, status })
    expect(standing()).toMatchObject({ TxnID, refNumber, subtotalCents: 0, salesTaxCents: 0 })
    expect(writes).toEqual(['TxnVoid'])
    expect(await lastOutcome()).toMatchObject({
      state: 'withdrawn',
      problem: { code: 'taken-out-of-books' },
    })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })
})

describe('an order that the shop gave up', () => {
  test('is made void when it is deleted, too', async () => {
    await post(PAID)
    await send(shop, [{ subject: `order:${PAID.id}`, generation: 9, event: 'deleted' }])
    await run()
    expect(totalOf(standing())).toBe(0)
    expect((await lastOutcome())?.problem?.summary).toContain('was deleted in the shop')
  })

  test('is deleted on the same day, where its owner wants that', async () => {
    await openShop({ cancelledOrders: 'delete' })
    await post(PAID)
    await post({ ...PAID, status: 'cancelled' })
    expect([writes, salesReceipts(company)]).toEqual([['TxnDel'], []])
    expect((await lastOutcome())?.problem?.summary).toContain('was deleted in QuickBooks')
  })

  test('is void and not deleted on a later day, and that is said', async () => {
    await openShop({ cancelledOrders: 'delete' })
    await post(PAID)
    form().timeCreatedMs -= 2 * 86_400_000
    await post({ ...PAID, status: 'cancelled' })
    expect([writes, totalOf(standing())]).toEqual([['TxnVoid'], 0])
    expect((await lastOutcome())?.problem?.summary).toContain('and not deleted')
  })

  test('is left to a person, where its owner wants that', async () => {
    await openShop({ cancelledOrders: 'hold' })
    await post(PAID)
    await post({ ...PAID, status: 'cancelled' })
    expect((await lastOutcome())?.problem?.code).toBe('cancelled-after-posting')
    expect(writes).toEqual([])
  })

  test.each<[string, (TxnID: string) => void, string]>([
    ['deposited', (TxnID) => depositTxn(company, TxnID), 'document-deposited'],
    ['closed', () => setClosingDate(company, '2026-12-31'), 'document-in-closed-period'],
    ['edited', (TxnID) => editTxn(company, TxnID, { memo: 'seen' }), 'document-edited'],
  ])('and whose document is %s is left alone', async (_, act, code) => {
    await post(PAID)
    act(standing().TxnID)
    await post({ ...PAID, status: 'cancelled' })
    expect((await lastOutcome())?.problem?.code).toBe(code)
    expect(totalOf(standing())).toBe(centsOf(PAID))
  })

  test('and refunded is left alone: the credit stands against the sale', async () => {
    const refunded = CORPUS['refund-full'] as Editable
    const refund = REFUND_OF_ALL
    await send(shop, [{ ...orderChange(refunded, 1), refunds: [refund], event: 'pushed' }])
    await run()
    await send(shop, [
      { ...orderChange({ ...refunded, status: 'cancelled' }, 2), refunds: [refund] },
    ])
    await run()
    expect(writes).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('waits for a person when it comes back, and then is posted once more', async () => {
    await post(PAID)
    await post({ ...PAID, status: 'cancelled' })
    await post(PAID)
    expect((await lastOutcome())?.problem?.code).toBe('back-after-removal')
    expect(salesReceipts(company)).toHaveLength(1)
    await push(PAID)
    const [void_, again] = salesReceipts(company)
    expect([Number(void_?.totalCents), Number(again?.totalCents)]).toEqual([0, centsOf(PAID)])
    expect(again?.memo).toMatch(/:sale:2$/)
    expect(again?.refNumber).toBe(void_?.refNumber)
    await post(withFee(PAID))
    expect(salesReceipts(company).map(({ totalCents }) => Number(totalCents))).toEqual([
      0,
      centsOf(withFee(PAID)),
    ])
  })

  test('that a person voided is found so, and nothing is asked of anybody', async () => {
    await post(PAID)
    depositTxn(company, standing().TxnID)
    await post({ ...PAID, status: 'cancelled' })
    deleteTxn(company, standing().TxnID)
    await push({ ...PAID, status: 'cancelled' })
    expect(salesReceipts(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'withdrawn' })
  })
})

const LOST = [
  ['the answer is lost', 'dies-after-processing', 1],
  ['QuickBooks goes down before', 'dies-before-processing', 2],
] as const

describe.each(LOST)('when %s', (_, fault, times) => {
  test('a change is made once', async () => {
    await post(ON_ACCOUNT)
    const { TxnID } = standing()
    await deliver(withFee(ON_ACCOUNT))
    await run({ onDocument: (__, xml) => (xml.includes('InvoiceModRq') ? fault : null) })
    await afterLease()
    expect(standing()).toMatchObject({ TxnID })
    expect(totalOf(standing())).toBe(centsOf(withFee(ON_ACCOUNT)))
    expect(writes).toEqual(Array.from({ length: times }, () => 'InvoiceMod'))
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('and the shop moves on, the document comes to its last word', async () => {
    await post(ON_ACCOUNT)
    await deliver(withFee(ON_ACCOUNT))
    await run({ onDocument: (__, xml) => (xml.includes('InvoiceModRq') ? fault : null) })
    await deliver(withFee(ON_ACCOUNT, 9))
    await afterLease()
    expect(totalOf(standing())).toBe(centsOf(withFee(ON_ACCOUNT, 9)))
    expect(standing().lines).toHaveLength(linesOf(ON_ACCOUNT) + 1)
  })

  test('a document is made void once', async () => {
    await post(PAID)
    await deliver({ ...PAID, status: 'cancelled' })
    await run({ onDocument: (__, xml) => (xml.includes('TxnVoidRq') ? fault : null) })
    await afterLease()
    expect(totalOf(standing())).toBe(0)
    expect(writes).toEqual(Array.from({ length: times }, () => 'TxnVoid'))
    expect(await lastOutcome()).toMatchObject({ state: 'withdrawn' })
  })
})

describe('a change that QuickBooks takes otherwise', () => {
  test('with another EditSequence by then is read and made anew: 3200', async () => {
    await post(ON_ACCOUNT)
    await deliver(withFee(ON_ACCOUNT))
    let isFirst = true
    await run({
      onDocument: (_, xml) => {
        if (isFirst && xml.includes('InvoiceModRq')) {
          isFirst = false
          // Somebody prints it: the EditSequence moves, and nothing that we wrote.
          editTxn(company, standing().TxnID, {})
        }
        return null
      },
    })
    expect(writes).toEqual(['InvoiceMod', 'InvoiceMod'])
    expect(totalOf(standing())).toBe(centsOf(withFee(ON_ACCOUNT)))
  })

  test('in another total is held with both figures', async () => {
    await post(ON_ACCOUNT)
    await deliver(withFee(ON_ACCOUNT))
    await run({
      onDocument: (_, xml) => {
        const item = company.books.entries.find(
          ({ type, name }) => type === 'ItemSalesTax' && name !== '',
        )
        if (xml.includes('InvoiceModRq') && item !== undefined) {
          form().lines = standing().lines.map((line) => ({ ...line, amountCents: cents(1) }))
        }
        return null
      },
    })
    expect(await lastOutcome()).toMatchObject({
      state: 'held',
      problem: { code: 'total-differs', summary: expect.stringContaining('56.80') },
    })
  })
})

async function post(order: WooOrder) {
  await deliver(order)
  await run()
}

async function push(order: WooOrder) {
  generation += 1
  await send(shop, [orderChange(order, generation, 'pushed')])
  await run()
}

async function deliver(order: WooOrder) {
  generation += 1
  await send(shop, [orderChange(order, generation)])
}

function run(faults: Faults = {}) {
  return update(shop, company, {
    ...faults,
    onDocument: (index, xml) => {
      for (const [, name] of xml.matchAll(/<(\w+Mod|TxnVoid|TxnDel)Rq/g)) {
        writes.push(name ?? '')
      }
      return faults.onDocument?.(index, xml) ?? null
    },
  })
}

async function afterLease() {
  await db.update(sessions).set({ lastCallAtMs: 0 })
  await run()
}

async function choose(chosen: Partial<Settings>) {
  const { settings } = await readSettings(db, shop.storeID)
  await writeTogether(db, [
    saveSettings(db, {
      storeID: shop.storeID,
      version: 2,
      who: 'the owner',
      nowMs: 1,
      settings: { ...DEFAULT_SETTINGS, ...settings, ...chosen },
    }),
  ])
}

/** The one form that stands, as QuickBooks has it by now. */
function standing(): SalesForm {
  return structuredClone(form())
}

function form(): SalesForm {
  const [one, other] = company.books.txns.filter(isSalesForm)
  if (one === undefined || other !== undefined) {
    throw new Error(`${company.books.txns.length} transactions, and one form was expected`)
  }
  return one
}

function totalOf({ subtotalCents, salesTaxCents }: SalesForm): number {
  return subtotalCents + salesTaxCents
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}

function withFee(order: Editable, dollars = 2.5): Editable {
  const amount = dollars.toFixed(2)
  const fee = {
    id: 99,
    name: 'Gift wrap',
    tax_class: '',
    tax_status: 'none',
    amount,
    total: amount,
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
  }
  return { ...order, total: (Number(order.total) + dollars).toFixed(2), fee_lines: [fee] }
}

/** One more of the first product at no more money: a gift. */
function withQuantity(order: Editable): Editable {
  const line_items = order.line_items.map((line, at) =>
    at === 0 ? { ...line, quantity: line.quantity + 1 } : line,
  )
  return { ...order, line_items }
}

function withAddress(order: Editable): Editable {
  const moved = { address_1: '9 Side Rd', city: 'Oakland' }
  return { ...order, billing: { ...order.billing, ...moved } }
}

function withNote(order: Editable, customer_note: string): Editable {
  return { ...order, customer_note }
}

function linesOf(order: Editable): number {
  // Each product, the shipping, and one line a tax rate.
  return order.line_items.length + 1 + 2
}

function centsOf({ total }: Editable): number {
  return Math.round(Number(total) * 100)
}
