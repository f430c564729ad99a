/** The money of an order: how it arrives, the payments beside its invoice, its way to the bank. */
import { cents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import type { PaymentDocument, SaleDocument } from './document.ts'
import { depositOf } from './gateway-fee.ts'
import { mappedGateway } from './gateway-mapping.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import { isBeforePayment, moneyIn } from './money-in.ts'
import type { MoneyIn } from './money-in.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { isUnposted } from './sale-form.ts'
import type { Settings } from './settings.ts'

export type Payable = {
  readonly order: Order
  readonly refunds: readonly Refund[]
  readonly settings: Settings
  readonly gateway: MappedGateway | null
  readonly money: MoneyIn
}

export function payableOf({
  order,
  refunds,
  settings,
}: Pick<Payable, 'order' | 'refunds' | 'settings'>): Payable | Problem {
  const gateway = mappedGateway(settings.mapping.gateways, order)
  const money = moneyIn({ order, gateway })
  if (!isProblem(money)) {
    return { order, refunds, settings, gateway, money }
  }
  // A person enters them: for the books nothing is paid.
  return settings.unclearOrders.partPayments === 'hold'
    ? money
    : { order, refunds, settings, gateway, money: { kind: 'nothing' } }
}

export type OrderMoney = Pick<
  SaleDocument,
  | 'paymentMethodName'
  | 'depositAccountName'
  | 'receivablesAccountName'
  | 'payments'
  | 'deposit'
  | 'leftToDo'
>

type Sold = Pick<SaleDocument, 'kind' | 'head' | 'refNumber' | 'txnDate' | 'memo'>

export function orderMoney(payable: Payable, sold: Sold): OrderMoney | Problem {
  const { order, gateway } = payable
  const { kind, refNumber } = sold
  const arrived = isMoneyThere(payable, sold) ? arrival(payable) : NO_ARRIVAL
  if (isProblem(arrived)) {
    return arrived
  }
  const payments = hasPayments(payable, sold) ? paymentsOf(payable, { ...sold, arrived }) : []
  const money = wholeMoney(payable, { sold, payments })
  // What is pending has received nothing that could go to the bank.
  const isReceived = kind !== 'SalesReceipt' || !isUnposted(sold)
  const deposit = isReceived ? depositOf({ order, gateway, refNumber, money }) : null
  return {
    ...(kind === 'SalesReceipt' ? arrived : NO_ARRIVAL),
    receivablesAccountName: kind === 'Invoice' ? (gateway?.receivablesAccountName ?? null) : null,
    payments,
    ...(deposit !== null && isProblem(deposit)
      ? { deposit: null, leftToDo: deposit }
      : { deposit, leftToDo: null }),
  }
}

/** A receipt is its own payment; beside what does not post the owner may want none. */
function hasPayments({ settings }: Payable, sold: Pick<Sold, 'kind' | 'head'>): boolean {
  const isWanted = !isUnposted(sold) || settings.moneyBeforeInvoice === 'unapplied-credit'
  return sold.kind !== 'SalesReceipt' && isWanted
}

/** 0.00 is paid without any money; a receipt says that there is some. */
function isMoneyThere(payable: Payable, sold: Pick<Sold, 'kind' | 'head'>): boolean {
  const isPaid = hasPayments(payable, sold) && payable.money.kind !== 'nothing'
  return (isPaid || sold.kind === 'SalesReceipt') && /[1-9]/.test(payable.order.total)
}

type Arrival = Pick<PaymentDocument, 'paymentMethodName' | 'depositAccountName'>

const NO_ARRIVAL: Arrival = { paymentMethodName: null, depositAccountName: null }

/**
 * The owner's choice for the gateway that took the money; where nobody chose, the order waits. What a
 * fee is taken off waits in Undeposited Funds until its deposit.
 */
function arrival({ order, gateway }: Payable): Arrival | Problem {
  if (gateway === null) {
    const { number, paymentMethod, paymentMethodTitle: title } = order
    return problem('unmapped-gateway', { order: number, gateway: paymentMethod, title })
  }
  const { paymentMethodName, depositAccountName, feeAccountName } = gateway
  return {
    paymentMethodName,
    depositAccountName: feeAccountName === null ? depositAccountName : null,
  }
}

/** What was paid; nothing of 0.00, which is paid without any money. */
function paymentsOf(
  payable: Payable,
  { refNumber, memo, arrived }: Sold & { readonly arrived: Arrival },
): readonly PaymentDocument[] {
  const { gateway, money } = payable
  const receivablesAccountName = gateway?.receivablesAccountName ?? null
  const common = { ...arrived, receivablesAccountName, memo }
  switch (money.kind) {
    case 'nothing':
      return []
    case 'whole': {
      const totalCents = wholeCents(payable)
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

/** What was refunded before anything was paid lowered what there was to pay. */
function wholeCents({ order, refunds, gateway }: Payable): Cents {
  const lowered = refunds.filter((refund) => isBeforePayment(refund, { order, gateway }))
  const loweredCents = sum(lowered.map(({ amount }) => parseCents(amount) ?? ZERO))
  return cents((parseCents(order.total) ?? ZERO) - loweredCents)
}

/** Whether all of the total came in at once, as a receipt says. */
export function isPaidAtOnce(payable: Payable): boolean {
  const { order, money } = payable
  return money.kind === 'whole' && wholeCents(payable) === (parseCents(order.total) ?? ZERO)
}

/** What arrived at once, on a receipt or as one payment. */
function wholeMoney(
  { order, money }: Payable,
  { sold, payments }: { readonly sold: Sold; readonly payments: readonly PaymentDocument[] },
): Pick<PaymentDocument, 'txnDate' | 'totalCents'> | null {
  if (sold.kind !== 'SalesReceipt') {
    return money.kind === 'whole' ? (payments[0] ?? null) : null
  }
  const totalCents = parseCents(order.total) ?? ZERO
  const txnDate = money.kind === 'whole' ? money.day : sold.txnDate
  return totalCents <= 0 ? null : { txnDate, totalCents }
}
