/** The mapping that stands, in an owner's words. */
import { isEntryOfShop, mappingTarget } from '../../books/mapping-targets.ts'
import { subjectName } from '../../books/sentence-words.ts'
import { keyPath, keyText, valueAt } from '../../books/setting-key.ts'
import { isPlainObject } from '../../books/setting-values.ts'
import type { Settings } from '../../books/settings.ts'
import type { MappedGroup, MappedPart, MappedRow } from '../../ui/mapping-page.tsx'
import { settingTitle } from '../../ui/setting-words.ts'

/** More than so many are found by the search. */
const ROWS_EACH_MAX = 100

const GROUPS = [
  { title: 'Taxes', keys: ['taxRates', 'taxCodes', 'zeroRateItem'] },
  { title: 'Payment methods', keys: ['gateways'] },
  { title: 'Accounts', keys: ['accounts'] },
  { title: 'Items chosen by hand', keys: ['items', 'fees', 'coupons', 'shippingMethods'] },
] as const

/** `openRateSets`: those of `mapping.taxCodes` for which nothing is chosen. */
export function mappedGroups(
  settings: Settings,
  { typed, openRateSets }: { readonly typed: string; readonly openRateSets: readonly string[] },
): readonly MappedGroup[] {
  const words = typed.toLowerCase()
  const open = openRateSets.map((rateIDs) => rowOf(['mapping', 'taxCodes', rateIDs], null))
  const groups = GROUPS.map(({ title, keys }) => ({
    title,
    rows: keys
      .flatMap((key) => [
        ...rowsOf(['mapping', key], settings),
        ...(key === 'taxCodes' ? open.map((row) => ({ ...row, forgetKey: null })) : []),
      ])
      .filter((row) => textOf(row).includes(words))
      .slice(0, ROWS_EACH_MAX),
  }))
  return typed === '' ? groups : groups.filter(({ rows }) => rows.length > 0)
}

function textOf({ name, parts }: MappedRow): string {
  return [name, ...parts.map(({ value }) => value)].join(' ').toLowerCase()
}

function rowsOf(path: readonly string[], settings: Settings): readonly MappedRow[] {
  const value = valueAt(settings, path)
  const isGroup = path.at(-1) !== 'zeroRateItem'
  if (!isGroup) {
    return [rowOf(path, value)]
  }
  return isPlainObject(value)
    ? Object.entries(value).map(([name, entry]) => rowOf([...path, name], entry))
    : []
}

function rowOf(path: readonly string[], value: unknown): MappedRow {
  const isForgettable = isEntryOfShop(path) || value !== null
  return {
    name: nameOfKey(keyText(path)),
    parts: partsOf(path, value),
    forgetKey: isForgettable ? keyText(path) : null,
  }
}

function partsOf(path: readonly string[], value: unknown): readonly MappedPart[] {
  const key = keyText(path)
  if (!isPlainObject(value) || mappingTarget(key) !== null) {
    return [{ label: '', value: entryText(value), chooseKey: chooseKey(key) }]
  }
  return Object.entries(value).flatMap(([field, one]): MappedPart[] => {
    const own = keyText([...path, field])
    const isName = mappingTarget(own) !== null || field === 'name'
    return isName
      ? [{ label: partLabel(field), value: entryText(one), chooseKey: chooseKey(own) }]
      : []
  })
}

function partLabel(field: string): string {
  return field === 'name' ? '' : `${settingTitle(field).replace(/ name$/, '')}:`
}

function chooseKey(key: string): string | null {
  return mappingTarget(key) === null ? null : key
}

function entryText(value: unknown): string {
  if (typeof value === 'string') {
    return value
  }
  if (!isPlainObject(value)) {
    return 'not chosen'
  }
  const { name, ratePercent, agencyName, ratePercents } = value
  if (typeof name === 'string' && Array.isArray(ratePercents)) {
    const percents = ratePercents.map((one) => `${String(one)} %`).join(' and ')
    return percents === '' ? `${name}, takes nothing` : `${name}, takes ${percents}`
  }
  return typeof name === 'string' && typeof ratePercent === 'string'
    ? `${name}, ${ratePercent} %, owed to ${String(agencyName)}`
    : JSON.stringify(value)
}

const NOUNS: Readonly<Record<string, string>> = {
  taxRates: 'Tax rate',
  taxCodes: 'Tax rates',
  gateways: 'Payment method',
  fees: 'Fee',
  coupons: 'Coupon',
  shippingMethods: 'Shipping method',
}

/** `mapping.taxRates.12` → `Tax rate 12`. */
export function nameOfKey(key: string): string {
  const [, group = '', name] = keyPath(key)
  if (group === 'items' && name !== undefined) {
    return /^[a-z]+:/.test(name) ? subjectName(name) : `SKU ${name}`
  }
  if (name === undefined || group === 'accounts') {
    return settingTitle(name ?? group)
  }
  return `${NOUNS[group] ?? settingTitle(group)} ${name === '' ? '(none)' : name}`
}
