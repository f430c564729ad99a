/** What an order's sale is in the books. Tax is in `sales-tax`, the lines in `order-lines`. */
import { parseCents, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import { bookAddress } from './address.ts'
import { orderCustomer } from './customer-document.ts'
import type { PaymentDocument, SaleDocument, SaleKind } from './document.ts'
import { withDiscountLines } from './discount-lines.ts'
import { firstFittingRule } from './document-rules.ts'
import { saleFingerprint } from './fingerprint.ts'
import { fittedText } from './fitted-text.ts'
import { mapped } from './mapped.ts'
import type { MappedGateway } from './mapping.ts'
import type { Settings } from './settings.ts'
import { orderAmounts } from './order-amounts.ts'
import { orderLines } from './order-lines.ts'
import { plainText, withoutMarkup } from './plain-text.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { isUnposted, PAID_FORMS, SALE_FORMS } from './sale-form.ts'
import { salesTax } from './sales-tax.ts'

/** RefNumber of invoices and sales receipts. */
const REF_NUMBER_LENGTH_MAX = 11
const MEMO_LENGTH_MAX = 4095
/** `posting` puts a marker behind the memo; a store's ID and any subject fit in this. */
const MARKER_LENGTH_MAX = 100

/** What is needed of a store to know what an order is in its books. */
export type Shop = {
  /** The shop's own, which is the books'. */
  readonly currency: string
}

export type SaleSource = {
  readonly order: Order
  readonly settings: Settings
  readonly shop: Shop
  readonly storeID: string
  /** What the sale stands in QuickBooks as: an invoice that was paid does not become a receipt. */
  readonly linkedKind: SaleKind | null
}

/** The sale as it should stand, or the one thing that keeps it from standing at all. */
export function saleDocument(source: SaleSource): SaleDocument | Problem {
  const refNumber = orderRefNumber(source)
  if (typeof refNumber !== 'string') {
    return refNumber
  }
  const form = formOf(source)
  if (isProblem(form)) {
    return form
  }
  const sold = soldLines(source)
  if (isProblem(sold)) {
    return sold
  }
  const { kind } = form
  const arrived = arrival(source, kind)
  if (isProblem(arrived)) {
    return arrived
  }
  const { order, storeID } = source
  const { customer, losses: customerLosses } = orderCustomer(order, storeID)
  const bill = bookAddress(order.billing, 'billing')
  const ship = bookAddress(order.shipping, 'shipping')
  const memo = memoOf(order)
  return {
    kind,
    refNumber,
    txnDate: dayOf(source),
    dueDate: kind === 'SalesReceipt' ? null : dueDay(source),
    customer,
    billAddress: bill.address,
    // Also when it is the billing address: left out, QuickBooks would print the customer's last.
    shipAddress: ship.address,
    ...(kind === 'SalesReceipt' ? arrived : NO_PAYMENT),
    memo: memo.text,
    ...sold.document,
    payment: hasPayment(source, kind) ? paymentOf(source, { arrived, memo: memo.text }) : null,
    fingerprint: saleFingerprint({
      dateCreated: order.dateCreated,
      customer,
      lines: sold.netLines,
      totalCents: sold.document.totalCents,
    }),
    losses: distinct([customerLosses, bill.losses, ship.losses, memo.losses, sold.losses].flat()),
  }
}

function orderRefNumber({ order, settings }: SaleSource): string | Problem {
  const refNumber = `${settings.refNumberPrefix}${order.number}`
  if (refNumber.length > REF_NUMBER_LENGTH_MAX) {
    return problem('order-number-too-long', {
      order: order.number,
      refNumber,
      lengthMax: REF_NUMBER_LENGTH_MAX,
    })
  }
  // Spelled differently it would be another number, and empty it could not be asked for.
  const isKept = refNumber !== '' && plainText(refNumber).text === refNumber
  return isKept ? refNumber : problem('order-number-unusable', { order: order.number, refNumber })
}

function soldLines({ order, settings, shop }: SaleSource) {
  if (order.currency !== shop.currency) {
    const { number, currency } = order
    return problem('currency-not-in-books', {
      order: number,
      currency,
      booksCurrency: shop.currency,
    })
  }
  const amounts = orderAmounts(order)
  if (isProblem(amounts)) {
    return amounts
  }
  const netLines = orderLines(order, amounts)
  const lines = withDiscountLines(order, netLines, settings.discounts)
  if (lines.length === 0) {
    return problem('order-without-lines', { order: order.number })
  }
  const { mapping } = settings
  const decision = salesTax({ order, lines, taxCents: amounts.taxLines, mapping })
  if (isProblem(decision)) {
    return decision
  }
  const { tax, nativeRateID } = decision
  const saleLines = lines.map(({ taxRateIDs, ...line }) => ({
    item: line.item,
    description: line.description,
    quantity: line.quantity,
    amountCents: line.amountCents,
    isTaxable: nativeRateID !== null && taxRateIDs.includes(nativeRateID),
  }))
  return {
    document: { lines: saleLines, tax, totalCents: amounts.totalCents },
    netLines,
    losses: lines.flatMap((line) => line.losses),
  }
}

const NO_PAYMENT: MappedGateway = { paymentMethodName: null, depositAccountName: null }

/** A sale that stands keeps its kind; the first time the owner's rules say what it becomes. */
function formOf({ order, settings, linkedKind }: SaleSource): Form | Problem {
  if (linkedKind !== null) {
    return { kind: linkedKind, rule: null }
  }
  const rule = firstFittingRule(order, settings.documentRules)
  if (rule === null) {
    const kind =
      order.datePaidGmt === null
        ? SALE_FORMS[settings.unpaidOrders]
        : PAID_FORMS[settings.paidOrders]
    return { kind, rule: null }
  }
  const { becomes, place } = rule
  return becomes === 'hold'
    ? problem('held-by-rule', { order: order.number, rule: String(place) })
    : { kind: SALE_FORMS[becomes], rule: place }
}

type Form = { readonly kind: SaleKind; readonly rule: number | null }

/** WooCommerce writes these in the shop's own time zone. */
function dayOf({ order, settings }: SaleSource): string {
  const times = {
    created: order.dateCreated,
    paid: order.datePaid,
    completed: order.dateCompleted,
  }
  return (times[settings.dateFrom] ?? order.dateCreated).slice(0, 'yyyy-mm-dd'.length)
}

function dueDay(source: SaleSource): string | null {
  const { dueDays } = source.settings
  if (dueDays === null) {
    return null
  }
  const day = new Date(`${dayOf(source)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + dueDays)
  return day.toISOString().slice(0, 'yyyy-mm-dd'.length)
}

/** 0.00 is paid without any money. */
function isPaid(order: Order): boolean {
  return order.datePaidGmt !== null && /[1-9]/.test(order.total)
}

/** A receipt is its own payment; beside what does not post the owner may want none. */
function hasPayment({ order, settings }: SaleSource, kind: SaleKind): boolean {
  const isWanted = !isUnposted(kind) || settings.moneyBeforeInvoice === 'unapplied-credit'
  return kind !== 'SalesReceipt' && isWanted && isPaid(order)
}

function paymentOf(
  source: SaleSource,
  { arrived, memo }: { readonly arrived: MappedGateway; readonly memo: string },
): PaymentDocument {
  const { order, settings } = source
  return {
    refNumber: `${settings.refNumberPrefix}${order.number}`,
    txnDate: (order.datePaid ?? order.dateCreated).slice(0, 'yyyy-mm-dd'.length),
    totalCents: parseCents(order.total) ?? ZERO,
    ...arrived,
    memo,
  }
}

/** How the money arrives, where there is some; a receipt says that there is. */
function arrival(source: SaleSource, kind: SaleKind): MappedGateway | Problem {
  const { order, settings } = source
  const isReceived = kind === 'SalesReceipt' && /[1-9]/.test(order.total)
  if (!isReceived && !hasPayment(source, kind)) {
    return NO_PAYMENT
  }
  const gateway = mapped(settings.mapping.gateways, order.paymentMethod)
  if (gateway !== null) {
    const { paymentMethodName, depositAccountName } = gateway
    return { paymentMethodName, depositAccountName }
  }
  return problem('unmapped-gateway', {
    order: order.number,
    gateway: order.paymentMethod,
    title: order.paymentMethodTitle,
  })
}

/** `WooCommerce order 1042, Credit card, ch_3NfK`: what a bank statement is searched by. */
function memoOf({ number, paymentMethodTitle, transactionId }: Order) {
  const words = [`WooCommerce order ${number}`, withoutMarkup(paymentMethodTitle), transactionId]
  const text = words.filter((word) => word !== '').join(', ')
  return fittedText({ field: 'memo', text, lengthMax: MEMO_LENGTH_MAX - MARKER_LENGTH_MAX })
}

/** The customer and the document read the same addresses: one loss, one entry in the log. */
function distinct(losses: SaleDocument['losses']): SaleDocument['losses'] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}
