/** A wc/v3 refund of an order. Its lines and taxes are negative, its `amount` is not. */
import * as v from 'valibot'

import { decodeFields, isFieldProblem } from './field-problem.ts'
import type { FieldProblem } from './field-problem.ts'
import { feeLine, lineItem, shippingLine, taxLine } from './order.ts'
import { amount, fields, flag, id, list, optionalText, time } from './wire-fields.ts'

export type Refund = v.InferOutput<typeof refund>

export function decodeRefund(snapshot: unknown): Refund | FieldProblem {
  return decodeFields(refund, snapshot, 'a wc/v3 refund')
}

const refund = fields({
  id,
  date_created: time,
  date_created_gmt: time,
  amount,
  reason: optionalText,
  /** Whether the gateway gave the money back; false when a person did it outside the shop. */
  refunded_payment: flag,
  line_items: list(lineItem),
  tax_lines: list(taxLine),
  shipping_lines: list(shippingLine),
  fee_lines: list(feeLine),
})

/** A change's refunds; undefined stays so, and means that they were not read. */
export function decodeRefunds(snapshots: unknown): readonly Refund[] | undefined | FieldProblem {
  if (snapshots === undefined) {
    return undefined
  }
  const decoded = decodeFields(v.object({ refunds }), { refunds: snapshots }, 'refunds')
  return isFieldProblem(decoded) ? decoded : decoded.refunds
}

const refunds = list(refund)
