/** What an order's sale is in the books. Tax is in `sales-tax`, the lines in `order-lines`. */
import { parseCents, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { bookAddress } from './address.ts'
import { customerOnForm, orderCustomer } from './customer-document.ts'
import type { SaleDocument, SaleKind } from './document.ts'
import type { Edition } from './edition.ts'
import { firstFittingRule } from './document-rules.ts'
import { saleFingerprint } from './fingerprint.ts'
import { fittedText } from './fitted-text.ts'
import { memoNote, notesOf } from './note-lines.ts'
import type { Settings } from './settings.ts'
import { orderLines } from './order-lines.ts'
import { isPaidAtOnce, orderMoney, payableOf } from './order-payments.ts'
import type { Payable } from './order-payments.ts'
import { plainText, withoutMarkup } from './plain-text.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { PAID_FORMS, SALE_FORMS } from './sale-form.ts'
import { settledAmounts } from './redemptions.ts'
import { saleLines } from './sale-lines.ts'
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
  /** As far as they are known. */
  readonly refunds: readonly Refund[]
  readonly settings: Settings
  readonly shop: Shop
  readonly storeID: string
  /** Of the QuickBooks that the sale goes into. */
  readonly edition: Edition
  /** What the sale stands in QuickBooks as: an invoice that was paid does not become a receipt. */
  readonly linkedKind: SaleKind | null
}

/** The sale as it should stand, or the one thing that keeps it from standing at all. */
export function saleDocument(source: SaleSource): SaleDocument | Problem {
  const refNumber = orderRefNumber(source)
  if (typeof refNumber !== 'string') {
    return refNumber
  }
  const payable = payableOf(source)
  if (isProblem(payable)) {
    return payable
  }
  const form = formOf(source, payable)
  if (isProblem(form)) {
    return form
  }
  const sold = soldLines(source)
  if (isProblem(sold)) {
    return sold
  }
  const { kind } = form
  const { order, storeID, settings } = source
  const memo = memoOf(order, settings)
  const txnDate = dayOf(source)
  const money = orderMoney(payable, { kind, refNumber, txnDate, memo: memo.text })
  if (isProblem(money)) {
    return money
  }
  const { customer: buyer, losses: customerLosses } = orderCustomer(order, { storeID, settings })
  const bill = bookAddress(order.billing, 'billing')
  const ship = bookAddress(order.shipping, 'shipping')
  const notes = notesOf(order, settings)
  const sale = {
    kind,
    refNumber,
    txnDate,
    dueDate: kind === 'SalesReceipt' ? null : dueDay(source, payable),
    customer: customerOnForm(order, { buyer, kind, settings }),
    billAddress: bill.address,
    // Also when it is the billing address: left out, QuickBooks would print the customer's last.
    shipAddress: ship.address,
    ...money,
    memo: memo.text,
    ...sold.document,
    noteLines: notes.noteLines,
    losses: distinct(
      [customerLosses, bill.losses, ship.losses, memo.losses, sold.losses, notes.losses].flat(),
    ),
  }
  return { ...sale, fingerprint: saleFingerprint({ order, buyer, sale }) }
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

function soldLines({ order, settings, shop, edition }: SaleSource) {
  if (order.currency !== shop.currency) {
    const { number, currency } = order
    return problem('currency-not-in-books', {
      order: number,
      currency,
      booksCurrency: shop.currency,
    })
  }
  const settled = settledAmounts(order)
  if (isProblem(settled)) {
    return settled
  }
  const { amounts, redeemed } = settled
  const source = { order, amounts, redeemed, soldLines: order.lineItems }
  const lines = orderLines({ ...source, choices: settings })
  if (lines.length === 0) {
    return problem('order-without-lines', { order: order.number })
  }
  const decision = salesTax({ order, lines, taxCents: amounts.taxLines, settings, edition })
  if (isProblem(decision)) {
    return decision
  }
  return {
    document: {
      lines: saleLines(lines, decision),
      tax: decision.tax,
      totalCents: parseCents(order.total) ?? ZERO,
    },
    losses: lines.flatMap((line) => line.losses),
  }
}

/** A sale that stands keeps its kind; the first time the owner's rules say what it becomes. */
function formOf({ order, settings, linkedKind }: SaleSource, payable: Payable): Form | Problem {
  if (linkedKind !== null) {
    return { kind: linkedKind, rule: null }
  }
  const rule = firstFittingRule(order, settings.documentRules)
  if (rule === null) {
    return { kind: usualForm(settings, payable), rule: null }
  }
  const { becomes, place } = rule
  return becomes === 'hold'
    ? problem('held-by-rule', { order: order.number, rule: String(place) })
    : { kind: SALE_FORMS[becomes], rule: place }
}

/** What was paid in parts, or lowered before it was paid, is no receipt over all of it. */
function usualForm(settings: Settings, payable: Payable): SaleKind {
  const { money } = payable
  const isPaid = money.kind === 'whole' || (money.kind === 'parts' && money.isAll)
  if (!isPaid) {
    return SALE_FORMS[settings.unpaidOrders]
  }
  const kind = PAID_FORMS[settings.paidOrders]
  return kind === 'SalesReceipt' && !isPaidAtOnce(payable) ? 'Invoice' : kind
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

function dueDay(source: SaleSource, { gateway }: Payable): string | null {
  const dueDays = gateway?.dueDays ?? source.settings.dueDays
  if (dueDays === null) {
    return null
  }
  const day = new Date(`${dayOf(source)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + dueDays)
  return day.toISOString().slice(0, 'yyyy-mm-dd'.length)
}

/** `WooCommerce order 1042, Credit card, ch_3NfK`: what a bank statement is searched by. */
function memoOf(order: Order, settings: Settings) {
  const { number, paymentMethodTitle, transactionId } = order
  const usual = [`WooCommerce order ${number}`, withoutMarkup(paymentMethodTitle), transactionId]
  const words = [...usual, memoNote(order, settings)]
  const text = words.filter((word) => word !== '').join(', ')
  return fittedText({ field: 'memo', text, lengthMax: MEMO_LENGTH_MAX - MARKER_LENGTH_MAX })
}

/** The customer and the document read the same addresses: one loss, one entry in the log. */
function distinct(losses: SaleDocument['losses']): SaleDocument['losses'] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}
