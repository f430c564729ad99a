/** Which form an order becomes: the owner's rules, from the top down, the first that fits counts. */
import * as v from 'valibot'
import { parseCents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { SaleForm } from './sale-form.ts'
import { fields, listOf, oneOf, textThat } from './setting-values.ts'

/** What a rule can look at, as an owner knows it. */
const FIELDS: Readonly<Record<string, (order: Order) => string>> = {
  status: (order) => order.status,
  gateway: (order) => order.paymentMethod,
  country: (order) => order.billing.country,
  'shipping country': (order) => order.shipping.country,
  'billing company': (order) => order.billing.company,
  buyer: (order) => (order.customerId === 0 ? 'guest' : 'registered'),
  paid: (order) => (order.datePaidGmt === null ? 'no' : 'yes'),
  currency: (order) => order.currency,
  'created via': (order) => order.createdVia,
  total: (order) => order.total,
  coupon: (order) => order.couponLines.map(({ code }) => code).join(','),
}

/** `meta:` and a key looks at the order's own meta data: whatever a plugin keeps there. */
const META = 'meta:'

const TESTS = ['is', 'is not', 'contains', 'above', 'below'] as const

export const DOCUMENT_FORMS = [
  'sales-receipt',
  'invoice',
  'sales-order',
  'estimate',
  'hold',
] as const satisfies readonly (SaleForm | 'hold')[]
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]

const FIELD_EXPECTED = `one of ${Object.keys(FIELDS)
  .map((field) => `"${field}"`)
  .join(', ')}, or "meta:" and a key`

const documentRule = fields({
  field: textThat(FIELD_EXPECTED, (field) => field in FIELDS || isMetaKey(field)),
  test: oneOf(TESTS),
  value: v.string('text; "above" and "below" read it as an amount such as "100.00"'),
  becomes: oneOf(DOCUMENT_FORMS),
})

export type DocumentRule = v.InferOutput<typeof documentRule>

export const documentRules = listOf(
  documentRule,
  'a list of rules such as [{"field": "gateway", "test": "is", "value": "cod", "becomes": "invoice"}]',
)

/** The first rule that fits and where it stands, counted from 1; null when none does. */
export function firstFittingRule(
  order: Order,
  rules: readonly DocumentRule[],
): { readonly place: number; readonly becomes: DocumentForm } | null {
  const at = rules.findIndex((rule) => fits(order, rule))
  const rule = rules[at]
  return rule === undefined ? null : { place: at + 1, becomes: rule.becomes }
}

function fits(order: Order, { field, test, value }: DocumentRule): boolean {
  const found = valueOf(order, field)
  switch (test) {
    case 'is':
      return fold(found) === fold(value)
    case 'is not':
      return fold(found) !== fold(value)
    case 'contains':
      return fold(found).includes(fold(value))
    case 'above':
    case 'below': {
      const [left, right] = [parseCents(found), parseCents(value)]
      if (left === null || right === null) {
        return false
      }
      return test === 'above' ? left > right : left < right
    }
  }
}

function valueOf(order: Order, field: string): string {
  if (!isMetaKey(field)) {
    return FIELDS[field]?.(order) ?? ''
  }
  const key = field.slice(META.length)
  const value = order.metaData.find((meta) => meta.key === key)?.value
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function isMetaKey(field: string): boolean {
  return field.startsWith(META) && field.length > META.length
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
