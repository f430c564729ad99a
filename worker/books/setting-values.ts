/**
 * The kinds of values that settings have. Each message says what was expected, in words that go on
 * after “expected”.
 */
import * as v from 'valibot'
import { plainText } from './plain-text.ts'

export const flag = v.boolean('true or false')

export const orderStatus = textThat(
  'a status as WooCommerce’s REST API writes it, without “wc-”, such as "processing"',
  (status) => /^[a-z0-9_-]{1,20}$/.test(status) && !status.startsWith('wc-'),
)

export function oneOf<const TOptions extends readonly string[]>(options: TOptions) {
  const quoted = options.map((option) => `"${option}"`)
  const others = quoted.slice(0, -1).join(', ')
  return v.picklist(options, others === '' ? quoted.join('') : `${others} or ${quoted.at(-1)}`)
}

export function wholeNumber(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  )
}

export function textThat(expected: string, isRight: (text: string) => boolean) {
  return v.pipe(v.string(expected), v.check(isRight, expected))
}

export function listOf<const TSchema extends v.GenericSchema>(schema: TSchema, expected: string) {
  return v.pipe(v.array(schema, expected), v.readonly())
}

/** An object of which each field is known. */
export function fields<const TEntries extends v.ObjectEntries>(entries: TEntries) {
  return v.pipe(v.custom<object>(isPlainObject, 'an object'), v.strictObject(entries), v.readonly())
}

/** An object whose keys are the shop's, such as its gateways, with an entry of one kind for each. */
export function entriesBy<
  const TKey extends v.GenericSchema<string, string>,
  const TEntry extends v.GenericSchema,
>(key: TKey, entry: TEntry) {
  return v.pipe(
    v.custom<object>(isPlainObject, 'an object'),
    v.custom<object>(hasOnlyOwnNames, 'no entry called constructor, prototype or __proto__'),
    v.record(key, entry),
    v.readonly(),
  )
}

/** A name as QuickBooks' lists can hold it, so that what is chosen here is what stands there. */
export function listName(lengthMax: number) {
  return textThat(nameExpected(lengthMax), (name) => isListName(name, lengthMax))
}

export function optionalListName(lengthMax: number) {
  const expected = `${nameExpected(lengthMax)}, or null`
  return v.nullable(textThat(expected, (name) => isListName(name, lengthMax)))
}

/** What is only ever looked up: whatever QuickBooks holds is right, `Parent:Child` too. */
export function fullName(lengthMax: number) {
  return textThat(fullNameExpected(lengthMax), (name) => isFullName(name, lengthMax))
}

export function optionalFullName(lengthMax: number) {
  return v.nullable(
    textThat(`${fullNameExpected(lengthMax)}, or null`, (name) => isFullName(name, lengthMax)),
  )
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** valibot leaves these out of a record without a word. */
const NAMES_LEFT_OUT = ['constructor', 'prototype', '__proto__']

function hasOnlyOwnNames(value: unknown): boolean {
  return NAMES_LEFT_OUT.every((name) => !Object.hasOwn(Object(value), name))
}

function nameExpected(lengthMax: number): string {
  return `a name of at most ${lengthMax} characters that QuickBooks can spell, without a colon`
}

function fullNameExpected(lengthMax: number): string {
  return `a full name as QuickBooks shows it, at most ${lengthMax} characters`
}

function isFullName(name: string, lengthMax: number): boolean {
  return isTrimmed(name) && name.length <= lengthMax
}

function isListName(name: string, lengthMax: number): boolean {
  const isSpelled = plainText(name).text === name && !name.includes(':')
  return isTrimmed(name) && isSpelled && name.length <= lengthMax
}

function isTrimmed(name: string): boolean {
  return name !== '' && name.trim() === name && !/[\r\n\t]/.test(name)
}
