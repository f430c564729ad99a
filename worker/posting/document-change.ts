/**
 * What must be written so that a document says what it shall: only the fields that differ, and of
 * its lines each that remains by its TxnLineID, since QuickBooks deletes those not mentioned.
 */
import { NEW_LINE } from '../qbxml/sales-line-mod.ts'
import { isFields, isSameValue, namesIn } from './document-content.ts'
import type { ContentLine, DocumentContent, Fields } from './document-content.ts'

export type DocumentChange =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'change'
      /** Under the names of the Mod; what is empty clears. */
      readonly head: Fields
      /** In their new order; null leaves all as they are. */
      readonly lines: readonly ChangedLine[] | null
    }
  /** Its lines are grouped, or not those we know: a person has to change them. */
  | { readonly kind: 'by-hand' }

export type ChangedLine = { readonly TxnLineID: string } & Fields

export type Changing = {
  readonly before: DocumentContent
  readonly after: DocumentContent
  /** Of the lines before, in their order. */
  readonly lineIDs: readonly string[]
}

export function changeBetween({ before, after, lineIDs }: Changing): DocumentChange {
  const head = changedFields(before.head, after.head)
  const areLinesSame = isSameValue(before.lines, after.lines)
  if (areLinesSame) {
    return Object.keys(head).length === 0 ? { kind: 'none' } : { kind: 'change', head, lines: null }
  }
  const isKnown = lineIDs.length === before.lines.length
  return isKnown && [...before.lines, ...after.lines].every(isPlain)
    ? { kind: 'change', head, lines: changedLines(before.lines, after.lines, lineIDs) }
    : { kind: 'by-hand' }
}

/** Whether a line is one of its own, and no group of several. */
export function isPlain({ name }: ContentLine): boolean {
  return !name.endsWith('LineGroupAdd')
}

function changedFields(before: Fields, after: Fields): Fields {
  const names = [...namesIn(before, after)].filter(
    (name) => !isSameValue(before[name], after[name]),
  )
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = changedValue(before[name], after[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A block such as an address is written whole, and what it no longer says is emptied by name. */
function changedValue(before: unknown, after: unknown): unknown {
  if (after === undefined) {
    return cleared(before)
  }
  if (!isFields(before) || !isFields(after) || isReference(after)) {
    return after
  }
  const gone = Object.keys(before).filter((name) => after[name] === undefined)
  return { ...after, ...Object.fromEntries(gone.map((name) => [name, ''])) }
}

function cleared(before: unknown): unknown {
  if (typeof before === 'string') {
    return ''
  }
  if (!isFields(before)) {
    // A flag or an amount has no empty state.
    return undefined
  }
  return isReference(before)
    ? { FullName: '' }
    : Object.fromEntries(Object.keys(before).map((name) => [name, '']))
}

function isReference(value: Fields): boolean {
  return 'ListID' in value || 'FullName' in value
}

function changedLines(
  before: readonly ContentLine[],
  after: readonly ContentLine[],
  lineIDs: readonly string[],
): readonly ChangedLine[] {
  const matches = matchLines(before, after)
  return after.map(({ fields }, at) => {
    const match = matches.get(at)
    const old = match === undefined ? undefined : before[match]
    const TxnLineID = match === undefined ? undefined : lineIDs[match]
    return old === undefined || TxnLineID === undefined
      ? { TxnLineID: NEW_LINE, ...fields }
      : { TxnLineID, ...priced(changedFields(old.fields, fields), fields) }
  })
}

/** By place after, the place before: first the lines that are the same, then those of one item. */
function matchLines(
  before: readonly ContentLine[],
  after: readonly ContentLine[],
): ReadonlyMap<number, number> {
  const matches = new Map<number, number>()
  const left = new Set(before.keys())
  for (const isMatch of [isSameValue, isOfOneItem]) {
    for (const [at, { fields }] of after.entries()) {
      const match = matches.has(at)
        ? undefined
        : [...left].find((old) => isMatch(before[old]?.fields, fields))
      if (match !== undefined) {
        matches.set(at, match)
        left.delete(match)
      }
    }
  }
  return matches
}

/** QuickBooks cannot take the quantity from a line that has one: such a line is made anew. */
function isOfOneItem(before: unknown, after: unknown): boolean {
  return (
    isFields(before) &&
    isFields(after) &&
    isSameValue(before.ItemRef, after.ItemRef) &&
    (before.Quantity === undefined) === (after.Quantity === undefined)
  )
}

/** A new quantity alone would be priced at the old rate: both go out, and the rate follows. */
function priced(changed: Fields, { Quantity, Amount }: Fields): Fields {
  const isPriced = 'Quantity' in changed || 'Amount' in changed
  return isPriced && Amount !== undefined
    ? { ...changed, ...(Quantity === undefined ? {} : { Quantity }), Amount }
    : changed
}
