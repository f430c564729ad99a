/** Nothing says yet how money comes, goes back or is shared out, or a person has to see to it. */
import { expect } from 'vitest'
import { PLAIN_GATEWAY } from '../../../worker/books/gateway-mapping.ts'
import type { MappedGateway } from '../../../worker/books/gateway-mapping.ts'
import { cents } from '../../../worker/money/cents.ts'
import {
  cardRefunds,
  creditMemos,
  invoices,
  payments,
  salesReceipts,
} from '../../../worker/practice/look-up.ts'
import { depositTxn, enterByHand, enterSale } from '../../../worker/practice/person.ts'
import { txnsOf } from '../../../worker/practice/txns.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { update } from '../office.ts'
import { CORPUS, orderChange, send } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { mappedBut } from './mapping.ts'
import { codesNow, isPostedOnce, saleTotals, sendAndUpdate } from './scene.ts'
import type { Opening, Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

const REFUNDS: Readonly<Record<string, WooRefund>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<WooRefund>('../../corpus/woo/refunds/*.json', {
      eager: true,
      import: 'default',
    }),
  ).map(([path, refund]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, refund]),
)

type WooRefund = { readonly id: number; readonly amount: string; readonly reason: string }

/** 48.81, all of it paid back. */
const REFUNDED = CORPUS['refund-full'] as WooOrder
const WHOLE = REFUNDS['full-all-lines'] as WooRefund
/** One of three tees came back, for 21.71. */
const PARTLY = CORPUS['refund-partial-line'] as WooOrder
const ONE_TEE = REFUNDS['partial-line-1-of-3-restock'] as WooRefund
const STATUSES = ['processing', 'completed', 'refunded', 'on-hold']

export const PAYMENT_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'unmapped-gateway',
    how: 'whose money has an account of its own',
    opening: mappedBut({ gateways: {} }),
    make: sendAndUpdate,
    names: [ORDER.number, 'Credit card (Stripe)'],
    press: { repair: 'choose:deposit-account', name: 'checking' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      expect(salesReceipts(scene.company)[0]?.depositTo).toBe('Checking')
    },
  },
  {
    code: 'fee-unclear',
    how: 'where a plugin wrote the fee in words',
    opening: withFeeAccount(),
    make: (scene) => sendAndUpdate(scene, withMeta({ _stripe_fee: 'see the statement' })),
    names: [ORDER.number, 'see the statement'],
    press: { repair: 'let-it-stand' },
    before: ({ company }) => depositTxn(company, salesReceipts(company)[0]?.TxnID ?? ''),
    isRight: async (scene) => {
      await isPostedOnce(scene)
      expect(txnsOf(scene.company, 'Deposit')).toEqual([])
    },
  },
  {
    code: 'part-payments-unclear',
    how: 'where the deposit is more than the order',
    make: (scene) => sendAndUpdate(scene, withMeta(TOO_MUCH_PAID)),
    names: [ORDER.number, '40.00', '32.58'],
    press: { repair: 'set:unclearOrders.partPayments' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      // Open, for a person to receive what was really paid.
      expect(invoices(scene.company)).toMatchObject([{ balanceCents: TOTAL_CENTS }])
      expect(payments(scene.company)).toEqual([])
    },
  },
  {
    code: 'payment-disputed',
    how: 'once the bank has decided against the shop',
    opening: { settings: { orderStatuses: STATUSES } },
    make: async (scene) => {
      await sendAndUpdate(scene)
      const disputed = { ...withMeta({ _stripe_dispute_id: 'dp_1' }), status: 'on-hold' }
      await sendAndUpdate(scene, disputed, { generation: 2 })
    },
    names: [ORDER.number, 'Credit card (Stripe)'],
    press: { repair: 'let-it-stand' },
    before: ({ company }) => {
      enterSale(company, { ...BY_HAND, kind: 'Check', totalCents: cents(TOTAL_CENTS + 1500) })
    },
  },
  {
    code: 'refund-is-chargeback',
    how: 'where the shop wrote down what the bank took',
    opening: { settings: { orderStatuses: STATUSES } },
    make: (scene) => sendRefunded(scene, REFUNDED, [{ ...WHOLE, reason: 'Chargeback' }]),
    names: [REFUNDED.number, 'R227'],
    press: { repair: 'let-it-stand' },
    before: ({ company }) => {
      enterSale(company, { ...BY_HAND, kind: 'CreditMemo', totalCents: cents(4881) })
      enterSale(company, { ...BY_HAND, kind: 'Check', totalCents: cents(4881 + 1500) })
    },
    isRight: (scene) => isRefunded(scene, { saleCents: 4881, creditsCents: [4881] }),
  },
  {
    code: 'restock-unclear',
    how: 'where a tee was refunded twice and came back once',
    opening: { settings: { orderStatuses: STATUSES } },
    make: async (scene) => {
      enterByHand(scene.company, { kind: 'Item', type: 'ItemInventory', name: 'TEE-001' })
      await sendRefunded(scene, PARTLY, [ONE_TEE, { ...ONE_TEE, id: 999 }])
    },
    names: [PARTLY.number, 'TEE-001'],
    press: { repair: 'set:unclearOrders.restocking' },
    isRight: async (scene) => {
      await isRefunded(scene, { saleCents: 8686, creditsCents: [2171, 2171] })
      const credited = creditMemos(scene.company).flatMap(({ lines }) => lines)
      expect(credited.map(({ item }) => item)).not.toContain('TEE-001')
      expect(cardRefunds(scene.company).map(({ totalCents }) => totalCents)).toEqual([2171, 2171])
    },
  },
]

const TOO_MUCH_PAID = {
  _wc_deposits_order_has_deposit: 'yes',
  _wc_deposits_deposit_paid: 'yes',
  _wc_deposits_deposit_amount: '40.00',
}

const BY_HAND = {
  customerListID: null,
  refNumber: 'by hand',
  txnDate: '2026-11-23',
  memo: 'typed by hand',
} as const

function withMeta(fields: Readonly<Record<string, string>>): WooOrder {
  const meta_data = Object.entries(fields).map(([key, value], at) => ({ id: at + 1, key, value }))
  return { ...ORDER, meta_data }
}

function withFeeAccount(): Opening {
  const gateway: MappedGateway = {
    ...PLAIN_GATEWAY,
    depositAccountName: 'Checking',
    feeAccountName: 'Merchant Fees',
  }
  return mappedBut({ gateways: { stripe: gateway } })
}

async function sendRefunded(
  { shop, company }: Scene,
  order: WooOrder,
  refunds: readonly WooRefund[],
): Promise<void> {
  const shown = refunds.map(({ id, amount }) => ({ id, reason: '', total: `-${amount}` }))
  await send(shop, [{ ...orderChange({ ...order, refunds: shown }, 1), refunds }])
  await update(shop, company)
}

type Books = { readonly saleCents: number; readonly creditsCents: readonly number[] }

/** The sale and its credits stand, and no later update adds to them. */
async function isRefunded(scene: Scene, { saleCents, creditsCents }: Books): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await update(scene.shop, scene.company)
    const credits = creditMemos(scene.company).map(({ totalCents }) => totalCents)
    const found = [await codesNow(scene), saleTotals(scene), credits]
    expect(found).toEqual([[], [saleCents], creditsCents])
  }
}
