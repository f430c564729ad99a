/** What a shop gives back of a generated order, from a seed: one refund after the other. */
import { createRandom } from '../simulation/random.ts'
import type { Random } from '../simulation/random.ts'
import type { GeneratedOrder } from './generated-order.ts'
import { orderPayload } from './order-payload.ts'
import type { Json } from './order-payload.ts'
import { arraySum, phpRound, STORED_DECIMALS } from './php-numbers.ts'
import { refundPayload } from './refund-payload.ts'
import { storedRefund } from './refund.ts'
import type { RefundedAmount, RefundRequest, StoredRefund } from './refund.ts'
import type { StoredTax } from './taxes.ts'

export type RefundKind = (typeof REFUND_KINDS)[number]

export const REFUND_KINDS = [
  /** Everything that is left, line by line. */
  'full',
  /** Some pieces of some products. */
  'quantities',
  /** A sum typed beside a line, with the tax that belongs to it. */
  'typed',
  'shipping',
  'fee',
  'tax-only',
  /** A sum without lines. */
  'amount-only',
  /** Pieces come back, and the shop keeps some of the money. */
  'kept-back',
  /** The order was set to “Refunded”: the rest, without lines. */
  'by-status',
] as const

export type GeneratedRefund = {
  readonly kind: RefundKind
  readonly stored: StoredRefund
  readonly payload: Json
}

/** What is left to give back. Keys are `lines 0`, `shippingLines 1` and so on. */
type Rest = {
  amount: number
  readonly quantities: Map<string, number>
  readonly totals: Map<string, number>
  readonly taxes: Map<string, Map<number, number>>
}

const FIRST_REFUND_ID = 500_000

/** As many as asked for, fewer once nothing is left. */
export function generatedRefunds(
  generated: GeneratedOrder,
  { seed, countMax = 4 }: { readonly seed: number; readonly countMax?: number },
): readonly GeneratedRefund[] {
  const random = createRandom(seed)
  const { stored: order, head } = generated
  const rest = wholeOf(generated)
  const refunds: GeneratedRefund[] = []
  while (refunds.length < countMax && rest.amount > 0) {
    const kind = random.pick(REFUND_KINDS)
    const request = requestOf(kind, { random, generated, rest })
    if (request === null) {
      continue
    }
    takeFrom(rest, request)
    const stored = storedRefund(order, request)
    const id = FIRST_REFUND_ID + generated.seed * 10 + refunds.length
    const createdAtMs = head.createdAtMs + (refunds.length + 1) * 90_000_000
    const refundHead = { id, createdAtMs, isLast: rest.amount === 0 }
    const payload = refundPayload(stored, { order, orderHead: head, head: refundHead })
    refunds.push({ kind, stored, payload })
  }
  return refunds
}

/** The order's own payload once these refunds are made; without some, as if they were deleted. */
export function refundedOrderPayload(
  { stored, head }: GeneratedOrder,
  refunds: readonly GeneratedRefund[],
): Json {
  const shown = refunds.map(({ payload, stored: { request, amount } }) => ({
    id: Number(payload.id),
    reason: request.reason,
    amount,
  }))
  const given = arraySum(refunds.map((refund) => Number(refund.stored.amount)))
  const left = phpRound(Number(stored.total) - given, stored.shop.decimals)
  const isWhole = refunds.length > 0 && left === 0
  const restocked = stored.lines.map((_, at) =>
    arraySum(refunds.map((refund) => restockedPieces(refund, at))),
  )
  const status = isWhole ? 'refunded' : head.status
  return orderPayload(stored, { ...head, status }, { refunds: shown, restocked })
}

function restockedPieces({ stored: { request } }: GeneratedRefund, at: number): number {
  const back = request.lines.find((line) => line.list === 'lines' && line.at === at)
  return request.isRestocked ? (back?.quantity ?? 0) : 0
}

function wholeOf({ stored }: GeneratedOrder): Rest {
  const rest: Rest = {
    amount: Number(stored.total),
    quantities: new Map(),
    totals: new Map(),
    taxes: new Map(),
  }
  for (const { key, line } of everyLine(stored)) {
    rest.totals.set(key, Number(line.total))
    rest.taxes.set(key, new Map(line.taxes.map(({ rateID, total }) => [rateID, Number(total)])))
  }
  for (const [at, { source }] of stored.lines.entries()) {
    rest.quantities.set(`lines ${at}`, source.quantity)
  }
  return rest
}

type AnyLine = { readonly total: string; readonly taxes: readonly StoredTax[] }

function everyLine(order: GeneratedOrder['stored']) {
  const lists = ['lines', 'shippingLines', 'feeLines'] as const
  return lists.flatMap((list) =>
    order[list].map((line: AnyLine, at) => ({ list, at, key: `${list} ${at}`, line })),
  )
}

function takeFrom(rest: Rest, { amount, lines }: RefundRequest): void {
  rest.amount = phpRound(rest.amount - amount, STORED_DECIMALS)
  for (const { list, at, quantity, total, taxes } of lines) {
    const key = `${list} ${at}`
    rest.quantities.set(key, phpRound((rest.quantities.get(key) ?? 0) - quantity, STORED_DECIMALS))
    rest.totals.set(key, phpRound((rest.totals.get(key) ?? 0) - total, STORED_DECIMALS))
    const left = rest.taxes.get(key)
    for (const [id, tax] of taxes) {
      left?.set(id, phpRound((left.get(id) ?? 0) - tax, STORED_DECIMALS))
    }
  }
}

type Situation = {
  readonly random: Random
  readonly generated: GeneratedOrder
  readonly rest: Rest
}

/** Null where there is nothing of the kind to give back. */
function requestOf(kind: RefundKind, situation: Situation): RefundRequest | null {
  const { random, generated, rest } = situation
  const { decimals } = generated.stored.shop
  const lines = linesOf(kind, situation)
  const hasLines = lines.some(({ total, taxes, quantity }) =>
    [total, quantity, ...taxes.values()].some((value) => value !== 0),
  )
  const needsLines = kind !== 'amount-only' && kind !== 'by-status'
  if (needsLines && !hasLines) {
    return null
  }
  const amount = amountOf(kind, lines, situation)
  // WooCommerce refuses more than is left, and nothing at all is no refund.
  if (amount <= 0 || amount > rest.amount) {
    return null
  }
  const canPayBack = ['stripe', 'paypal'].includes(generated.head.paymentMethod)
  return {
    amount: phpRound(amount, decimals),
    lines: lines.filter(({ total, taxes, quantity }) =>
      [total, quantity, ...taxes.values()].some((value) => value !== 0),
    ),
    reason:
      kind === 'by-status'
        ? 'Order fully refunded.'
        : random.pick(['', 'Goodwill', 'Damaged – “torn”']),
    isPaymentRefunded: kind !== 'by-status' && canPayBack && random.chance(0.8),
    isRestocked: lines.some(({ quantity }) => quantity > 0) && random.chance(0.7),
  }
}

function amountOf(
  kind: RefundKind,
  lines: readonly RefundedAmount[],
  { random, generated, rest }: Situation,
): number {
  const { shop } = generated.stored
  switch (kind) {
    case 'full':
    case 'by-status':
      return rest.amount
    case 'amount-only':
      return phpRound(
        rest.amount * random.pick([1, random.next(), random.next() / 5]),
        shop.decimals,
      )
    case 'kept-back':
      return phpRound(sumOfFields() * 0.85, shop.decimals)
    case 'quantities':
    case 'typed':
    case 'shipping':
    case 'fee':
    case 'tax-only':
      return phpRound(sumOfFields(), shop.decimals)
  }

  /** The admin page adds its fields up, each rounded unless the shop rounds at the subtotal. */
  function sumOfFields(): number {
    const fields = lines.flatMap(({ total, taxes }) => [total, ...taxes.values()])
    return arraySum(
      shop.roundsTaxAtSubtotal ? fields : fields.map((field) => phpRound(field, shop.decimals)),
    )
  }
}

function linesOf(kind: RefundKind, { random, generated, rest }: Situation): RefundedAmount[] {
  const { stored: order } = generated
  const { shop } = order
  const all = everyLine(order)
  switch (kind) {
    case 'full':
      return all.map((line) => wholeRest(line, rest))
    case 'shipping':
    case 'fee': {
      const list = kind === 'fee' ? 'feeLines' : 'shippingLines'
      const lines = all.filter((line) => line.list === list && Number(line.line.total) > 0)
      return lines.length === 0 ? [] : [wholeRest(random.pick(lines), rest)]
    }
    case 'quantities':
    case 'kept-back':
      return order.lines
        .map((_, at) => at)
        .filter(() => random.chance(0.6))
        .map((at) => someQuantity(at))
    case 'typed': {
      const { list, at, key } = random.pick(all)
      const share = random.next()
      const total = Math.max(0, phpRound((rest.totals.get(key) ?? 0) * share, shop.decimals))
      return [{ list, at, quantity: 0, total, taxes: shareOf(key, share) }]
    }
    case 'tax-only':
      return all
        .filter((line) => Number(line.line.total) > 0)
        .map(({ list, at, key }) => ({ list, at, quantity: 0, total: 0, taxes: shareOf(key, 1) }))
    case 'amount-only':
    case 'by-status':
      return []
  }

  /** So many pieces at the line's own price: what the admin page fills in for a quantity. */
  function someQuantity(at: number): RefundedAmount {
    const key = `lines ${at}`
    const line = order.lines[at]
    const [quantity, left] = [line?.source.quantity ?? 0, rest.quantities.get(key) ?? 0]
    const pieces = Number.isInteger(left) ? random.int(0, left) : left
    const share = quantity === 0 ? 0 : pieces / quantity
    const total = phpRound(Number(line?.total) * share, STORED_DECIMALS)
    const places = shop.roundsTaxAtSubtotal ? STORED_DECIMALS : shop.decimals
    const taxes = (line?.taxes ?? []).map(({ rateID, total: tax }): [number, number] => [
      rateID,
      atMost(phpRound(Number(tax) * share, places), rest.taxes.get(key)?.get(rateID)),
    ])
    return {
      list: 'lines',
      at,
      quantity: pieces,
      total: atMost(total, rest.totals.get(key)),
      taxes: new Map(taxes),
    }
  }

  function shareOf(key: string, share: number): Map<number, number> {
    const left = [...(rest.taxes.get(key) ?? [])]
    return new Map(left.map(([id, tax]) => [id, Math.max(0, phpRound(tax * share, shop.decimals))]))
  }
}

function wholeRest(
  { list, at, key }: Pick<ReturnType<typeof everyLine>[number], 'list' | 'at' | 'key'>,
  rest: Rest,
): RefundedAmount {
  return {
    list,
    at,
    quantity: rest.quantities.get(key) ?? 0,
    total: rest.totals.get(key) ?? 0,
    taxes: new Map(rest.taxes.get(key)),
  }
}

function atMost(value: number, limit = 0): number {
  return Math.max(0, Math.min(value, limit))
}
