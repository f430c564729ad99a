/**
 * The kinds of values in a wc/v3 payload. Where WooCommerce wavers between text and number (or a
 * plugin does), both are read. Each message is what `field-problem` says was expected.
 */
import * as v from 'valibot'

const DECIMAL = /^-?\d{1,13}(\.\d{1,18})?$/
/** Of fraction digits that a float of Woo's (`18.402761714285713`) can carry meaningfully. */
const FLOAT_FRACTION_DIGITS = 15
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/

export const text = v.string('a text')

/** Text where older versions and plugins send null or leave the field out. */
export const optionalText = v.nullish(text, '')

/** An ID as a number; 0 is “none” for a customer, a variation and a deleted product. */
export const id = v.pipe(
  v.custom<number | string>(isID, 'a whole number such as 1042'),
  v.transform(Number),
)

/** An amount as decimal text. It stays text: how exact it must be is the books' to decide. */
export const amount = v.pipe(
  v.custom<number | string>(isDecimal, 'a decimal such as "19.90"'),
  v.transform(decimalText),
)

/** Null where WooCommerce writes `""` (an untaxed shipping line), null or nothing. */
export const optionalAmount = v.pipe(
  v.nullish(
    v.custom<number | string>(
      (value) => value === '' || isDecimal(value),
      'a decimal such as "19.90"',
    ),
    '',
  ),
  v.transform((value) => (value === '' ? null : decimalText(value))),
)

/** A word that some versions write as a number, such as an instance's ID. */
export const optionalWord = v.pipe(
  v.nullish(v.union([v.string(), v.number()], 'a text or a number'), ''),
  v.transform(String),
)

/** The ID of another line, as a plugin writes it; null where it writes none, or anything else. */
export const lineReference = v.pipe(
  v.nullish(v.unknown(), null),
  v.transform((value) => (isID(value) && Number(value) > 0 ? Number(value) : null)),
)

/** Gift cards with what was taken from each; what is of another form belongs to another plugin. */
export const redeemedCards = v.pipe(
  v.nullish(v.unknown(), []),
  v.transform((value) => (Array.isArray(value) ? value.flatMap(redeemedCard) : [])),
  v.readonly(),
)

export const flag = v.boolean('true or false')

/** Without a zone: `date_created` is the shop's own time, `date_created_gmt` is UTC. */
export const time = v.pipe(
  v.string('a time such as "2026-11-23T04:04:40"'),
  v.regex(LOCAL_TIME, 'a time such as "2026-11-23T04:04:40"'),
)

/** Null until it happens. */
export const optionalTime = v.nullable(time)

/** A list; PHP encodes an empty one as `[]` also where the field holds an object. */
export function list<const TSchema extends v.GenericSchema>(schema: TSchema) {
  return v.pipe(v.array(schema, 'a list'), v.readonly())
}

/** An object of which only the named fields are read, renamed from `snake_case` to camelCase. */
export function fields<const TEntries extends v.ObjectEntries>(entries: TEntries) {
  const names = Object.keys(entries).map((wire) => ({ wire, name: camelCase(wire) }))
  return v.pipe(
    v.object(entries, 'an object'),
    v.transform((value) => renamed(value, names)),
  )
}

type CamelCase<TKey> = TKey extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : TKey

type CamelCased<TFields> = {
  readonly [TKey in keyof TFields as CamelCase<TKey>]: TFields[TKey]
}

/** What a field is called on the wire and here. Made once a schema, not once a payload. */
type FieldName = { readonly wire: string; readonly name: string }

function camelCase(wire: string): string {
  return wire.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** One level deep: what stands in a meta value is the plugin's and keeps its names. */
function renamed<TFields extends Readonly<Record<string, unknown>>>(
  value: TFields,
  names: readonly FieldName[],
): CamelCased<TFields> {
  const fieldsByName: Record<string, unknown> = {}
  for (const { wire, name } of names) {
    fieldsByName[name] = value[wire]
  }
  return fieldsByName as CamelCased<TFields>
}

function redeemedCard(card: unknown) {
  const { code, number, amount: taken } = Object(card) as Readonly<Record<string, unknown>>
  const named = code ?? number
  return isDecimal(taken)
    ? [{ code: typeof named === 'string' ? named : '', amount: decimalText(taken) }]
    : []
}

function isID(value: unknown): value is number | string {
  const isNumeral = typeof value === 'string' && /^\d{1,16}$/.test(value)
  const number = isNumeral ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
}

function isDecimal(value: unknown): value is number | string {
  const isReadable = typeof value === 'string' || typeof value === 'number'
  return isReadable && DECIMAL.test(decimalText(value))
}

function decimalText(value: number | string): string {
  if (typeof value === 'string') {
    return value
  }
  const shortest = String(value)
  // 1e-7 is how a float of a fraction of a cent prints, and 0.0041152263374485596 is a price divided
  // by a quantity; the books want digits, and no more of them than say something.
  return Math.abs(value) < 1 && !DECIMAL.test(shortest)
    ? value.toFixed(FLOAT_FRACTION_DIGITS)
    : shortest
}
