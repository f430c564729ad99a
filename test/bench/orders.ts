/** Orders for the bench: the corpus's paid ones, which stand in the books as one SalesReceipt each. */
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { demoOrders } from '../../worker/cli/demo-shop.ts'

/** Every order paid, in the books' currency, with nothing refunded: 20 or so kinds of baskets. */
export async function paidOrders(): Promise<readonly DemoOrder[]> {
  return (await demoOrders(null)).filter(
    ({ status, currency, date_paid: datePaid, refunds }) =>
      status === 'processing' &&
      currency === 'USD' &&
      typeof datePaid === 'string' &&
      Array.isArray(refunds) &&
      refunds.length === 0,
  )
}

/** So many of them with numbers of their own; the same guest stands behind the same place. */
export function ordersOfGuests(
  paid: readonly DemoOrder[],
  { count, firstID }: { readonly count: number; readonly firstID: number },
): readonly DemoOrder[] {
  return Array.from({ length: count }, (_, at) => {
    const order = paid[at % paid.length]
    if (order === undefined) {
      throw new Error('the corpus has no paid order')
    }
    const id = firstID + at
    const billing = { ...(order.billing as object), email: `guest-${at}@example.test` }
    return { ...order, id, number: String(id), customer_id: 0, billing }
  })
}
