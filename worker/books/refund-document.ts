/**
 * What a refund is in the books: a credit memo that mirrors the sale, and the money that went back.
 * A credit memo alone would leave the cash overstated.
 */
import { cents, formatCents, parseCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { Refund } from '../woo/refund.ts'
import { orderCustomer } from './customer-document.ts'
import { dayOfTime } from './day.ts'
import { documentHead } from './document-head.ts'
import { creditNumber } from './document-number.ts'
import { fittingRules } from './document-rules.ts'
import type { RefundDocument, RefundLine, RefundSettlement, SaleKind } from './document.ts'
import { isChargeback } from './dispute.ts'
import type { Edition } from './edition.ts'
import type { ForeignCurrency } from './foreign-currency.ts'
import { fittedText } from './fitted-text.ts'
import { EMPTY_HEAD } from './head-fields.ts'
import type { HeadFields } from './head-fields.ts'
import { chosenItem, NO_RETURN_ITEM, REFUND_ITEM } from './item-identity.ts'
import { mappedGateway } from './gateway-mapping.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import { isBeforePayment } from './money-in.ts'
import type { Settings } from './settings.ts'
import { withClasses } from './line-class.ts'
import { orderAmounts } from './order-amounts.ts'
import { orderLines } from './order-lines.ts'
import type { OrderLine } from './order-line.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import { NOTHING_REDEEMED } from './redemptions.ts'
import { refundedLines } from './refunded-lines.ts'
import { shelvesOf } from './returned-goods.ts'
import type { Shelf } from './returned-goods.ts'
import { saleLines } from './sale-lines.ts'
import { salesTax, UNTAXED } from './sales-tax.ts'
import { shownStepCents } from './shown-unit.ts'

/** RefNumber of credit memos and card refunds. */
const REF_NUMBER_LENGTH_MAX = 11
const MEMO_LENGTH_MAX = 4095
/** `posting` puts a marker behind the memo. */
const MARKER_LENGTH_MAX = 100

const KEPT_BACK = 'Kept back by the shop'

export type RefundSource = {
  readonly order: Order
  readonly refund: Refund
  /** All of the order, this one among them. */
  readonly refunds: readonly Refund[]
  readonly settings: Settings
  readonly storeID: string
  /** What the sale is in QuickBooks, or becomes. */
  readonly saleKind: SaleKind
  /** A payment stands beside its invoice, whatever the shop says of the order now. */
  readonly isPaidInBooks: boolean
  /** Of the QuickBooks that the refund goes into. */
  readonly edition: Edition
  /** Null in the books' own. */
  readonly currency: ForeignCurrency | null
}

export function refundDocument(source: RefundSource): RefundDocument | Problem {
  const { order, refund, settings, storeID, currency } = source
  const refNumber = creditNumber(refund.id, settings.refNumberPrefix)
  if (refNumber.length > REF_NUMBER_LENGTH_MAX) {
    const facts = { order: order.number, refNumber, lengthMax: REF_NUMBER_LENGTH_MAX }
    return problem('order-number-too-long', facts)
  }
  if (isChargeback(refund, order)) {
    return problem('refund-is-chargeback', {
      order: order.number,
      refund: String(refund.id),
      refNumber,
    })
  }
  const credited = creditedLines(source)
  if (isProblem(credited)) {
    return credited
  }
  const gateway = mappedGateway(settings.mapping.gateways, order)
  const settlement = settlementOf(source, { gateway, totalCents: credited.totalCents })
  if (isProblem(settlement)) {
    return settlement
  }
  const head = refundHead(source)
  if (isProblem(head)) {
    return head
  }
  const { customer } = orderCustomer(order, { storeID, settings, currency })
  const memo = memoOf(source, settlement)
  return {
    refundID: refund.id,
    refNumber,
    // WooCommerce writes this one in the shop's own time zone.
    txnDate: refund.dateCreated.slice(0, 'yyyy-mm-dd'.length),
    customer,
    currency,
    head,
    memo: memo.text,
    ...credited,
    noReturnItem: chosenItem(NO_RETURN_ITEM, settings),
    receivablesAccountName: gateway?.receivablesAccountName ?? null,
    settlement,
    losses: memo.losses,
  }
}

/** What was sold under a class or by a sales rep comes off them. */
function refundHead({ order, refund, settings }: RefundSource): HeadFields | Problem {
  const view = { order, today: dayOfTime(refund.dateCreated) }
  const rules = fittingRules(view, settings.documentRules)
  const head = documentHead({ kind: 'Invoice', view, settings, rules })
  return isProblem(head)
    ? head
    : { ...EMPTY_HEAD, class: head.fields.class, salesRep: head.fields.salesRep }
}

function settlementOf(
  { order, refund, saleKind, isPaidInBooks }: RefundSource,
  { gateway, totalCents }: { readonly gateway: MappedGateway | null; readonly totalCents: Cents },
): RefundSettlement | Problem {
  // Nothing is paid out for a credit of nothing.
  if (totalCents === 0) {
    return { kind: 'nothing' }
  }
  const isOwed = saleKind !== 'SalesReceipt' && !isPaidInBooks
  if (isOwed && isBeforePayment(refund, { order, gateway })) {
    return { kind: 'owed' }
  }
  const { number, paymentMethod, paymentMethodTitle: title } = order
  if (gateway === null) {
    return problem('unmapped-gateway', { order: number, gateway: paymentMethod, title })
  }
  const { refundsBy, paymentMethodName } = gateway
  const accountName = gateway.refundAccountName ?? gateway.depositAccountName
  switch (refundsBy) {
    case 'card':
      return { kind: 'card', paymentMethodName, accountName }
    case 'check':
      return accountName === null
        ? problem('no-refund-account', { order: number, gateway: paymentMethod, title })
        : { kind: 'check', accountName }
    case 'credit':
      return { kind: 'left-open' }
  }
}

type Credited = Pick<RefundDocument, 'lines' | 'tax' | 'totalCents'>

/** The same arithmetic as a sale's, on the refund turned round: what was taken off is positive. */
function creditedLines(source: RefundSource): Credited | Problem {
  const { order, refund, settings, edition } = source
  const { amount } = refund
  if (parseCents(amount) === null) {
    return problem('amount-too-precise', { order: order.number, field: 'a refund', amount })
  }
  const turned = refundAsOrder(order, refund)
  const amounts = orderAmounts(turned)
  if (isProblem(amounts)) {
    return amounts
  }
  const beyondCents = amountBeyondLines(refund)
  // In whole amounts where the shop shows whole amounts.
  const roundingMax = refund.taxLines.length * shownStepCents(shownParts(order, refund))
  const refundedCents = cents(amounts.totalCents + beyondCents)
  if (refundedCents <= 0 && beyondCents < -roundingMax) {
    return problem('refund-does-not-add-up', {
      order: order.number,
      refund: String(refund.id),
      partsCents: partsCents(refund),
      amountCents: cents(partsCents(refund) + beyondCents),
    })
  }
  // What the buyer got back is what a line comes to: coupons stay inside.
  const choices = { ...settings, discounts: 'in-line' } as const
  const shelves = shelvesOf(source)
  const shelfOf = (lineID: number | null) =>
    lineID === null ? null : decidedShelf(shelves.get(lineID) ?? 'kept-out', settings)
  // Goods that came back for nothing came back all the same.
  const shown = orderLines({
    order: turned,
    amounts,
    choices,
    redeemed: NOTHING_REDEEMED,
    soldLines: order.lineItems,
  }).filter(({ amountCents, lineID }) => amountCents !== 0 || isBack(shelfOf(lineID)))
  const hasMoney = shown.some(({ amountCents }) => amountCents !== 0)
  const isRounding = hasMoney && Math.abs(beyondCents) <= roundingMax
  // Before it is decided who computes the tax: QuickBooks would compute it on what stands there.
  const lines = isRounding ? withRounding(shown, beyondCents) : shown
  const taxed = { order: turned, lines, taxCents: amounts.taxLines }
  const decision = salesTax({ ...taxed, settings, edition })
  if (isProblem(decision)) {
    return decision
  }
  const classed = withClasses(lines, settings.documentFields.lineClasses)
  const credited = saleLines(classed, decision).map((line, at): RefundLine => ({
    ...line,
    shelf: shelfOf(lines[at]?.lineID ?? null),
  }))
  return {
    lines:
      isRounding || beyondCents === 0 ? credited : [...credited, beyondLine(source, beyondCents)],
    tax: decision.tax,
    totalCents: refundedCents,
  }
}

function decidedShelf(shelf: Shelf, { unclearOrders }: Settings): Shelf {
  return shelf === 'unclear' && unclearOrders.restocking === 'by-hand' ? 'kept-out' : shelf
}

function isBack(shelf: RefundLine['shelf']): boolean {
  return shelf === 'restocked' || shelf === 'unclear'
}

/**
 * WooCommerce rounds each tax of a refund by itself and its amount once: they may differ by less
 * than a cent a rate, which the largest line takes. The taxes stay what is owed.
 */
function withRounding(lines: readonly OrderLine[], roundingCents: Cents): readonly OrderLine[] {
  const largestCents = Math.max(...lines.map(({ amountCents }) => amountCents))
  const largest = lines.findIndex(({ amountCents }) => amountCents === largestCents)
  return lines.map((line, at) =>
    at === largest ? { ...line, amountCents: cents(line.amountCents + roundingCents) } : line,
  )
}

/** As the shop shows them, before they are turned round and told in cents. */
function shownParts(order: Order, refund: Refund): Order {
  const { amount: total, lineItems, shippingLines, feeLines, taxLines } = refund
  return { ...order, total, totalTax: '0', lineItems, shippingLines, feeLines, taxLines }
}

/** Its own parts add up to its total; what was refunded beyond them has no line in the shop. */
function refundAsOrder(order: Order, refund: Refund): Order {
  return {
    ...order,
    total: formatCents(partsCents(refund)),
    totalTax: formatCents(taxCents(refund)),
    couponLines: [],
    refunds: [],
    lineItems: refundedLines(order, refund).map((line) => ({
      ...line,
      quantity: positive(line.quantity),
      subtotal: positive(line.subtotal),
      total: positive(line.total),
    })),
    shippingLines: refund.shippingLines.map((line) => ({ ...line, total: positive(line.total) })),
    feeLines: refund.feeLines.map((line) => ({ ...line, total: positive(line.total) })),
    taxLines: refund.taxLines.map((line) => ({
      ...line,
      taxTotal: positive(line.taxTotal),
      shippingTaxTotal: positive(line.shippingTaxTotal),
    })),
  }
}

/** `-19.99` is 19.99 of a refund; a fee that lowered the order comes back as a charge. */
function positive(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : negated(amount)
}

function negated(amount: string): string {
  return /[1-9]/.test(amount) ? `-${amount}` : amount
}

function partsCents(refund: Refund): Cents {
  const parts = [...refund.lineItems, ...refund.shippingLines, ...refund.feeLines]
  const nets = parts.map(({ total }) => parseCents(positive(total)) ?? ZERO)
  return sum([...nets, taxCents(refund)])
}

function taxCents({ taxLines }: Refund): Cents {
  return sum(
    taxLines.flatMap(({ taxTotal, shippingTaxTotal }) =>
      [taxTotal, shippingTaxTotal].map((amount) => parseCents(positive(amount)) ?? ZERO),
    ),
  )
}

/** A refund by amount alone, or of more than its lines say. */
function amountBeyondLines(refund: Refund): Cents {
  return cents((parseCents(refund.amount) ?? ZERO) - partsCents(refund))
}

/** Money without goods, and why; or, below zero, what the shop kept of what its lines come to. */
function beyondLine({ refund, settings }: RefundSource, amountCents: Cents): RefundLine {
  const reason = refund.reason === '' ? REFUND_ITEM.description : refund.reason
  const description = amountCents < 0 ? KEPT_BACK : reason
  return {
    item: chosenItem(REFUND_ITEM, settings),
    description: fittedText({ field: 'reason', text: description, lengthMax: MEMO_LENGTH_MAX })
      .text,
    quantity: null,
    amountCents,
    className: null,
    ...UNTAXED,
    shelf: null,
  }
}

/** `Refund of WooCommerce order 1042, Credit card, One tee damaged`. */
function memoOf({ order, refund }: RefundSource, settlement: RefundSettlement) {
  const words = [
    `Refund of WooCommerce order ${order.number}`,
    order.paymentMethodTitle,
    refund.reason,
    settlement.kind === 'left-open' ? 'kept as the customer’s credit' : '',
  ]
  const text = words.filter((word) => word !== '').join(', ')
  return fittedText({
    field: 'refund.reason',
    text,
    lengthMax: MEMO_LENGTH_MAX - MARKER_LENGTH_MAX,
  })
}
