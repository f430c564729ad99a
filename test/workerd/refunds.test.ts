/** Refunds from the shop's door to the books: a credit memo and the money that settles it. */
import { beforeEach, describe, expect, test } from 'vitest'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { MappedGateway } from '../../worker/books/gateway-mapping.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import {
  cardRefunds,
  checks,
  creditMemos,
  invoices,
  payments,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import { deleteTxn, depositTxn, enterByHand } from '../../worker/practice/person.ts'
import { sessions } from '../../worker/db/schema.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const REFUNDS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<unknown>('../corpus/woo/refunds/*.json', { eager: true, import: 'default' }),
  ).map(([path, refund]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, refund]),
)

/** Each corpus refund with its order and what went back, in cents. */
const CASES = [
  ['refund-amount-only', 'amount-only-no-lines', 500],
  ['refund-full', 'full-all-lines', 4881],
  ['refund-partial-line', 'partial-line-1-of-3-restock', 2171],
  ['refund-shipping-only', 'shipping-with-tax', 1086],
] as const

const STATUSES = { orderStatuses: ['processing', 'completed', 'refunded'] }

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('refunds', STATUSES)
  company = newCompany({ messageSetMemory: false })
})

describe('a refund', () => {
  test.each(CASES)(
    '%s: credited and paid out to the cent, open credit 0',
    async (name, refund, cents) => {
      await send(shop, [refunded(name, refund, 1)])
      await update(shop, company)
      expect(settled()).toEqual([[cents, cents, 0]])
      expect(await lastOutcome()).toMatchObject({ state: 'posted' })
      expect((await update(shop, company)).outcome).toBe('nothing-to-do')
    },
  )

  test('that comes after its sale leaves the sale alone', async () => {
    const order = CORPUS['refund-partial-line'] as WooOrder
    await send(shop, [orderChange({ ...order, refunds: [] }, 1)])
    await update(shop, company)
    const before = salesReceipts(company)
    await send(shop, [refunded('refund-partial-line', 'partial-line-1-of-3-restock', 2)])
    await update(shop, company)
    expect(salesReceipts(company)).toEqual(before)
    expect(settled()).toEqual([[2171, 2171, 0]])
  })

  test.each([
    ['QuickBooks dies after carrying it out', 'dies-after-processing'],
    ['QuickBooks dies before', 'dies-before-processing'],
    ['QuickBooks dies between credit memo and payout', { diesAfterRequests: 2 }],
  ] as const)('%s: once, and settled', async (_, fault) => {
    await send(shop, [refunded('refund-full', 'full-all-lines', 1)])
    const faults: Faults = {
      onDocument: (__, xml) => (xml.includes('CreditMemoAddRq') ? fault : null),
    }
    await update(shop, company, faults)
    await db.update(sessions).set({ lastCallAtMs: 0 })
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(settled()).toEqual([[4881, 4881, 0]])
  })

  test('that was deleted in the shop leaves the books: its payout first, then its credit', async () => {
    await postAndDelete()
    expect(settled()).toEqual([[0, 0, 0]])
    expect(salesReceipts(company).map(({ totalCents }) => Number(totalCents))).toEqual([4881])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('that was deleted on the same day is deleted in the books, where its owner wants that', async () => {
    shop = await addShop('deleting', { ...STATUSES, cancelledOrders: 'delete' })
    await postAndDelete()
    expect([creditMemos(company), cardRefunds(company)]).toEqual([[], []])
  })

  test('that was deleted is shown, and its credit memo stays, where its owner wants to see to it', async () => {
    shop = await addShop('holding', { ...STATUSES, cancelledOrders: 'hold' })
    await postAndDelete()
    expect((await lastOutcome())?.problem?.code).toBe('refund-deleted-in-shop')
    expect(settled()).toEqual([[4881, 4881, 0]])
  })

  test('that was deleted, and whose payout somebody deposited, is left as it is as a whole', async () => {
    await postAndDelete(() => depositTxn(company, cardRefunds(company)[0]?.TxnID ?? ''))
    expect((await lastOutcome())?.problem?.code).toBe('document-deposited')
    expect(settled()).toEqual([[4881, 4881, 0]])
  })

  test('whose credit memo a person deleted is not entered again by itself', async () => {
    await send(shop, [refunded('refund-full', 'full-all-lines', 1)])
    await update(shop, company)
    deleteTxn(company, cardRefunds(company)[0]?.TxnID ?? '')
    deleteTxn(company, creditMemos(company)[0]?.TxnID ?? '')
    const order = CORPUS['refund-full'] as WooOrder
    const again = { ...order, customer_note: 'later' }
    await send(shop, [{ ...orderChange(again, 2), refunds: [REFUNDS['full-all-lines']] }])
    await update(shop, company)
    expect(creditMemos(company)).toEqual([])
  })

  test('without its details is held, and the sale stands', async () => {
    await send(shop, [orderChange(CORPUS['refund-full'] as WooOrder, 1)])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect((await lastOutcome())?.problem?.code).toBe('refund-details-missing')
  })
})

describe('a refund by another way than the card', () => {
  test('by check: drawn on the bank account, paid to the buyer, open credit 0', async () => {
    shop = await addShop(
      'by-check',
      settledBy({ refundsBy: 'check', depositAccountName: 'Checking' }),
    )
    await send(shop, [refunded('refund-partial-line', 'partial-line-1-of-3-restock', 1)])
    await update(shop, company)
    const [memo] = creditMemos(company)
    expect(memo).toMatchObject({ totalCents: 2171, creditRemainingCents: 0 })
    expect(cardRefunds(company)).toEqual([])
    expect(checks(company)).toMatchObject([
      {
        refNumber: 'R225',
        payee: 'Gwen Guest',
        account: 'Checking',
        totalCents: 2171,
        appliedTo: [{ TxnID: memo?.TxnID, amountCents: 2171 }],
        lines: [{ account: 'Accounts Receivable', customer: 'Gwen Guest', amountCents: 2171 }],
      },
    ])
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('by check: once, though QuickBooks dies after carrying it out', async () => {
    shop = await addShop(
      'by-check',
      settledBy({ refundsBy: 'check', depositAccountName: 'Checking' }),
    )
    await send(shop, [refunded('refund-full', 'full-all-lines', 1)])
    const faults: Faults = {
      onDocument: (_, xml) => (xml.includes('CheckAddRq') ? 'dies-after-processing' : null),
    }
    await update(shop, company, faults)
    await db.update(sessions).set({ lastCallAtMs: 0 })
    await update(shop, company)
    expect(creditMemos(company)).toMatchObject([{ creditRemainingCents: 0 }])
    expect(checks(company)).toMatchObject([{ totalCents: 4881 }])
  })

  test('kept as credit: open on purpose, as the credit memo says', async () => {
    shop = await addShop('kept', settledBy({ refundsBy: 'credit' }))
    await send(shop, [refunded('refund-full', 'full-all-lines', 1)])
    await update(shop, company)
    expect(creditMemos(company)).toMatchObject([
      {
        memo: expect.stringContaining('kept as the customer’s credit'),
        creditRemainingCents: 4881,
      },
    ])
    expect([...cardRefunds(company), ...checks(company)]).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })
})

describe('a refund of an order that was not paid', () => {
  const UNPAID = { date_paid: null, date_paid_gmt: null } as const

  test('lowers what is owed: a credit memo, nothing paid out, and a person to apply it', async () => {
    await send(shop, [shippingRefunded(UNPAID, 1)])
    await update(shop, company)
    expect(invoices(company)).toMatchObject([{ totalCents: 3258, balanceCents: 3258 }])
    expect(creditMemos(company)).toMatchObject([{ totalCents: 1086, creditRemainingCents: 1086 }])
    expect([...cardRefunds(company), ...checks(company)]).toEqual([])
    expect((await lastOutcome())?.problem?.code).toBe('credit-to-apply')
  })

  test('and then was: the payment is what was left to pay', async () => {
    const paid = { date_paid: '2027-01-02T10:00:00', date_paid_gmt: '2027-01-02T18:00:00' }
    await send(shop, [shippingRefunded(UNPAID, 1)])
    await update(shop, company)
    await send(shop, [shippingRefunded(paid, 2)])
    await update(shop, company)
    // 32.58 less 10.86
    expect(payments(company)).toMatchObject([{ totalCents: 2172 }])
    expect(invoices(company)).toMatchObject([{ balanceCents: 1086 }])
    expect(cardRefunds(company)).toEqual([])
  })
})

describe('a payment that the bank took back', () => {
  test('is no refund on the card: the sale stands, and a person is told', async () => {
    const taken = { ...(REFUNDS['full-all-lines'] as object), reason: 'Chargeback' }
    const order = CORPUS['refund-full'] as WooOrder
    await send(shop, [{ ...orderChange(order, 1), refunds: [taken] }])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(creditMemos(company)).toEqual([])
    expect((await lastOutcome())?.problem?.code).toBe('refund-is-chargeback')
  })

  test('or may take: the order is held until the shop goes on with it', async () => {
    shop = await addShop('disputed', { orderStatuses: ['processing', 'on-hold'] })
    const paid = CORPUS['stripe-like-paid'] as WooOrder
    await send(shop, [orderChange(paid, 1)])
    await update(shop, company)
    const meta_data = [{ id: 1, key: '_stripe_status_before_hold', value: 'processing' }]
    await send(shop, [orderChange({ ...paid, status: 'on-hold', meta_data }, 2)])
    await update(shop, company)
    expect((await lastOutcome())?.problem?.code).toBe('payment-disputed')
    await send(shop, [orderChange({ ...paid, meta_data }, 3)])
    await update(shop, company)
    expect(await lastOutcome()).toMatchObject({ state: 'posted', problem: null })
    expect(salesReceipts(company)).toHaveLength(1)
  })
})

describe('goods that QuickBooks counts', () => {
  const REFUND = REFUNDS['partial-line-1-of-3-restock'] as WooRefund

  beforeEach(() => {
    enterByHand(company, { kind: 'Item', type: 'ItemInventory', name: 'TEE-001', fields: {} })
  })

  test('come back with the credit memo where the shop put them back', async () => {
    await send(shop, [refunded('refund-partial-line', 'partial-line-1-of-3-restock', 1)])
    await update(shop, company)
    expect(creditedLines()).toEqual([['TEE-001', '1', 1999]])
    expect(settled()).toEqual([[2171, 2171, 0]])
  })

  test('stay out where it did not: the money alone goes back', async () => {
    await send(shop, [{ ...orderChange(unstocked(), 1), refunds: [REFUND] }])
    await update(shop, company)
    expect(creditedLines()).toEqual([['Refund without return', '1', 1999]])
    expect(settled()).toEqual([[2171, 2171, 0]])
  })

  test('come back for nothing, too, where nothing was refunded', async () => {
    await send(shop, [{ ...orderChange(whole(), 1), refunds: [freeOf(REFUND)] }])
    await update(shop, company)
    expect(creditedLines()).toEqual([['TEE-001', '1', 0]])
    expect(cardRefunds(company)).toEqual([])
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('are for a person where the shop does not say which refund put them back', async () => {
    const second = { ...REFUND, id: 999 }
    const order = { ...whole(), refunds: [REFUND, second].map(shownRefund) }
    await send(shop, [{ ...orderChange(order, 1), refunds: [REFUND, second] }])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(creditMemos(company)).toEqual([])
    expect((await lastOutcome())?.problem?.code).toBe('restock-unclear')
  })

  test('of an item that counts nothing: a refund of 0 is no document', async () => {
    company = newCompany({ messageSetMemory: false })
    await send(shop, [{ ...orderChange(whole(), 1), refunds: [freeOf(REFUND)] }])
    await update(shop, company)
    expect(creditMemos(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })
})

type WooRefund = {
  readonly id: number
  readonly amount: string
  readonly line_items: readonly Readonly<Record<string, unknown>>[]
}

function whole(): WooOrder {
  return CORPUS['refund-partial-line'] as WooOrder
}

/** The same order, had nobody ticked “Restock refunded items”. */
function unstocked(): WooOrder {
  const text = JSON.stringify(whole()).replaceAll('_restock_refunded_items', '_something_else')
  return JSON.parse(text) as WooOrder
}

function shownRefund({ id, amount }: WooRefund) {
  return { id, reason: '', total: `-${amount}` }
}

/** The piece came back, and the shop kept the money. */
function freeOf(refund: WooRefund): WooRefund {
  const nothing = { subtotal: '0.00', total: '0.00', total_tax: '0.00', taxes: [] }
  const line_items = refund.line_items.map((line) => ({ ...line, ...nothing }))
  const tax_lines: readonly unknown[] = []
  return Object.assign({ ...refund, amount: '0.00', line_items }, { tax_lines })
}

function creditedLines() {
  return creditMemos(company).flatMap(({ lines }) =>
    lines
      .filter(({ salesTaxCode }) => salesTaxCode !== null)
      .map(({ item, quantity, amountCents }) => [item, quantity, Number(amountCents)]),
  )
}

function settledBy(choices: Partial<MappedGateway>) {
  const gateways = { stripe: { ...PLAIN_GATEWAY, ...choices } }
  return {
    orderStatuses: ['processing', 'completed', 'refunded'],
    mapping: { ...DEFAULT_SETTINGS.mapping, gateways },
  }
}

async function postAndDelete(meanwhile: () => void = () => undefined) {
  await send(shop, [refunded('refund-full', 'full-all-lines', 1)])
  await update(shop, company)
  meanwhile()
  const order = { ...(CORPUS['refund-full'] as WooOrder), status: 'processing', refunds: [] }
  await send(shop, [{ ...orderChange(order, 2), refunds: [] }])
  await update(shop, company)
}

function refunded(name: string, refund: string, generation: number) {
  return { ...orderChange(CORPUS[name] as WooOrder, generation), refunds: [REFUNDS[refund]] }
}

/** The shipping of an order was refunded, and the order is paid or not. */
function shippingRefunded(
  paid: Readonly<Record<'date_paid' | 'date_paid_gmt', string | null>>,
  generation: number,
) {
  const change = refunded('refund-shipping-only', 'shipping-with-tax', generation)
  return { ...change, snapshot: { ...change.snapshot, ...paid } }
}

/** Credited, paid out, and what is left of the credit, in cents. */
function settled(): readonly (readonly number[])[] {
  return creditMemos(company).map((memo) => {
    const paid = cardRefunds(company).reduce((sum, one) => sum + one.totalCents, 0)
    return [Number(memo.totalCents), paid, Number(memo.creditRemainingCents)]
  })
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}
