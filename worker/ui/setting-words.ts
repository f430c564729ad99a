/** A setting as a person reads it: what it is called, what it says, where it belongs. */
import { KIND_NAMES } from '../books/sentence-words.ts'
import { keyPath } from '../books/setting-key.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { counted } from './moment.tsx'

const WRITTEN: Readonly<Record<string, string>> = { sku: 'SKU', fob: 'FOB', po: 'PO' }
const TEXT_CHARACTERS_MAX = 120
const LIST_SHOWN_MAX = 8

/** `mapping.taxRates` → `Tax rates`. */
export function settingTitle(key: string): string {
  const words = wordsOf(keyPath(key).at(-1) ?? key)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** `documentFields.templates.invoice` → `Document fields, templates`; empty at the top. */
export function settingGroup(key: string): string {
  const words = keyPath(key).slice(0, -1).map(wordsOf).join(', ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function wordsOf(name: string): string {
  return name
    .replace(/^is(?=[A-Z])/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll('-', ' ')
    .split(' ')
    .map((word) => {
      const isAcronym = /^[A-Z]{2,}$/.test(word)
      return WRITTEN[word.toLowerCase()] ?? (isAcronym ? word : word.toLowerCase())
    })
    .join(' ')
}

/** Short: an object by how much is in it. */
export function settingText(value: unknown): string {
  if (value === null || value === undefined) {
    return 'no choice'
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no'
  }
  if (value === '') {
    return 'empty'
  }
  if (Array.isArray(value)) {
    return listText(value)
  }
  if (isPlainObject(value)) {
    const { name } = value
    return typeof name === 'string' ? name : entriesText(Object.keys(value).length)
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > TEXT_CHARACTERS_MAX ? `${text.slice(0, TEXT_CHARACTERS_MAX)}…` : text
}

function listText(list: readonly unknown[]): string {
  if (list.length === 0) {
    return 'none'
  }
  if (!list.every((one) => typeof one === 'string')) {
    return counted(list.length, 'rule')
  }
  const more = list.length - LIST_SHOWN_MAX
  const shown = list.slice(0, LIST_SHOWN_MAX).join(', ')
  return more > 0 ? `${shown} and ${more} more` : shown
}

function entriesText(count: number): string {
  if (count === 0) {
    return 'none'
  }
  return count === 1 ? '1 entry' : `${count} entries`
}

/** `SalesReceipt` → `Sales receipt`. */
export function kindTitle(kind: keyof typeof KIND_NAMES): string {
  const name = KIND_NAMES[kind]
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** Also of a key down into the value: it leads to the setting. */
export function pathOfSetting(key: string): string {
  return `/settings/${encodeURIComponent(key)}`
}
