/** The lines of a refund beside those of the sale: what a line was sold as, it comes back as. */
import type { LineItem, Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { bundleMates } from './bundle-lines.ts'
import { REFUNDED_LINE } from './returned-goods.ts'

/**
 * The refund's lines as it has them, under the IDs of the lines they were sold on and with all that
 * plugins said there. The rest of a bundle stands beside its refunded part, at nothing.
 */
export function refundedLines(order: Order, refund: Refund): readonly LineItem[] {
  const lines = refund.lineItems.map((line) => asSold(line, order.lineItems))
  const present = new Set(lines.map(({ id }) => id))
  const mates = bundleMates(present, order.lineItems).map((line) => ({
    ...line,
    quantity: '0',
    subtotal: '0',
    total: '0',
    taxes: line.taxes.map((tax) => ({ ...tax, total: tax.total === null ? null : '0' })),
  }))
  return [...lines, ...mates]
}

function asSold(line: LineItem, soldLines: readonly LineItem[]): LineItem {
  const soldID = line.metaData.find(({ key }) => key === REFUNDED_LINE)?.value
  const sold = soldLines.find(({ id }) => String(id) === String(soldID))
  if (sold === undefined) {
    return line
  }
  const { id, name, parentName, metaData, bundledBy, compositeParent, mnmChildOf } = sold
  return { ...line, id, name, parentName, metaData, bundledBy, compositeParent, mnmChildOf }
}
