/**
 * Whether the goods of a refund went back on the shelf. WooCommerce counts, on each line of the
 * order, the pieces that its refunds put back; a refund puts all of its pieces back, or none.
 */
import type { LineItem, Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'

export type Shelf =
  | 'restocked'
  /** Or the shop does not count this stock: then nobody says that it came back. */
  | 'kept-out'
  /** Several refunds of one line, some put back: which ones the shop does not say. */
  | 'unclear'

/** Of the order's line: how many pieces of it were put back, by all refunds together. */
const RESTOCKED_COUNT = '_restock_refunded_items'
/** Of a refund's line: the order's line that it gives back. */
export const REFUNDED_LINE = '_refunded_item_id'

/** Beyond these, all the ways it may have been are too many to look through. */
const REFUNDS_MAX = 10
/** Pieces have up to five decimals; PHP adds them up in floats. */
const CLOSE_ENOUGH = 0.000_01

export type Returned = {
  readonly order: Pick<Order, 'lineItems'>
  /** All of the order. */
  readonly refunds: readonly Refund[]
  readonly refund: Refund
}

/** By the ID of the order's line; of lines that the refund does not give back there is nothing. */
export function shelvesOf({ order, refunds, refund }: Returned): ReadonlyMap<number, Shelf> {
  const back = piecesBack(refund)
  const counted = order.lineItems
    .map((line) => ({ id: line.id, count: restockedCount(line) }))
    .filter(({ count }) => count > 0)
  const isCounted = counted.some(({ id }) => back.has(id))
  const flag = isCounted ? restockFlag(counted, { refunds, refund }) : 'kept-out'
  return new Map(
    [...back.keys()].map((id): [number, Shelf] => [
      id,
      counted.some((line) => line.id === id) ? flag : 'kept-out',
    ]),
  )
}

type Counted = { readonly id: number; readonly count: number }

/** What all ways agree on in which the refunds can have come to the counts. */
function restockFlag(
  counted: readonly Counted[],
  { refunds, refund }: Pick<Returned, 'refunds' | 'refund'>,
): Shelf {
  const others = refunds.filter(({ id }) => id !== refund.id)
  if (others.length >= REFUNDS_MAX) {
    return 'unclear'
  }
  const back = [refund, ...others].map(piecesBack)
  const ways = Array.from({ length: 2 ** back.length }, (_, way) => way).filter((way) =>
    counted.every(({ id, count }) => {
      const pieces = back.map((one, at) => (isPutBack(way, at) ? (one.get(id) ?? 0) : 0))
      return Math.abs(pieces.reduce((sum, one) => sum + one, 0) - count) < CLOSE_ENOUGH
    }),
  )
  const putBack = ways.filter((way) => isPutBack(way, 0))
  if (ways.length === 0 || (putBack.length > 0 && putBack.length < ways.length)) {
    return 'unclear'
  }
  return putBack.length > 0 ? 'restocked' : 'kept-out'
}

/** A way is a number of which each bit stands for a refund. */
function isPutBack(way: number, at: number): boolean {
  return Math.floor(way / 2 ** at) % 2 === 1
}

function piecesBack({ lineItems }: Refund): ReadonlyMap<number, number> {
  const pieces = lineItems.map((line): [number, number] => [
    Number(metaOf(line, REFUNDED_LINE)),
    Math.abs(Number(line.quantity)),
  ])
  return new Map(pieces.filter(([id, count]) => id > 0 && count > 0))
}

function restockedCount(line: LineItem): number {
  const count = Number(metaOf(line, RESTOCKED_COUNT) ?? 0)
  return Number.isFinite(count) ? count : 0
}

function metaOf({ metaData }: LineItem, key: string): unknown {
  return metaData.find((meta) => meta.key === key)?.value
}
