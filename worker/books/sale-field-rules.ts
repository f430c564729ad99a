/** The rules behind the fields of a sale and of its payment. */
import { buyerRole } from './buyer-role.ts'
import { buyerOf } from './customer-name.ts'
import type { DepositDocument, PaymentDocument, SaleDocument, SaleTax } from './document.ts'
import { bySetting, fromOrder } from './field-rules.ts'
import type { Because, RuleSource, WholeFieldRules } from './field-rules.ts'
import { headRule } from './head-field-rules.ts'
import type { ForeignCurrency } from './foreign-currency.ts'
import { mappedGateway } from './gateway-mapping.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import { moneyIn } from './money-in.ts'
import { isProblem } from './problems.ts'
import { gatewayName, KIND_NAMES } from './sentence-words.ts'
import type { SettingPath } from './setting-key.ts'

export const SALE_RULES: WholeFieldRules<SaleDocument> = {
  kind: formRule,
  refNumber: (source, { isNumbered }) =>
    isNumbered
      ? numberRule(source)
      : bySetting('QuickBooks gives its next number; the order’s own stands in the memo.', [
          'numbering',
        ]),
  txnDate: dateRule,
  dueDate: dueDateRule,
  customer: customerRule,
  currency: (_, { currency }) => currencyRule(currency),
  billAddress: () => fromOrder('The billing address of the order.'),
  shipAddress: () => fromOrder('The shipping address of the order.'),
  paymentMethodName: (source, { kind }) =>
    kind === 'SalesReceipt' ? arrivalRule(source, 'paymentMethodName') : NO_MONEY_ON_FORM,
  depositAccountName: (source, { kind }) =>
    kind === 'SalesReceipt' ? arrivalRule(source, 'depositAccountName') : NO_MONEY_ON_FORM,
  memo: ({ settings }, sale) =>
    settings.documentFields.memo === null && sale.ruleOf.memo === undefined
      ? fromOrder(
          'The order’s number, how it was paid and under which reference; Tillbridge’s mark comes behind it.',
        )
      : headRule(sale, 'memo'),
  noteLines: (_, { noteLines }) =>
    bySetting(
      noteLines.length === 0
        ? 'No note and no field of the order is chosen to stand on a line, or the order has none.'
        : 'The note and the fields of the order that are chosen to stand on lines of their own.',
      ['lines', 'customerNote'],
      ['lines', 'orderMeta'],
    ),
  tax: (_, { tax }) => taxRule(tax),
  totalCents: () => fromOrder('What the buyer was charged.'),
  receivablesAccountName: (source, { kind }) =>
    kind === 'Invoice' ? receivablesRule(source) : fromOrder('Nobody owes anything on this form.'),
}

export function currencyRule(currency: ForeignCurrency | null): Because {
  if (currency === null) {
    return fromOrder('The order is in the currency of the books.')
  }
  const { name, exchangeRate } = currency
  return exchangeRate === null
    ? bySetting(`${name}, as the order; at QuickBooks’ own rate of the day.`, ['foreignCurrencies'])
    : bySetting(`${name}, as the order; at the rate that the order itself says.`, [
        'exchangeRateKeys',
      ])
}

export const PAYMENT_RULES: WholeFieldRules<PaymentDocument> = {
  refNumber: numberRule,
  part: (_, { part }) =>
    fromOrder(part === null ? 'All of it was paid at once.' : 'The order was paid in parts.'),
  txnDate: () => fromOrder('The day it was paid in the shop’s own time, as far as the shop says.'),
  totalCents: () => fromOrder('What was paid.'),
  receivablesAccountName: receivablesRule,
  paymentMethodName: (source) => arrivalRule(source, 'paymentMethodName'),
  depositAccountName: (source) => arrivalRule(source, 'depositAccountName'),
  memo: () => fromOrder('As on the sale.'),
}

export const DEPOSIT_RULES: WholeFieldRules<DepositDocument> = {
  refNumber: numberRule,
  txnDate: () => fromOrder('The day the money came in.'),
  totalCents: () => fromOrder('What arrives at the bank: what was paid less the fee.'),
  feeCents: () => fromOrder('What the gateway kept, as its plugin wrote it into the order.'),
  feeAccountName: (source) => arrivalRule(source, 'feeAccountName'),
  depositAccountName: (source) => arrivalRule(source, 'depositAccountName'),
  memo: () =>
    fromOrder('Whose money it is and how it was paid; Tillbridge’s mark comes behind it.'),
}

const NO_MONEY_ON_FORM = fromOrder('This form takes no money: that stands on the payment.')

function formRule(
  { order, settings, isStanding }: RuleSource,
  { kind, ruleOf }: SaleDocument,
): Because {
  if (isStanding) {
    return fromOrder(`It stands in QuickBooks as ${KIND_NAMES[kind]} already, and keeps that form.`)
  }
  const { form: place } = ruleOf
  if (place !== undefined) {
    const conditions = (settings.documentRules[place - 1]?.when ?? []).map(
      ({ field, test, value }) => `${field} ${test} “${[value].flat().join('” or “')}”`,
    )
    const fits = conditions.length === 0 ? 'every order' : conditions.join(' and ')
    return bySetting(`Rule ${place} for documents is the first that fits: ${fits}.`, [
      'documentRules',
    ])
  }
  const gateway = mappedGateway(settings.mapping.gateways, order)
  const money = moneyIn({ order, gateway })
  const isPaid = !isProblem(money) && money.kind !== 'nothing'
  return isPaid
    ? bySetting('The order is paid: the choice for paid orders counts.', ['paidOrders'])
    : bySetting('The order is not paid: the choice for unpaid orders counts.', ['unpaidOrders'])
}

export function numberRule({ settings }: Pick<RuleSource, 'settings'>): Because {
  return settings.refNumberPrefix === ''
    ? bySetting('The order’s number, without a prefix.', ['refNumberPrefix'])
    : bySetting(`The order’s number behind the prefix “${settings.refNumberPrefix}”.`, [
        'refNumberPrefix',
      ])
}

const DAYS = {
  created: ['dateCreated', 'was placed'],
  paid: ['datePaid', 'was paid'],
  completed: ['dateCompleted', 'was completed'],
} as const

function dateRule({ order, settings }: RuleSource): Because {
  if (settings.dateFrom === 'today') {
    return bySetting('The day it is sent, in the shop’s own time.', ['dateFrom'])
  }
  const [field, happened] = DAYS[settings.dateFrom]
  return order[field] === null
    ? bySetting(
        `The day the order was placed: the choice is the day it ${happened}, and that is still to come.`,
        ['dateFrom'],
      )
    : bySetting(`The day the order ${happened}, in the shop’s own time.`, ['dateFrom'])
}

function dueDateRule(source: RuleSource, { kind }: SaleDocument): Because {
  if (kind === 'SalesReceipt') {
    return fromOrder('A sales receipt is paid, and falls due on no day.')
  }
  const { order, settings } = source
  const ofGateway = mappedGateway(settings.mapping.gateways, order)?.dueDays ?? null
  const path = gatewayPath(source)
  if (ofGateway !== null && path !== null) {
    return bySetting(`${ofGateway} days after the date, as chosen for this way of paying.`, path)
  }
  return settings.dueDays === null
    ? bySetting('Left to QuickBooks, which goes by the customer’s terms.', ['dueDays'])
    : bySetting(`${settings.dueDays} days after the date of the document.`, ['dueDays'])
}

function customerRule({ order }: RuleSource, { customer }: SaleDocument): Because {
  if (customer.kind === 'named') {
    const role = buyerRole(order)
    const who = role === '' ? 'everybody' : `buyers of the role “${role}”`
    return bySetting(`One customer for ${who}.`, ['customerFor'])
  }
  const buyer = buyerOf(order.customerId, order.billing.email)
  switch (buyer.kind) {
    case 'registered':
      return bySetting(`The buyer has the shop’s account ${buyer.customerID}.`, ['createCustomers'])
    case 'guest':
      return bySetting('A guest, known again by the e-mail address of the order.', [
        'createCustomers',
      ])
    case 'unnamed':
      return bySetting('The order names nobody: one customer stands for all such orders.', [
        'createCustomers',
      ])
  }
}

/** How money arrives is said gateway by gateway. */
export function arrivalRule(source: Gatewayed, field: keyof MappedGateway): Because {
  const { order, settings } = source
  const paid = gatewayName(order.paymentMethod, order.paymentMethodTitle)
  const gateway = mappedGateway(settings.mapping.gateways, order)
  const path = gatewayPath(source)
  if (gateway === null || path === null) {
    return fromOrder('No money moves.')
  }
  return gateway[field] === null
    ? bySetting(`Paid ${paid}: nothing was chosen, so QuickBooks has its own way.`, path)
    : bySetting(`Paid ${paid}: chosen for that way of paying.`, path)
}

export function receivablesRule(source: Gatewayed): Because {
  return arrivalRule(source, 'receivablesAccountName')
}

type Gatewayed = Pick<RuleSource, 'order' | 'settings'>

/** The entry that speaks for the order's gateway: in its currency, or in any; null for none. */
export function gatewayPath({ order, settings }: Gatewayed): SettingPath | null {
  const { gateways } = settings.mapping
  const { paymentMethod, currency } = order
  const key = [`${paymentMethod}|${currency}`, paymentMethod].find((one) =>
    Object.hasOwn(gateways, one),
  )
  return key === undefined ? null : ['mapping', 'gateways', key]
}

export function taxRule(tax: SaleTax): Because {
  switch (tax.kind) {
    case 'none':
      return bySetting('The shop took no tax.', ['mapping', 'zeroRateItem'])
    case 'native':
      return bySetting(
        tax.taxes.length === 1
          ? 'QuickBooks computes the same tax as the shop by this item’s rate.'
          : 'QuickBooks computes the same taxes as the shop by a group of these items.',
        ['taxStyle'],
        ['mapping', 'taxRates'],
      )
    case 'exact':
      return bySetting(
        'QuickBooks would not come to the shop’s tax by itself, or shall not: each rate stands on a line of its own, with the amount that the shop took, and nothing else is taxed.',
        ['taxStyle'],
        ['mapping', 'taxRates'],
        ['mapping', 'zeroRateItem'],
      )
    case 'by-code':
      return bySetting('QuickBooks computes the same tax as the shop by each line’s code.', [
        'mapping',
        'taxCodes',
      ])
  }
}
