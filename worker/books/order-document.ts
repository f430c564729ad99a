/** What an order's sale is in the books. Tax is in `sales-tax`, the lines in `order-lines`. */
import { parseCents, ZERO } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { bookAddress } from './address.ts'
import { overflowTexts } from './customer-notes.ts'
import { customerOnForm, orderCustomer } from './customer-document.ts'
import type { SaleDocument, SaleKind } from './document.ts'
import type { Edition } from './edition.ts'
import { dayOfTime, laterDay } from './day.ts'
import { documentHead } from './document-head.ts'
import type { Head } from './document-head.ts'
import { documentNumber } from './document-number.ts'
import type { DocumentNumber } from './document-number.ts'
import { decidedForm, fittingRules } from './document-rules.ts'
import type { FittingRule } from './document-rules.ts'
import { saleFingerprint } from './fingerprint.ts'
import { foreignCurrency } from './foreign-currency.ts'
import type { BooksCurrencies } from './foreign-currency.ts'
import { fittedText } from './fitted-text.ts'
import { withClasses } from './line-class.ts'
import { memoNote, notesOf } from './note-lines.ts'
import type { Settings } from './settings.ts'
import { orderLines } from './order-lines.ts'
import { isPaidAtOnce, orderMoney, payableOf } from './order-payments.ts'
import type { Payable } from './order-payments.ts'
import { withoutMarkup } from './plain-text.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { PAID_FORMS, SALE_FORMS } from './sale-form.ts'
import { settledAmounts } from './redemptions.ts'
import { saleLines } from './sale-lines.ts'
import { salesTax } from './sales-tax.ts'

const MEMO_LENGTH_MAX = 4095
/** `posting` puts a marker behind the memo; a store's ID and any subject fit in this. */
const MARKER_LENGTH_MAX = 100

/** What is needed of a store to know what an order is in its books. */
export type Shop = {
  /** The shop's own. */
  readonly currency: string
  /** In the shop's time, `yyyy-mm-dd`: the day on which the document is made. */
  readonly today: string
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
  readonly currencies: BooksCurrencies
  /** What the sale stands in QuickBooks as: an invoice that was paid does not become a receipt. */
  readonly linkedKind: SaleKind | null
}

/** The sale as it should stand, or the one thing that keeps it from standing at all. */
export function saleDocument(source: SaleSource): SaleDocument | Problem {
  const { order, storeID, settings } = source
  const number = documentNumber(order, settings)
  if (isProblem(number)) {
    return number
  }
  const formed = formedSale(source)
  if (isProblem(formed)) {
    return formed
  }
  const { currencies, shop } = source
  const currency = foreignCurrency(order, { settings, shopCurrency: shop.currency, currencies })
  if (currency !== null && isProblem(currency)) {
    return currency
  }
  const sold = soldLines(source)
  if (isProblem(sold)) {
    return sold
  }
  const { kind, head, ruleOf, payable } = formed
  const bill = bookAddress(order.billing, 'billing')
  const ship = bookAddress(order.shipping, 'shipping')
  const overflow = overflowTexts([...bill.losses, ...ship.losses])
  const memo = memoOf(source, { head, number, overflow })
  const txnDate = dayOf(source)
  const { refNumber } = number
  const paid = { kind, head: head.fields, refNumber, txnDate, memo: memo.text }
  const money = orderMoney(payable, paid)
  if (isProblem(money)) {
    return money
  }
  const { customer: buyer, losses: customerLosses } = orderCustomer(order, {
    storeID,
    settings,
    currency,
  })
  const notes = notesOf(order, settings)
  const parts = [bill, ship, head, memo, sold, notes]
  const sale = {
    kind,
    head: head.fields,
    ruleOf,
    ...number,
    txnDate,
    dueDate: kind === 'SalesReceipt' ? null : dueDay(source, payable),
    customer: customerOnForm(order, { buyer, kind, settings }),
    currency,
    billAddress: bill.address,
    // Also when it is the billing address: left out, QuickBooks would print the customer's last.
    shipAddress: ship.address,
    ...money,
    memo: memo.text,
    ...sold.document,
    noteLines: notes.noteLines,
    losses: distinct([...customerLosses, ...parts.flatMap(({ losses }) => losses)]),
  }
  return { ...sale, fingerprint: saleFingerprint({ order, settings, buyer, sale }) }
}

type Formed = Pick<SaleDocument, 'kind' | 'ruleOf'> & {
  readonly head: Head
  readonly payable: Payable
}

/** What the order becomes, and what the owner's rules and choices write into its head. */
function formedSale(source: SaleSource): Formed | Problem {
  const { order, settings, shop } = source
  const payable = payableOf(source)
  if (isProblem(payable)) {
    return payable
  }
  const view = { order, today: shop.today }
  const rules = fittingRules(view, settings.documentRules)
  const form = chosenForm(source, { rules, payable })
  if (isProblem(form)) {
    return form
  }
  const { kind, rule } = form
  const head = documentHead({ kind, view, settings, rules })
  return isProblem(head)
    ? head
    : { kind, head, ruleOf: rule === null ? head.ruleOf : { form: rule, ...head.ruleOf }, payable }
}

function soldLines({ order, settings, edition }: SaleSource) {
  const settled = settledAmounts(order, settings.unclearOrders)
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
      lines: saleLines(withClasses(lines, settings.documentFields.lineClasses), decision),
      tax: decision.tax,
      totalCents: parseCents(order.total) ?? ZERO,
    },
    losses: lines.flatMap((line) => line.losses),
  }
}

/** A sale that stands keeps its kind; the first time the owner's rules say what it becomes. */
function chosenForm(
  { order, settings, linkedKind }: SaleSource,
  { rules, payable }: { readonly rules: readonly FittingRule[]; readonly payable: Payable },
): Form | Problem {
  if (linkedKind !== null) {
    return { kind: linkedKind, rule: null }
  }
  const { value: becomes, rule } = decidedForm(rules)
  if (becomes === null || becomes === 'as-usual') {
    return { kind: usualForm(settings, payable), rule }
  }
  return becomes === 'hold'
    ? problem('held-by-rule', { order: order.number, rule: String(rule) })
    : { kind: SALE_FORMS[becomes], rule }
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
function dayOf({ order, settings, shop }: SaleSource): string {
  const times = {
    created: order.dateCreated,
    paid: order.datePaid,
    completed: order.dateCompleted,
    today: shop.today,
  }
  return dayOfTime(times[settings.dateFrom] ?? order.dateCreated)
}

function dueDay(source: SaleSource, { gateway }: Payable): string | null {
  const dueDays = gateway?.dueDays ?? source.settings.dueDays
  return dueDays === null ? null : laterDay(dayOf(source), dueDays)
}

/**
 * `WooCommerce order 1042, Credit card, ch_3NfK`: what a bank statement is searched by, unless the
 * owner has other words; and behind it what has no room in a field of its own. Where the document
 * has QuickBooks' number, the order's own always stands here.
 */
function memoOf(
  { order, settings }: SaleSource,
  {
    head,
    number,
    overflow,
  }: {
    readonly head: Head
    readonly number: DocumentNumber
    readonly overflow: readonly string[]
  },
) {
  const name = `WooCommerce order ${order.number}`
  const usual = [name, withoutMarkup(order.paymentMethodTitle), order.transactionId]
  const isNamed = number.isNumbered || head.memo?.includes(order.number) === true
  const own = isNamed ? [head.memo ?? ''] : [name, head.memo ?? '']
  const words = [
    ...(head.memo === null ? usual : own),
    memoNote(order, settings),
    ...head.forMemo,
    ...overflow,
  ]
  const text = words.filter((word) => word !== '').join(', ')
  return fittedText({ field: 'memo', text, lengthMax: MEMO_LENGTH_MAX - MARKER_LENGTH_MAX })
}

/** The customer and the document read the same addresses: one loss, one entry in the log. */
function distinct(losses: SaleDocument['losses']): SaleDocument['losses'] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}
