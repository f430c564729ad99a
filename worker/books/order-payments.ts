/** The payments for an order's invoice, and how money arrives. */
import { parseCents, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { PaymentDocument } from './document.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import type { MoneyIn } from './money-in.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'

/** How money arrives: of a receipt, or of the payments that follow an invoice. */
export type Arrival = Pick<PaymentDocument, 'paymentMethodName' | 'depositAccountName'>

export const NO_ARRIVAL: Arrival = { paymentMethodName: null, depositAccountName: null }

export type Payable = {
  readonly order: Order
  readonly gateway: MappedGateway | null
  readonly money: MoneyIn
}

/** The owner's choice for the gateway that took the money; where nobody chose, the order waits. */
export function arrival({ order, gateway }: Pick<Payable, 'order' | 'gateway'>): Arrival | Problem {
  if (gateway === null) {
    const { number, paymentMethod, paymentMethodTitle: title } = order
    return problem('unmapped-gateway', { order: number, gateway: paymentMethod, title })
  }
  const { paymentMethodName, depositAccountName } = gateway
  return { paymentMethodName, depositAccountName }
}

/** What was paid towards the invoice; nothing of 0.00, which is paid without any money. */
export function paymentsOf(
  payable: Payable,
  {
    refNumber,
    arrived,
    memo,
  }: { readonly refNumber: string; readonly arrived: Arrival; readonly memo: string },
): readonly PaymentDocument[] {
  const receivablesAccountName = payable.gateway?.receivablesAccountName ?? null
  const common = { ...arrived, receivablesAccountName, memo }
  const { money } = payable
  switch (money.kind) {
    case 'nothing':
      return []
    case 'whole': {
      const totalCents = parseCents(payable.order.total) ?? ZERO
      return totalCents <= 0
        ? []
        : [{ part: null, refNumber, txnDate: money.day, totalCents, ...common }]
    }
    case 'parts':
      return money.parts.map(({ part, amountCents, day }) => ({
        part,
        refNumber: `${refNumber}-${part}`,
        txnDate: day,
        totalCents: amountCents,
        ...common,
      }))
  }
}
