/** A document's field as an owner reads it: what it is called, and what it holds. */
import { formatCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { DocumentKind, SaleTax } from './document.ts'
import { KIND_NAMES } from './sentence-words.ts'
import { isPlainObject } from './setting-values.ts'
import { taxByItem } from './tax-by-agency.ts'

/** Where the name in the document is not what the form says. */
const LABELS: Readonly<Record<string, string>> = {
  kind: 'Form',
  refNumber: 'Number',
  txnDate: 'Date',
  billAddress: 'Bill to',
  shipAddress: 'Ship to',
  depositAccountName: 'Deposited to',
  receivablesAccountName: 'Receivables',
  totalCents: 'Total',
}

/** `depositAccountName` → `Deposit account`, where no better word is known. */
export function labelOf(field: string): string {
  const words = field
    .replace(/(Name|Cents)$/, '')
    .replace(/^is(?=[A-Z])/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return LABELS[field] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Null where there is nothing. */
export function shownValue(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') {
    return null
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no'
  }
  if (typeof value === 'number') {
    return field.endsWith('Cents') ? formatCents(value as Cents) : String(value)
  }
  if (typeof value === 'string') {
    return field === 'kind' ? (KIND_NAMES[value as DocumentKind] ?? value) : value
  }
  if (field === 'tax') {
    return taxValue(value as SaleTax)
  }
  return partsOf(value)
}

/** QuickBooks' own computation, or the lines that stand for it. */
function taxValue(tax: SaleTax): string {
  const items = taxByItem(tax).map(
    ({ item, amountCents, how }) => `${item} ${formatCents(amountCents)} (${how})`,
  )
  return items.length === 0 ? 'none' : items.join(', ')
}

/** A named thing by its name; anything else by what it holds. */
function partsOf(value: unknown): string | null {
  if (Array.isArray(value)) {
    const parts = value.flatMap((part) => shownValue('', part) ?? [])
    return parts.length === 0 ? null : parts.join(', ')
  }
  if (!isPlainObject(value)) {
    return String(value)
  }
  return typeof value.name === 'string' ? value.name : partsOf(Object.values(value))
}
