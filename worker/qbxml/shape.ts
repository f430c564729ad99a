/**
 * A notation for Intuit's element sequences. A list of fields *is* the schema of one object:
 * element order, occurrence, length and the qbXML version a field exists since. What a caller
 * writes is the plain object derived from it, `Content<typeof FIELDS>`.
 *
 * A name carries its occurrence, as in Intuit's tables: `Name` exactly one, `Name?` at most one,
 * `Name*` any number, `Name+` at least one.
 */
import type { Cents } from '../money/cents.ts'
import type { Edition } from './edition.ts'

/** What a value of each base type is in TypeScript. Decimals stay text: QuickBooks keeps 5 places. */
export type ValueTypes = {
  readonly text: string
  /** Text that may hold line breaks. */
  readonly prose: string
  readonly id: string
  /** The ID of a transaction, or the macro an earlier request of the same set defined for it. */
  readonly txnID: string | { readonly useMacro: string }
  readonly guid: string
  readonly date: string
  readonly datetime: string
  readonly bool: boolean
  readonly int: number
  readonly float: string
  readonly amount: Cents
  readonly price: string
  readonly quantity: string
  readonly percent: string
}
export type ValueType = keyof ValueTypes

/** Where a field exists: QuickBooks refuses a whole set that has it elsewhere. */
type Existence = {
  /** Oldest version that knows it, e.g. `'12.0'`; null for one that was always there. */
  readonly since: string | null
  /** The country editions that know it; null for all of them. */
  readonly editions: readonly Edition[] | null
}

export type ValueField<M extends string = string, T extends ValueType = ValueType> = Existence & {
  readonly kind: 'value'
  readonly mark: M
  readonly type: T
  readonly lengthMax: number | null
}
export type EnumField<M extends string = string, V extends string = string> = Existence & {
  readonly kind: 'enum'
  readonly mark: M
  readonly values: readonly V[]
}
export type RefField<M extends string = string> = Existence & {
  readonly kind: 'ref'
  readonly mark: M
  readonly lengthMax: number | null
}
export type GroupField<M extends string = string, L extends FieldList = FieldList> = Existence & {
  readonly kind: 'group'
  readonly mark: M
  readonly fields: L
}
/** Exactly one of several lists, written flat into the object they stand in. */
export type ChoiceField<
  R extends boolean = boolean,
  A extends readonly FieldList[] = readonly FieldList[],
> = Existence & { readonly kind: 'choice'; readonly required: R; readonly alternatives: A }
/** A sequence of groups whose order among each other counts: `Lines: [{ InvoiceLineAdd: … }]`. */
export type SequenceField<
  M extends string = string,
  G extends readonly GroupField[] = readonly GroupField[],
> = Existence & { readonly kind: 'sequence'; readonly mark: M; readonly groups: G }
/** The `defMacro` attribute of the element whose list begins with it. */
export type MacroField = Existence & { readonly kind: 'macro' }

export type NamedField = ValueField | EnumField | RefField | GroupField
export type Field = NamedField | ChoiceField | SequenceField | MacroField
/** Interface, not type: lists hold groups hold lists. */
export interface FieldList extends ReadonlyArray<Field> {}

export type Reference = { readonly ListID: string } | { readonly FullName: string }

type Value<F> =
  F extends ValueField<string, infer T>
    ? ValueTypes[T]
    : F extends EnumField<string, infer V>
      ? V
      : F extends RefField
        ? Reference
        : F extends GroupField<string, infer L>
          ? Content<L>
          : never

type Occurring<M extends string, V> = M extends `${infer N}?`
  ? { readonly [K in N]?: V | undefined }
  : M extends `${infer N}*`
    ? { readonly [K in N]?: readonly V[] | undefined }
    : M extends `${infer N}+`
      ? { readonly [K in N]: readonly V[] }
      : { readonly [K in M]: V }

type OneGroup<G> = G extends GroupField<infer M, infer L> ? Occurring<M, Content<L>> : never
type AnyOf<A> = A extends FieldList ? Content<A> : never

type KeyOfAny<U> = U extends unknown ? keyof U : never
/** Each alternative forbids the keys of the others, so that a mixed object does not compile. */
type Exclusive<U, All = U> = U extends unknown
  ? U & { readonly [K in Exclude<KeyOfAny<All>, keyof U>]?: undefined }
  : never

type Part<F> =
  F extends SequenceField<infer M, infer G>
    ? Occurring<M, OneGroup<G[number]>>
    : F extends ChoiceField<infer R, infer A>
      ? R extends true
        ? Exclusive<AnyOf<A[number]>>
        : Exclusive<AnyOf<A[number]> | object>
      : F extends MacroField
        ? { readonly defMacro?: string | undefined }
        : F extends { readonly mark: infer M extends string }
          ? Occurring<M, Value<F>>
          : never

/** The plain object a caller writes for a list of fields. */
export type Content<L extends FieldList> = ContentAfter<L, unknown>

/** Tail-recursive, since the longest lists exceed TypeScript's depth for any other recursion. */
type ContentAfter<L, Before> = L extends readonly [infer Head, ...infer Rest]
  ? ContentAfter<Rest, Before & Part<Head>>
  : Before

export type Occurrence = 'one' | 'optional' | 'many' | 'some'
export type Mark = { readonly name: string; readonly occurs: Occurrence }

/** Our lists hold some hundred marks, and each is read for every element there might be. */
const marks = new Map<string, Mark>()

/** `'Name?'` → its element name and how often it may stand there. */
export function readMark(mark: string): Mark {
  const known = marks.get(mark)
  if (known !== undefined) {
    return known
  }
  const read = splitMark(mark)
  marks.set(mark, read)
  return read
}

function splitMark(mark: string): Mark {
  const bare = mark.slice(0, -1)
  switch (mark.at(-1)) {
    case '?':
      return { name: bare, occurs: 'optional' }
    case '*':
      return { name: bare, occurs: 'many' }
    case '+':
      return { name: bare, occurs: 'some' }
    case undefined:
    default:
      return { name: mark, occurs: 'one' }
  }
}

function value<M extends string, T extends ValueType>(
  type: T,
  mark: M,
  bounds: { readonly lengthMax?: number | undefined; readonly since?: string | undefined },
): ValueField<M, T> {
  return {
    kind: 'value',
    mark,
    type,
    lengthMax: bounds.lengthMax ?? null,
    since: bounds.since ?? null,
    editions: null,
  }
}

/** One line of text. Without a length, Intuit states none. */
export function text<const M extends string>(mark: M, lengthMax?: number, since?: string) {
  return value('text', mark, { lengthMax, since })
}

export function prose<const M extends string>(mark: M, lengthMax?: number, since?: string) {
  return value('prose', mark, { lengthMax, since })
}

export function id<const M extends string>(mark: M, since?: string) {
  return value('id', mark, { since })
}

export function txnID<const M extends string>(mark: M, since?: string) {
  return value('txnID', mark, { since })
}

export function guid<const M extends string>(mark: M, since?: string) {
  return value('guid', mark, { since })
}

export function date<const M extends string>(mark: M, since?: string) {
  return value('date', mark, { since })
}

export function datetime<const M extends string>(mark: M, since?: string) {
  return value('datetime', mark, { since })
}

export function bool<const M extends string>(mark: M, since?: string) {
  return value('bool', mark, { since })
}

export function int<const M extends string>(mark: M, since?: string) {
  return value('int', mark, { since })
}

export function float<const M extends string>(mark: M, since?: string) {
  return value('float', mark, { since })
}

export function amount<const M extends string>(mark: M, since?: string) {
  return value('amount', mark, { since })
}

export function price<const M extends string>(mark: M, since?: string) {
  return value('price', mark, { since })
}

export function quantity<const M extends string>(mark: M, since?: string) {
  return value('quantity', mark, { since })
}

export function percent<const M extends string>(mark: M, since?: string) {
  return value('percent', mark, { since })
}

export function oneWordOf<const M extends string, const V extends string>(
  mark: M,
  values: readonly V[],
  since?: string,
): EnumField<M, V> {
  return { kind: 'enum', mark, values, since: since ?? null, editions: null }
}

/** `<…Ref>` with ListID or FullName; the length is FullName's. */
export function ref<const M extends string>(
  mark: M,
  lengthMax?: number,
  since?: string,
): RefField<M> {
  return { kind: 'ref', mark, lengthMax: lengthMax ?? null, since: since ?? null, editions: null }
}

export function group<const M extends string, const L extends FieldList>(
  mark: M,
  fields: L,
  since?: string,
): GroupField<M, L> {
  return { kind: 'group', mark, fields, since: since ?? null, editions: null }
}

export function oneOf<const A extends readonly FieldList[]>(
  alternatives: A,
  since?: string,
): ChoiceField<true, A> {
  return { kind: 'choice', required: true, alternatives, since: since ?? null, editions: null }
}

export function oneOfOrNone<const A extends readonly FieldList[]>(
  alternatives: A,
  since?: string,
): ChoiceField<false, A> {
  return { kind: 'choice', required: false, alternatives, since: since ?? null, editions: null }
}

/** The key is ours (`Lines`): Intuit's schema has no name for a mixed run of lines. */
export function sequence<const M extends string, const G extends readonly GroupField[]>(
  mark: M,
  groups: G,
): SequenceField<M, G> {
  return { kind: 'sequence', mark, groups, since: null, editions: null }
}

export function defMacro(): MacroField {
  return { kind: 'macro', since: null, editions: null }
}

/** A field that these country editions know and the others do not. */
export function only<const F extends Field>(editions: readonly Edition[], field: F): F {
  return { ...field, editions }
}
