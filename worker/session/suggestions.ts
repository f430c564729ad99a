/** What the shop's orders suggest for the mapping, and whether QuickBooks has it by that name. */
import { keyPath, withValueAt } from '../books/setting-key.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { settingChanges } from '../books/settings-changes.ts'
import type { SettingChange } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import { suggestMapping } from '../books/suggest-mapping.ts'
import { rateSetsOf } from '../books/suggest-tax-codes.ts'
import type { Database } from '../db/database.ts'
import { entriesIn } from '../mirror/mirror.ts'
import { rowsNamed } from '../mirror/sought-entries.ts'
import { taxListsOf } from '../mirror/tax-lists.ts'
import type { TaxLists } from '../mirror/tax-lists.ts'
import { nameKey } from '../posting/known.ts'
import type { ListName } from '../posting/known.ts'
import { readSettings } from '../stores/settings.ts'
import type { SettingsVersion } from '../stores/settings.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import type { Order } from '../woo/order.ts'

export type Suggestion = {
  readonly key: string
  readonly after: unknown
  /** What it is called in QuickBooks; null where the suggestion is that there is none. */
  readonly name: string | null
  /** QuickBooks has an active entry of exactly that name; else one would be made there. */
  readonly isExact: boolean
  /** Orders that show it, and one of them. */
  readonly orders: number
  readonly example: string | null
}

type Place = { readonly db: Database; readonly storeID: string }

export type Suggested = {
  readonly before: SettingsVersion
  readonly suggestions: readonly Suggestion[]
  /** Rates of the Canadian and UK editions that orders show and for which only a person can choose. */
  readonly openRateSets: readonly string[]
}

/** From orders as the shop sent them; what cannot be read as one shows nothing. */
export async function suggestionsFrom(
  snapshots: readonly string[],
  { db, storeID }: Place,
): Promise<Suggested> {
  const [before, taxes] = await Promise.all([readSettings(db, storeID), taxListsOf(db, storeID)])
  return suggestionsBeside({ before, taxes, snapshots }, { db, storeID })
}

/** As `suggestionsFrom`, where settings and taxes are at hand. */
export async function suggestionsBeside(
  {
    before,
    taxes,
    snapshots,
  }: {
    readonly before: SettingsVersion
    readonly taxes: TaxLists | null
    readonly snapshots: readonly string[]
  },
  { db, storeID }: Place,
): Promise<Suggested> {
  const orders = ordersIn(snapshots)
  const mapping = suggestMapping({ orders, settings: before.settings, taxes })
  const changes = settingChanges(before.settings, { ...before.settings, mapping })
  const standing = await standingNames({ db, storeID }, changes)
  return {
    before,
    openRateSets:
      taxes === null
        ? []
        : [...new Set(orders.flatMap(rateSetsOf))].filter(
            (rateIDs) => !Object.hasOwn(mapping.taxCodes, rateIDs),
          ),
    suggestions: changes.map(({ key, after }) => {
      const name = nameIn(after)
      const shown = orders.filter((order) => isShownBy(order, keyPath(key)))
      return {
        key,
        after,
        name,
        isExact: name !== null && standing.has(`${listOf(key)} ${nameKey(name)}`),
        orders: shown.length,
        example: shown[0]?.number ?? null,
      }
    }),
  }
}

export function ordersIn(snapshots: readonly string[]): readonly Order[] {
  return snapshots.flatMap((snapshot) => {
    const order = decodeOrder(JSON.parse(snapshot))
    return isFieldProblem(order) ? [] : [order]
  })
}

/** The settings with those that are given, each as it was suggested. */
export function acceptedSettings({
  before,
  suggestions,
}: Pick<Suggested, 'before' | 'suggestions'>): Settings {
  return suggestions.reduce<unknown>(
    (changed, { key, after }) => withValueAt(changed, keyPath(key), after),
    before.settings,
  ) as Settings
}

/** Where QuickBooks keeps what a suggestion names. */
function listOf(key: string): ListName {
  const [, group = ''] = keyPath(key)
  return LISTS[group] ?? 'item'
}

const LISTS: Readonly<Record<string, ListName>> = {
  gateways: 'payment-method',
  taxCodes: 'sales-tax-code',
}

function nameIn(after: unknown): string | null {
  if (!isPlainObject(after)) {
    return typeof after === 'string' ? after : null
  }
  const name = after.name ?? after.paymentMethodName
  return typeof name === 'string' ? name : null
}

/** As `item sales tax 5%`. */
async function standingNames(
  { db, storeID }: Place,
  changes: readonly SettingChange[],
): Promise<ReadonlySet<string>> {
  const named = changes.flatMap(({ key, after }) => {
    const name = nameIn(after)
    return name === null ? [] : [{ list: listOf(key), name }]
  })
  const found = named.length === 0 ? [] : entriesIn(await rowsNamed(db, storeID, named))
  return new Set(
    found
      .filter(({ isActive }) => isActive)
      .map(({ list, fullName }) => `${list} ${nameKey(fullName)}`),
  )
}

function isShownBy(order: Order, [, group = '', key = '']: readonly string[]): boolean {
  switch (group) {
    case 'gateways':
      return order.paymentMethod === key
    case 'taxRates':
      return order.taxLines.some(({ rateId }) => String(rateId) === key)
    case 'taxCodes':
      return key
        .split(',')
        .every((rate) => order.taxLines.some(({ rateId }) => String(rateId) === rate))
    default:
      return false
  }
}
