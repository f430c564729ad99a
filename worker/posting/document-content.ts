/**
 * What a document says, as plain data under Intuit's names: the fields of its Add. Whatever a form
 * comes to carry is compared and changed with the rest, without a word here.
 */
import type { QbxmlRequest } from '../qbxml/requests.ts'

export type Fields = Readonly<Record<string, unknown>>

export type ContentLine = {
  /** `InvoiceLineAdd`, `InvoiceLineGroupAdd` … */
  readonly name: string
  readonly fields: Fields
}

export type DocumentContent = {
  readonly head: Fields
  readonly lines: readonly ContentLine[]
}

/**
 * Names within one set, and what is only said when a document is made: the rate of the day of the
 * sale stays what it was, whatever a plugin writes later.
 */
const ONLY_OF_ADDS = new Set([
  'defMacro',
  'ExternalGUID',
  'LinkToTxnID',
  'SetCredit',
  'ExchangeRate',
])

/** Null for a request that adds no document. */
export function contentOfAdd(request: QbxmlRequest): DocumentContent | null {
  const [added] = Object.entries(request.content).filter(([name]) => name.endsWith('Add'))
  const fields: unknown = added?.[1]
  if (!isFields(fields)) {
    return null
  }
  const { Lines: lines, ...head } = fields
  const kept = Object.entries(head).filter(([name]) => !ONLY_OF_ADDS.has(name))
  return {
    head: present(Object.fromEntries(kept)),
    lines: Array.isArray(lines) ? lines.flatMap(contentLines) : [],
  }
}

function contentLines(line: unknown): readonly ContentLine[] {
  return isFields(line)
    ? Object.entries(line).flatMap(([name, fields]) =>
        isFields(fields) ? [{ name, fields: present(fields) }] : [],
      )
    : []
}

/** Without what is undefined, as it comes back from storage. */
function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two values of a field say the same, whatever the order of their parts. */
export function isSameValue(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, at) => isSameValue(one, right[at]))
  }
  if (!isFields(left) || !isFields(right)) {
    return left === right
  }
  return [...namesIn(left, right)].every((name) => isSameValue(left[name], right[name]))
}

export function namesIn(left: Fields, right: Fields): ReadonlySet<string> {
  return new Set([...Object.keys(left), ...Object.keys(right)])
}
