/** Refunds as WooCommerce makes them, and sequences of them that a shop could make. */
import { expect, test } from 'bun:test'
import { decodeRefund } from '../../worker/woo/refund.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { adminOrder } from './admin-order.ts'
import { generatedOrder, YEN } from './generated-order.ts'
import type { GeneratedOrder } from './generated-order.ts'
import { generatedRefunds, REFUND_KINDS, refundedOrderPayload } from './generated-refunds.ts'
import type { GeneratedRefund } from './generated-refunds.ts'
import type { Json, OrderHead } from './order-payload.ts'
import { figures } from './payload-figures.ts'
import { arraySum, phpRound } from './php-numbers.ts'
import {
  HAS_REAL_ORDERS,
  readReal,
  readRealOrder,
  realBasket,
  realShop,
  WITHOUT_REAL_ORDERS,
} from './real-orders.ts'
import { refundPayload } from './refund-payload.ts'
import { storedRefund } from './refund.ts'
import type { RefundedAmount } from './refund.ts'
import type { StoredOrder } from './stored-order.ts'

const SEEDS = Array.from({ length: 2_000 }, (_, at) => at + 1)

function wholeLines(order: StoredOrder): RefundedAmount[] {
  return (['lines', 'shippingLines', 'feeLines'] as const).flatMap((list) =>
    order[list].map((_, at) => pieceOf(order, { list, at, share: 1 })),
  )
}

function pieceOf(
  order: StoredOrder,
  { list, at, share }: Pick<RefundedAmount, 'list' | 'at'> & { readonly share: number },
): RefundedAmount {
  const line = order[list][at]!
  const quantity = list === 'lines' ? order.lines[at]!.source.quantity * share : 0
  const taxes = line.taxes.map(
    ({ rateID, total }) => [rateID, phpRound(Number(total) * share, 2)] as const,
  )
  return { list, at, quantity, total: Number(line.total) * share, taxes: new Map(taxes) }
}

test
  .skipIf(!HAS_REAL_ORDERS)
  .each<[string, string, (order: StoredOrder) => RefundedAmount[], number]>([
    ['full-all-lines', 'refund-full', wholeLines, 48.81],
    [
      'partial-line-1-of-3-restock',
      'refund-partial-line',
      (order) => [pieceOf(order, { list: 'lines', at: 0, share: 1 / 3 })],
      21.71,
    ],
    [
      'shipping-with-tax',
      'refund-shipping-only',
      (order) => [pieceOf(order, { list: 'shippingLines', at: 0, share: 1 })],
      10.86,
    ],
    ['amount-only-no-lines', 'refund-amount-only', () => [], 5],
  ])(
  `%s of %s is what WooCommerce made of it${WITHOUT_REAL_ORDERS}`,
  (name, parent, lines, amount) => {
    const real = readRealOrder(`orders/${parent}.json`)
    const order = adminOrder(realShop(real), realBasket(real))
    const refund = storedRefund(order, {
      amount,
      lines: lines(order),
      reason: '',
      isPaymentRefunded: false,
      isRestocked: false,
    })
    const orderHead = { id: 1, version: '11.0.1' } as OrderHead
    const head = { id: 2, createdAtMs: 0, isLast: name === 'full-all-lines' }
    const payload = refundPayload(refund, { order, orderHead, head })
    const expected = readReal(`refunds/${name}.json`)
    expect(payload.amount).toBe(expected.amount)
    expect(figures(payload)).toEqual(figures(expected))
    expect((payload.meta_data as Json[])[0]?.value).toBe((expected.meta_data as Json[])[0]?.value)
  },
)

type Sequence = { readonly order: GeneratedOrder; readonly refunds: readonly GeneratedRefund[] }

const SEQUENCES: readonly Sequence[] = SEEDS.map((seed) => {
  const order = generatedOrder(seed, seed % 20 === 0 ? YEN : undefined)
  return { order, refunds: generatedRefunds(order, { seed, countMax: 6 }) }
})

test('no more money goes back than came in', () => {
  // An order below zero took nothing in, and nothing is given back of it.
  for (const { order, refunds } of SEQUENCES.filter((one) => one.refunds.length > 0)) {
    const given = arraySum(refunds.map(({ payload }) => Number(payload.amount)))
    const left = phpRound(Number(order.payload.total) - given, 2)
    expect([order.seed, Math.max(0, left)]).toEqual([order.seed, left])
    expect([order.seed, refunds.filter(({ payload }) => Number(payload.amount) <= 0)]).toEqual([
      order.seed,
      [],
    ])
  }
})

test('no more pieces go back than were bought, and no line gives back more than it took', () => {
  for (const { order, refunds } of SEQUENCES) {
    for (const [at, { source, total }] of order.stored.lines.entries()) {
      const back = refunds.flatMap(({ stored }) => stored.lines.filter((one) => one.at === at))
      const pieces = -arraySum(back.map(({ quantity }) => quantity))
      const money = -arraySum(back.map(({ line }) => Number(line.total)))
      expect([order.seed, at, pieces <= source.quantity + 1e-6]).toEqual([order.seed, at, true])
      const isWithin = Math.abs(money) <= Math.abs(Number(total)) + 1e-6
      expect([order.seed, at, isWithin]).toEqual([order.seed, at, true])
    }
  }
})

test('each is a refund that the bridge can read', () => {
  const unreadable = SEQUENCES.flatMap(({ order, refunds }) =>
    refunds.flatMap(({ payload }) => {
      const decoded = decodeRefund(JSON.parse(JSON.stringify(payload)))
      return isFieldProblem(decoded) ? [`seed ${order.seed}: ${decoded.field} ${decoded.got}`] : []
    }),
  )
  // TODO(#6): a price below a cent has more digits than `wire-fields` reads; nothing else may fail.
  expect(unreadable.filter((said) => !/\.price -?0\.00/.test(said))).toEqual([])
})

test('an order that gave everything back is refunded, and lists what it gave', () => {
  const whole = SEQUENCES.filter(({ order, refunds }) => {
    const given = arraySum(refunds.map(({ payload }) => Number(payload.amount)))
    return refunds.length > 0 && phpRound(given - Number(order.payload.total), 2) === 0
  })
  expect(whole.length).toBeGreaterThan(500)
  for (const { order, refunds } of whole) {
    const { status, refunds: shown } = refundedOrderPayload(order, refunds)
    expect(status).toBe('refunded')
    expect((shown as Json[]).map(({ total }) => total)).toEqual(
      refunds.map(({ payload }) => `-${String(payload.amount)}`),
    )
  }
})

test('a piece that went back on the shelf is off it no longer', () => {
  for (const { order, refunds } of SEQUENCES) {
    const lines = refundedOrderPayload(order, refunds).line_items as Json[]
    for (const [at, { meta_data, quantity }] of lines.entries()) {
      const counts = (meta_data as Json[]).map(({ value }) => Number(value))
      const whole = counts.length === 0 ? 0 : Number(quantity)
      expect([order.seed, at, arraySum(counts)]).toEqual([order.seed, at, whole])
    }
  }
})

test('every kind of refund is among them, with and without the gateway and the stock', () => {
  const all = SEQUENCES.flatMap(({ refunds }) => refunds)
  for (const kind of REFUND_KINDS) {
    expect([kind, all.filter((refund) => refund.kind === kind).length > 50]).toEqual([kind, true])
  }
  const requests = all.map(({ stored }) => stored.request)
  expect(requests.filter(({ isPaymentRefunded }) => isPaymentRefunded).length).toBeGreaterThan(200)
  expect(requests.filter(({ isRestocked }) => isRestocked).length).toBeGreaterThan(200)
  expect(
    all.filter(({ payload }) => (payload.line_items as Json[]).length === 0).length,
  ).toBeGreaterThan(200)
})
