/** What the shop said last of a held order. */
import type { PickedJob } from '../queue/list-jobs.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'
import { parseSubject } from '../woo/subject.ts'

/** Null of a customer, and of what cannot be read. */
export function parseOrder({
  subject,
  snapshot,
}: Pick<PickedJob, 'subject' | 'snapshot'>): Order | null {
  if (snapshot === null || parseSubject(subject)?.kind !== 'order') {
    return null
  }
  const order = decodeOrder(JSON.parse(snapshot))
  return isFieldProblem(order) ? null : order
}
