/** A stored refund as `GET /wc/v3/orders/ID/refunds/RID` shows it. */
import { feeLine, lineIDs, productLine, shippingLine, taxLine, timesOf } from './order-payload.ts'
import type { Json, OrderHead } from './order-payload.ts'
import { numberFormat } from './php-numbers.ts'
import type { StoredRefund } from './refund.ts'
import type { StoredOrder } from './stored-order.ts'

export type RefundHead = {
  readonly id: number
  readonly createdAtMs: number
  /** Whether nothing is left to refund after it. */
  readonly isLast: boolean
}

export function refundPayload(
  refund: StoredRefund,
  {
    order,
    orderHead,
    head,
  }: { readonly order: StoredOrder; readonly orderHead: OrderHead; readonly head: RefundHead },
): Json {
  const { shop } = order
  const ids = lineIDs(order, orderHead)
  const firstID = head.id * 100
  const money = (amount: string) => numberFormat(Number(amount), shop.decimals)
  let nextID = firstID
  return {
    id: head.id,
    ...timesOf('date_created', head.createdAtMs),
    amount: refund.amount,
    reason: refund.request.reason,
    refunded_by: 1,
    refunded_payment: refund.request.isPaymentRefunded,
    meta_data: [{ id: head.id, key: '_refund_type', value: head.isLast ? 'full' : 'partial' }],
    line_items: refund.lines.map(({ line, at, quantity }) =>
      refundedItem(
        productLine(order, {
          line: { ...line, source: { ...line.source, quantity } },
          id: (nextID += 1),
          head: orderHead,
        }),
        ids.lines + at,
      ),
    ),
    shipping_lines: refund.shippingLines.map(({ line, at }) =>
      refundedItem(
        shippingLine(order, { line, id: (nextID += 1), head: orderHead }),
        ids.shipping + at,
      ),
    ),
    tax_lines: refund.taxLines.map((line) => taxLine(line, { id: (nextID += 1), money })),
    fee_lines: refund.feeLines.map(({ line, at }) =>
      refundedItem(feeLine(order, { line, id: (nextID += 1), head: orderHead }), ids.fees + at),
    ),
  }
}

/** WooCommerce says on each line which line of the order it takes back. */
function refundedItem(line: Json, itemID: number): Json {
  const value = String(itemID)
  const key = '_refunded_item_id'
  return {
    ...line,
    meta_data: [{ id: itemID, key, value, display_key: key, display_value: value }],
  }
}
