/** What of an order the owner's rules and texts can look at. */
import type { Order } from '../woo/order.ts'
import { buyerRole } from './buyer-role.ts'
import { isPlainObject } from './setting-values.ts'
import type { Settings } from './settings.ts'

export type OrderView = {
  readonly order: Order
  /** In the shop's time, `yyyy-mm-dd`. */
  readonly today: string
}

/** `meta:` and a key looks at the order's own meta data: whatever a plugin keeps there. */
const META = 'meta:'
/** `payload:` and a path looks at anything else that the shop sends, e.g. `shipping_lines.method_id`. */
const PAYLOAD = 'payload:'
const PATH = /^\w+(\.\w+)*$/

const DAY_LENGTH = 'yyyy-mm-dd'.length

/** In an owner's words. */
const WORDS: Readonly<Record<string, (view: OrderView) => string | readonly string[]>> = {
  number: ({ order }) => order.number,
  status: ({ order }) => order.status,
  gateway: ({ order }) => order.paymentMethod,
  'gateway title': ({ order }) => order.paymentMethodTitle,
  'transaction ID': ({ order }) => order.transactionId,
  country: ({ order }) => order.billing.country,
  state: ({ order }) => order.billing.state,
  'shipping country': ({ order }) => order.shipping.country,
  'shipping state': ({ order }) => order.shipping.state,
  'billing company': ({ order }) => order.billing.company,
  email: ({ order }) => order.billing.email,
  buyer: ({ order }) => (order.customerId === 0 ? 'guest' : 'registered'),
  role: ({ order }) => buyerRole(order),
  paid: ({ order }) => (order.datePaidGmt === null ? 'no' : 'yes'),
  currency: ({ order }) => order.currency,
  'created via': ({ order }) => order.createdVia,
  total: ({ order }) => order.total,
  coupon: ({ order }) => order.couponLines.map(({ code }) => code),
  SKU: ({ order }) => order.lineItems.map(({ sku }) => sku),
  'shipping method': ({ order }) => textsAt(order.payload, ['shipping_lines', 'method_id']),
  'shipping title': ({ order }) => order.shippingLines.map(({ methodTitle }) => methodTitle),
  'customer note': ({ order }) => order.customerNote,
  'order day': ({ order }) => order.dateCreated.slice(0, DAY_LENGTH),
  'paid day': ({ order }) => order.datePaid?.slice(0, DAY_LENGTH) ?? '',
  'completed day': ({ order }) => order.dateCompleted?.slice(0, DAY_LENGTH) ?? '',
  today: ({ today }) => today,
}

export const FIELD_EXPECTED = `one of ${Object.keys(WORDS)
  .map((word) => `"${word}"`)
  .join(', ')}, "meta:" and a key, or "payload:" and a path such as "payload:billing.city"`

export function isField(field: string): boolean {
  return Object.hasOwn(WORDS, field) || metaKey(field) !== null || payloadPath(field) !== null
}

/** All that stands there: none, one, or one for each line. */
export function fieldTexts(field: string, view: OrderView): readonly string[] {
  const key = metaKey(field)
  if (key !== null) {
    return view.order.metaData.flatMap((meta) => (meta.key === key ? textsAt(meta.value, []) : []))
  }
  const path = payloadPath(field)
  if (path !== null) {
    return textsAt(view.order.payload, path)
  }
  const found = WORDS[field]?.(view) ?? []
  return typeof found === 'string' ? [found] : found
}

/**
 * What an order's payload holds at each path that some of the owner's choices look at, by
 * `payload:` and the path; undefined where none does.
 */
export function payloadRead(
  order: Order,
  { documentRules, documentFields }: Settings,
): Readonly<Record<string, readonly string[]>> | undefined {
  const hasMethods = Object.keys(documentFields.shipViaByMethod).length > 0
  const fields = new Set([
    ...payloadFieldsIn([documentRules, documentFields]),
    ...(hasMethods ? SHIPPING_METHODS : []),
  ])
  const read = [...fields].map((field) => [field, textsAt(order.payload, payloadPath(field) ?? [])])
  return read.length === 0 ? undefined : Object.fromEntries(read)
}

const SHIPPING_METHODS = ['payload:shipping_lines.method_id', 'payload:shipping_lines.instance_id']
/** The field of a condition, or in the braces of a text. */
const PAYLOAD_FIELDS = /(?:^|\{)(payload:\w+(?:\.\w+)*|shipping method)(?=\}|$)/g

function payloadFieldsIn(choice: unknown): readonly string[] {
  if (typeof choice === 'string') {
    const named = [...choice.matchAll(PAYLOAD_FIELDS)].flatMap(([, field]) => field ?? [])
    return named.flatMap((field) => (field.startsWith(PAYLOAD) ? field : SHIPPING_METHODS))
  }
  return typeof choice === 'object' && choice !== null
    ? Object.values(choice).flatMap(payloadFieldsIn)
    : []
}

/** Of each shipping line `flat_rate:3`, then `flat_rate`: the more exact name comes first. */
export function shippingMethods({ order }: OrderView): readonly string[] {
  const lines = order.payload.shipping_lines
  return (Array.isArray(lines) ? lines : []).flatMap((line: unknown) => {
    const [method = ''] = textsAt(line, ['method_id'])
    const [instance = ''] = textsAt(line, ['instance_id'])
    return instance === '' ? [method] : [`${method}:${instance}`, method]
  })
}

function metaKey(field: string): string | null {
  return field.startsWith(META) && field.length > META.length ? field.slice(META.length) : null
}

function payloadPath(field: string): readonly string[] | null {
  const path = field.slice(PAYLOAD.length)
  return field.startsWith(PAYLOAD) && PATH.test(path) ? path.split('.') : null
}

/** A list on the way is looked at entry by entry. */
function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((one) => textsAt(one, path))
  }
  const [step, ...rest] = path
  if (step !== undefined) {
    return isPlainObject(value) && Object.hasOwn(value, step) ? textsAt(value[step], rest) : []
  }
  const isText =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isText ? [String(value)] : []
}
