/** Settings as the orders that they hold want them: what a button works out from those orders. */
import { cents, formatCents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import { fittingRules } from './document-rules.ts'
import type { DocumentRule } from './document-rules.ts'
import { exchangeRate } from './exchange-rate.ts'
import { isProblem } from './problems.ts'
import { settledAmounts } from './redemptions.ts'
import type { Settings } from './settings.ts'
import { DIFFERENCE_CENTS_MAX, differenceMax } from './unclear-settings.ts'

export type Adjustment =
  /** A rule above all others lets these orders become what they would without any rule. */
  | 'pass-rule'
  /** The rules that hold them say nothing any more of what an order becomes. */
  | 'drop-rule'
  /** What holds no rate is not read as one. */
  | 'forget-rate-field'
  /** What holds no day is not read as one. */
  | 'forget-ship-date'
  /** Totals may be apart from their parts by as much as the furthest of these orders is. */
  | 'allow-difference'
  /** No document and no line has a class. */
  | 'leave-classes'

type Held = { readonly orders: readonly Order[]; readonly settings: Settings }

/** Null where these orders ask for more than the settings take. */
export function adjustedSettings(
  adjustment: Adjustment,
  { orders, settings }: Held,
): Settings | null {
  switch (adjustment) {
    case 'pass-rule':
      return { ...settings, documentRules: passing(settings.documentRules, orders) }
    case 'drop-rule':
      return { ...settings, documentRules: withoutHolding(settings.documentRules, orders) }
    case 'forget-rate-field':
      return { ...settings, exchangeRateKeys: clearRateKeys(settings.exchangeRateKeys, orders) }
    case 'forget-ship-date':
      return withoutShipDate(settings)
    case 'allow-difference':
      return withDifferences(settings, orders)
    case 'leave-classes':
      return withoutClasses(settings)
  }
}

/** The oldest give way: what went out once is not decided again. */
const PASSED_ORDERS_MAX = 500

function passing(
  rules: readonly DocumentRule[],
  orders: readonly Order[],
): readonly DocumentRule[] {
  const [first, ...others] = rules
  const passedBefore = first === undefined ? null : passedBy(first)
  const passed = new Set([...(passedBefore ?? []), ...orders.map(({ number }) => number)])
  const value = [...passed].slice(-PASSED_ORDERS_MAX)
  const rule: DocumentRule = {
    when: [{ field: 'number', test: 'is', value }],
    becomes: 'as-usual',
    set: {},
  }
  return [rule, ...(passedBefore === null ? rules : others)]
}

/** Whom the first rule lets pass, where it is one that was made here. */
function passedBy({ when, becomes, set }: DocumentRule): readonly string[] | null {
  const [only, ...others] = when
  const isPassing =
    becomes === 'as-usual' &&
    others.length === 0 &&
    Object.keys(set).length === 0 &&
    only?.field === 'number' &&
    only.test === 'is'
  return isPassing && typeof only.value !== 'string' ? only.value : null
}

/** A rule that looks at the day of sending may have held them on another day. */
function withoutHolding(
  rules: readonly DocumentRule[],
  orders: readonly Order[],
): readonly DocumentRule[] {
  const onAnyDay = rules.map((rule) => ({
    ...rule,
    when: rule.when.filter(({ field }) => field !== 'today'),
  }))
  const holding = new Set(
    orders.flatMap((order) => {
      const fitting = fittingRules({ order, today: '' }, onAnyDay)
      const first = fitting.find(({ becomes }) => becomes !== null)
      return first?.becomes === 'hold' ? first.place : []
    }),
  )
  return rules.map((rule, at) => (holding.has(at + 1) ? { ...rule, becomes: null } : rule))
}

function clearRateKeys(keys: readonly string[], orders: readonly Order[]): readonly string[] {
  const unclear = new Set<string>()
  for (const order of orders) {
    // One field after another, since behind the first that is unclear there may be a second.
    for (const key of keys) {
      if (exchangeRate(order, [key]).kind === 'unclear') {
        unclear.add(key)
      }
    }
  }
  return keys.filter((key) => !unclear.has(key))
}

function withoutShipDate(settings: Settings): Settings {
  const { documentFields, documentRules } = settings
  return {
    ...settings,
    documentFields: { ...documentFields, shipDate: null },
    documentRules: documentRules.map(({ set, ...rule }) => {
      const { shipDate: _shipDate, ...others } = set
      return { ...rule, set: others }
    }),
  }
}

function withDifferences(settings: Settings, orders: readonly Order[]): Settings | null {
  const { unclearOrders } = settings
  const most = { ...unclearOrders, differencesUpTo: formatCents(DIFFERENCE_CENTS_MAX) }
  const differences: number[] = [differenceMax(unclearOrders.differencesUpTo)]
  for (const order of orders) {
    const settled = settledAmounts(order, most)
    if (isProblem(settled)) {
      return null
    }
    differences.push(Math.abs(settled.amounts.differenceCents))
  }
  const differencesUpTo = formatCents(cents(Math.max(...differences)))
  return { ...settings, unclearOrders: { ...unclearOrders, differencesUpTo } }
}

/** Wherever a class can be chosen; the items that were chosen beside them stay. */
function withoutClasses(settings: Settings): Settings {
  const { documentFields, documentRules, mapping } = settings
  return {
    ...settings,
    documentFields: { ...documentFields, class: null, lineClasses: [] },
    documentRules: documentRules.map(({ set, ...rule }) => {
      const { class: _class, ...others } = set
      return { ...rule, set: others }
    }),
    mapping: {
      ...mapping,
      coupons: withoutClassNames(mapping.coupons),
      shippingMethods: withoutClassNames(mapping.shippingMethods),
    },
  }
}

function withoutClassNames<TLine extends { readonly className: string | null }>(
  lines: Readonly<Record<string, TLine>>,
): Readonly<Record<string, TLine>> {
  return Object.fromEntries(
    Object.entries(lines).map(([key, line]) => [key, { ...line, className: null }]),
  )
}
