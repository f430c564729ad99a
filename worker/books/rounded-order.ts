/** An order and its refunds in amounts that QuickBooks can keep, where a shop shows finer ones. */
import { formatCents, parseCents } from '../money/cents.ts'
import { parseDecimal, roundedCents } from '../money/decimal.ts'
import type { LineItem, Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import type { TextLoss } from './document.ts'

/**
 * Each amount by itself, half a cent away from zero: what that puts apart is for the books to spread.
 * An order without finer amounts stays as it is, whole yen too.
 */
export function roundedOrder(order: Order): Order {
  const { total, totalTax } = order
  return isFiner([total, totalTax], order)
    ? { ...order, total: rounded(total), totalTax: rounded(totalTax), ...roundedParts(order) }
    : order
}

export function roundedRefund(refund: Refund): Refund {
  const { amount } = refund
  return isFiner([amount], refund)
    ? { ...refund, amount: rounded(amount), ...roundedParts(refund) }
    : refund
}

function isFiner(amounts: readonly string[], parts: Parts): boolean {
  const { lineItems, shippingLines, feeLines, taxLines } = parts
  const lines = [...lineItems, ...shippingLines, ...feeLines]
  return [
    ...amounts,
    ...lines.map(({ total }) => total),
    ...lineItems.map(({ subtotal }) => subtotal),
    ...taxLines.flatMap(({ taxTotal, shippingTaxTotal }) => [taxTotal, shippingTaxTotal]),
  ].some((amount) => parseCents(amount) === null)
}

/** What of the order as a whole was rounded, for the log. */
export function roundings(order: Order): readonly TextLoss[] {
  const amounts = [
    ['total', order.total],
    ['total_tax', order.totalTax],
  ] as const
  return amounts.flatMap(([field, original]) =>
    parseCents(original) === null ? [{ field, original, sent: rounded(original) }] : [],
  )
}

type Parts = Pick<Order, 'lineItems' | 'shippingLines' | 'feeLines' | 'taxLines'>

function roundedParts({ lineItems, shippingLines, feeLines, taxLines }: Parts): Parts {
  return {
    lineItems: lineItems.map((line) => ({
      ...withTotal(line),
      subtotal: rounded(line.subtotal),
    })),
    shippingLines: shippingLines.map(withTotal),
    feeLines: feeLines.map(withTotal),
    taxLines: taxLines.map((line) => ({
      ...line,
      taxTotal: rounded(line.taxTotal),
      shippingTaxTotal: rounded(line.shippingTaxTotal),
    })),
  }
}

function withTotal<TLine extends Pick<LineItem, 'total'>>(line: TLine): TLine {
  return { ...line, total: rounded(line.total) }
}

/** What is no amount stays, for the books to say so. */
function rounded(amount: string): string {
  const exact = parseDecimal(amount)
  return exact === null ? amount : formatCents(roundedCents(exact))
}
