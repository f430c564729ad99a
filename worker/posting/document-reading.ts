/** What QuickBooks shows of a document, in the terms of an Add: so it is compared with what it was given. */
import { isPlain } from './document-change.ts'
import { isFields, isSameValue } from './document-content.ts'
import type { ContentLine, DocumentContent, Fields } from './document-content.ts'
import { kindOf } from './document-ret.ts'
import type { DocumentRet } from './document-ret.ts'

/** Fields of the head that a document is read back by. */
const HEAD = [
  'CustomerRef',
  'TxnDate',
  'RefNumber',
  'BillAddress',
  'ShipAddress',
  'DueDate',
  'ItemSalesTaxRef',
  'PaymentMethodRef',
  'DepositToAccountRef',
  'Memo',
]

const LINE = ['ItemRef', 'Desc', 'Quantity', 'Amount', 'SalesTaxCodeRef'] as const

/** In an owner's words. What is not named here is told by QuickBooks' own name. */
const PART_NAMES: Readonly<Record<string, string>> = {
  CustomerRef: 'its customer',
  TxnDate: 'its date',
  RefNumber: 'its number',
  BillAddress: 'its billing address',
  ShipAddress: 'its shipping address',
  DueDate: 'its due date',
  ItemSalesTaxRef: 'its sales tax',
  PaymentMethodRef: 'its payment method',
  DepositToAccountRef: 'the account it is deposited to',
  Memo: 'its memo',
}

/** QuickBooks itself takes these back once it has printed or sent the form. */
const TAKEN_BACK = ['IsToBePrinted', 'IsToBeEmailed']

/**
 * What of a document a person changed, in an owner's words. Compared is only what it was given: what
 * QuickBooks filled in by itself is nobody's change, nor is a field that its answer does not show.
 */
export function partsThatDiffer(content: DocumentContent, ret: DocumentRet): readonly string[] {
  const head = Object.entries(content.head)
    .filter(
      ([name, value]) => !TAKEN_BACK.includes(name) && !isShown(value, Reflect.get(ret, name)),
    )
    .map(([name]) => PART_NAMES[name] ?? name)
  return areLinesShown(content.lines, ret) ? head : [...head, 'its lines']
}

export function contentOfRet(ret: DocumentRet): DocumentContent {
  const kind = kindOf(ret)
  const lines = 'Lines' in ret ? ret.Lines : []
  return {
    head: written(ret, HEAD),
    lines: lines.map((line) => ({ name: `${kind}LineAdd`, fields: written(line, LINE) })),
  }
}

/**
 * Of what a document says in QuickBooks only what we write ourselves: what QuickBooks filled in is
 * not ours to clear.
 */
export function ownPart(shown: DocumentContent, ours: readonly DocumentContent[]): DocumentContent {
  const heads = ours.flatMap(({ head }) => Object.keys(head))
  const ourLines = ours.flatMap(({ lines }) => lines)
  return {
    head: only(shown.head, heads),
    lines: shown.lines.map(({ name, fields }) => {
      const alike = ourLines.filter((line) => isSameValue(line.fields.ItemRef, fields.ItemRef))
      const names = alike.flatMap((line) => Object.keys(line.fields))
      return { name, fields: alike.length === 0 ? fields : only(fields, names) }
    }),
  }
}

function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))
}

function written(ret: object, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = writtenValue(name, Reflect.get(ret, name))
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A tax code is written by its name, whatever else by its ID. */
function writtenValue(name: string, value: unknown): unknown {
  if (!isFields(value)) {
    return value ?? undefined
  }
  if ('lines' in value) {
    return addressFields(value)
  }
  const { ListID, FullName } = value
  return typeof ListID === 'string' && name !== 'SalesTaxCodeRef' ? { ListID } : { FullName }
}

function addressFields({ lines, ...town }: Fields): Fields {
  const numbered = Array.isArray(lines) ? lines.map((line, at) => [`Addr${at + 1}`, line]) : []
  const parts = Object.entries(town).filter(([, part]) => part !== null)
  return Object.fromEntries([...numbered, ...parts])
}

function areLinesShown(lines: readonly ContentLine[], ret: DocumentRet): boolean {
  const shown = 'Lines' in ret ? ret.Lines : null
  // The lines of a group are told in another way, which is not read.
  if (shown === null || !lines.every(isPlain)) {
    return true
  }
  return (
    shown.length === lines.length &&
    lines.every(({ fields }, at) =>
      Object.entries(fields).every(([name, value]) =>
        isShown(value, Reflect.get(shown[at] ?? {}, name)),
      ),
    )
  )
}

/** `undefined`: the answer does not tell. Null: QuickBooks has nothing there. */
function isShown(given: unknown, found: unknown): boolean {
  if (found === undefined) {
    return true
  }
  if (typeof given === 'string' && typeof found === 'string') {
    return isSameText(given, found)
  }
  if (isFields(given) && isFields(found)) {
    return 'lines' in found ? isSameAddress(given, found) : isSameReference(given, found)
  }
  // QuickBooks leaves out an amount of nothing.
  return given === found || (given === 0 && found === null) || (given === '' && found === null)
}

/** Blanks and line ends are QuickBooks' to keep; `1` and `1.00` are one quantity. */
function isSameText(given: string, found: string): boolean {
  const [left, right] = [given, found].map((text) => text.replaceAll(/\s+/g, ' ').trim())
  const isNumber = /^\d+(\.\d+)?$/
  return (
    left === right ||
    (isNumber.test(left ?? '') && isNumber.test(right ?? '') && Number(left) === Number(right))
  )
}

function isSameReference(given: Fields, found: Fields): boolean {
  const { ListID, FullName } = given
  return ListID === undefined
    ? String(FullName).toLowerCase() === String(found.FullName).toLowerCase()
    : ListID === found.ListID
}

function textOf(part: unknown): string {
  return typeof part === 'string' ? part : ''
}

function isSameAddress(given: Fields, found: Fields): boolean {
  const block = addressFields(found)
  return [...new Set([...Object.keys(given), ...Object.keys(block)])].every((name) =>
    isSameText(textOf(given[name]), textOf(block[name])),
  )
}
