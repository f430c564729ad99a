/** What a preview is asked of: an order that is sent along, or one that the Worker has. */
import * as v from 'valibot'
import { SNAPSHOT_BYTES_MAX } from '../queue/snapshots.ts'
import { decodeFields, isFieldProblem } from '../woo/field-problem.ts'
import type { FieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'
import { decodeRefunds } from '../woo/refund.ts'
import { parseSubject } from '../woo/subject.ts'

/** An order of the largest size with its refunds, and a mapping of many hundred rates. */
export const PREVIEW_BYTES_MAX = 2 * 1024 * 1024
const NUMBER_LENGTH_MAX = 100

export type PreviewRequest = {
  readonly kind: 'preview'
  readonly of: AskedOrder
  /** Laid over the store's own; undefined where those are to count. */
  readonly settings: unknown
}

export type AskedOrder =
  | { readonly kind: 'subject'; readonly subject: string }
  | { readonly kind: 'number'; readonly number: string }
  | {
      readonly kind: 'sent'
      readonly order: Order
      readonly snapshot: string
      readonly refunds: string
    }

export function decodePreviewRequest(body: Uint8Array): PreviewRequest | FieldProblem {
  const decoded = decodeFields(request, jsonIn(body), 'what a preview is asked of')
  if (isFieldProblem(decoded)) {
    return decoded
  }
  const of = askedOrder(decoded)
  return isFieldProblem(of) ? of : { kind: 'preview', of, settings: decoded.settings }
}

const request = v.pipe(
  v.strictObject(
    {
      subject: v.optional(
        v.pipe(
          v.string('a subject such as "order:1042"'),
          v.check(
            (subject) => parseSubject(subject)?.kind === 'order',
            'a subject such as "order:1042"',
          ),
        ),
      ),
      number: v.optional(
        v.pipe(
          v.string('an order’s number such as "1042"'),
          v.maxLength(NUMBER_LENGTH_MAX, `at most ${NUMBER_LENGTH_MAX} characters`),
        ),
      ),
      order: v.optional(v.unknown()),
      refunds: v.optional(v.unknown()),
      settings: v.optional(v.record(v.string(), v.unknown(), 'settings as an object')),
    },
    'an object of subject, number or order, and settings to try',
  ),
  v.check(
    ({ subject, number, order }) =>
      [subject, number, order].filter((one) => one !== undefined).length === 1,
    'one of subject, number and order',
  ),
)

function askedOrder(asked: v.InferOutput<typeof request>): AskedOrder | FieldProblem {
  if (asked.subject !== undefined) {
    return { kind: 'subject', subject: asked.subject }
  }
  if (asked.number !== undefined) {
    return { kind: 'number', number: asked.number }
  }
  const order = decodeOrder(asked.order)
  if (isFieldProblem(order)) {
    return { ...order, field: withinField('order', order.field) }
  }
  const refunds = decodeRefunds(asked.refunds)
  if (refunds !== undefined && isFieldProblem(refunds)) {
    return refunds
  }
  const sent = {
    snapshot: JSON.stringify(asked.order),
    refunds: JSON.stringify(asked.refunds ?? []),
  }
  const bytes = new TextEncoder().encode(`${sent.snapshot}${sent.refunds}`).length
  return bytes > SNAPSHOT_BYTES_MAX
    ? {
        kind: 'field-problem',
        field: 'order',
        expected: `at most ${SNAPSHOT_BYTES_MAX} bytes with its refunds`,
        got: `${bytes}`,
      }
    : { kind: 'sent', order, ...sent }
}

/** `order.line_items[2].total`. */
function withinField(parent: string, field: string): string {
  return field === '' ? parent : `${parent}.${field}`
}

/** Undefined, which is nothing that could be asked, when it is no JSON. */
function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body))
  } catch {
    // Whoever sent it reads that an object was expected and that there was nothing.
    return undefined
  }
}
