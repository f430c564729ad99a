/** What the sentences for owners are made of. */
import { formatCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { MatchRule } from './customer-settings.ts'
import type { DocumentKind } from './document.ts'
import type { ProblemCode, ProblemFacts } from './problem-facts.ts'

export type Sentences = {
  readonly summary: string
  readonly remedy: string
}

export type SentencesOf<TCodes extends ProblemCode> = {
  readonly [TCode in TCodes]: (facts: ProblemFacts[TCode]) => Sentences
}

export const NEXT_SYNC = 'the order goes out at the next sync'
export const SEND_AGAIN = 'then press Send again on the order’s page in Tillbridge'

export const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  SalesReceipt: 'sales receipt',
  Invoice: 'invoice',
  SalesOrder: 'sales order',
  Estimate: 'estimate',
  ReceivePayment: 'payment',
  CreditMemo: 'credit memo',
  ARRefundCreditCard: 'card refund',
  Check: 'check',
  Deposit: 'deposit',
}

/** Thousands apart, as on the forms: `"1,234.50"`. */
export function money(amount: Cents): string {
  return formatCents(amount).replaceAll(/\B(?=(\d{3})+\.)/g, ',')
}

/** An order by its number; anything else by its subject, such as `customer:812`. */
export function waiting(order: string): string {
  return `${order.includes(':') ? subjectName(order) : `Order ${order}`} is waiting`
}

export function standing(kind: DocumentKind, refNumber: string, totalCents: Cents | null): string {
  const article = /^[ei]/.test(KIND_NAMES[kind]) ? 'an' : 'a'
  const total = totalCents === null ? '' : ` over ${money(totalCents)}`
  return `${article} ${KIND_NAMES[kind]} ${refNumber}${total}`
}

/** What several customers have in common, by the rule that found it. */
export const SHARED: Readonly<Record<MatchRule, string>> = {
  'account-number': 'account number',
  email: 'e-mail address',
  'name-and-postcode': 'name and postcode',
  'company-and-postcode': 'company and postcode',
  company: 'company',
  name: 'name',
}

/** `“Ana Lima”, “Ana Lima (old)” or 3 others`. */
export function alternatives(names: readonly string[], others: number): string {
  const quoted = names.map((name) => `“${name}”`)
  const all = others === 0 ? quoted : [...quoted, others === 1 ? '1 other' : `${others} others`]
  return `${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}`
}

/** `OtherCurrentLiability` → `Other Current Liability`, `ItemService` → `Service`, as the lists show it. */
export function typeWords(type: string): string {
  return type.replace(/^Item(?=[A-Z])/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
}

/** `order:1042` → `Order 1042`. */
export function subjectName(subject: string): string {
  const [kind = '', id = ''] = subject.split(':')
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${id}`.trim()
}

export function rateName(rateID: string, label: string, ratePercent: string | null): string {
  const name = label === '' ? `number ${rateID}` : `“${label}”`
  return ratePercent === null ? name : `${name} (${ratePercent} %)`
}

export function gatewayName(gateway: string, title: string): string {
  if (gateway === '') {
    return 'without a payment method'
  }
  return `by “${title === '' ? gateway : title}”`
}

export function times(count: number): string {
  return count > 1 ? ` in ${count} refunds` : ''
}

export function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`
}

/** Where in the shop's own pages a person changes it. */
export function shopPage(order: string): string {
  if (!order.includes(':')) {
    return `WooCommerce › Orders › ${order}`
  }
  const [kind = '', id = ''] = order.split(':')
  return PAGES[kind]?.(id) ?? 'WooCommerce › Orders'
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  order: (id) => `WooCommerce › Orders › ${id}`,
  customer: () => 'Users › All Users',
  product: () => 'Products › All Products',
  variation: () => 'Products › All Products',
}

const PROFILES = 'Lists › Customer & Vendor Profile Lists'

/** QuickBooks' word for a list in lower case and without blanks → where its entries are found. */
const MENUS: ReadonlyMap<string, string> = new Map([
  ['account', 'Lists › Chart of Accounts'],
  ['class', 'Lists › Class List'],
  ['currency', 'Lists › Currency List'],
  ['customer', 'Customers › Customer Center'],
  ['customermessage', `${PROFILES} › Customer Message List`],
  ['customermsg', `${PROFILES} › Customer Message List`],
  ['customertype', `${PROFILES} › Customer Type List`],
  ['paymentmethod', `${PROFILES} › Payment Method List`],
  ['pricelevel', 'Lists › Price Level List'],
  ['salesrep', `${PROFILES} › Sales Rep List`],
  ['salestaxagency', 'Vendors › Vendor Center'],
  ['salestaxcode', 'Lists › Sales Tax Code List'],
  ['salestaxgroup', 'Lists › Item List'],
  ['salestaxitem', 'Lists › Item List'],
  ['shipmethod', `${PROFILES} › Ship Via List`],
  ['template', 'Lists › Templates'],
  ['terms', `${PROFILES} › Terms List`],
  ['vendor', 'Vendors › Vendor Center'],
])

/** `PaymentMethod`, `Payment Method` and `payment method` are one list, as are the templates of all forms. */
export function menuOf(list: string | null): string {
  const spelled = (list ?? '').replaceAll(/[ -]/g, '').toLowerCase()
  const key = spelled.endsWith('template') ? 'template' : spelled
  return MENUS.get(key) ?? (key.startsWith('item') ? 'Lists › Item List' : 'Lists')
}
