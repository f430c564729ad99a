/** Content that any list allows, drawn from a seed. */
import { cents } from '../../worker/money/cents.ts'
import type { Edition } from '../../worker/qbxml/edition.ts'
import { REQUESTS } from '../../worker/qbxml/requests.ts'
import type { QbxmlRequest, RequestName } from '../../worker/qbxml/requests.ts'
import { readMark } from '../../worker/qbxml/shape.ts'
import type { Field, FieldList, NamedField, ValueField } from '../../worker/qbxml/shape.ts'

/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[]

/** Of fields that the edition knows. */
export function randomRequest(
  name: RequestName,
  random: Random,
  edition: Edition = 'US',
): QbxmlRequest {
  return { name, content: randomContent(REQUESTS[name], { random, edition }) } as QbxmlRequest
}

type Drawing = { readonly random: Random; readonly edition: Edition }

function randomContent(list: FieldList, drawing: Drawing): Record<string, unknown> {
  const known = list.filter(({ editions }) => editions?.includes(drawing.edition) ?? true)
  return Object.assign({}, ...known.map((field) => randomField(field, drawing)))
}

function randomField(field: Field, drawing: Drawing): Record<string, unknown> {
  const { random } = drawing
  switch (field.kind) {
    case 'macro':
      return random(3) === 0 ? { defMacro: `TxnID:m${random(1000)}` } : {}
    case 'choice': {
      const alternatives = field.required ? field.alternatives : [[], ...field.alternatives]
      return randomContent(alternatives[random(alternatives.length)] ?? [], drawing)
    }
    case 'sequence':
      return {
        [readMark(field.mark).name]: Array.from({ length: 1 + random(3) }, () => {
          const group = field.groups[random(field.groups.length)] ?? field.groups[0]
          return group === undefined ? {} : { [group.mark]: randomContent(group.fields, drawing) }
        }),
      }
    case 'value':
    case 'enum':
    case 'ref':
    case 'group':
      return randomNamed(field, drawing)
  }
}

function randomNamed(field: NamedField, drawing: Drawing): Record<string, unknown> {
  const { random } = drawing
  const { name, occurs } = readMark(field.mark)
  const isAway = (occurs === 'optional' || occurs === 'many') && random(2) === 0
  if (isAway) {
    return {}
  }
  if (occurs === 'one' || occurs === 'optional') {
    return { [name]: randomValue(field, drawing) }
  }
  return { [name]: Array.from({ length: 1 + random(2) }, () => randomValue(field, drawing)) }
}

function randomValue(field: NamedField, drawing: Drawing): unknown {
  const { random } = drawing
  switch (field.kind) {
    case 'enum':
      return field.values[random(field.values.length)]
    case 'ref':
      return random(2) === 0
        ? { ListID: `8000000${random(9)}-1785964190` }
        : { FullName: randomText(field.lengthMax ?? 60, random) }
    case 'group': {
      const content = randomContent(field.fields, drawing)
      return content
    }
    case 'value':
      return randomScalar(field, random)
  }
}

function randomScalar(field: ValueField, random: Random): unknown {
  switch (field.type) {
    case 'text':
      return randomText(field.lengthMax ?? 60, random)
    case 'prose':
      return `${randomText(Math.min(field.lengthMax ?? 60, 60), random)}\nß`.slice(
        0,
        field.lengthMax ?? 60,
      )
    case 'bool':
      return random(2) === 0
    case 'int':
      return 1 + random(12)
    case 'amount':
      return cents(random(2_000_000) - 1_000_000)
    case 'price':
    case 'quantity':
    case 'percent':
      return `${random(2) === 0 ? '-' : ''}${random(99_999)}.${1 + random(9999)}`
    case 'float':
      return `1.${1 + random(999)}`
    case 'date':
      return `2026-0${1 + random(9)}-${10 + random(18)}`
    case 'datetime':
      return `2026-0${1 + random(9)}-1${random(9)}T0${random(9)}:1${random(9)}:00`
    case 'guid':
      return `{00000000-0000-4000-8000-00000000000${random(9)}}`
    case 'id':
      return `8000000${random(9)}-1785964190`
    case 'txnID':
      return random(2) === 0 ? { useMacro: 'TxnID:w42' } : '1A-1785964190'
  }
}

const CHARACTERS = Array.from('abcDEF 0189&<>"\'/:;-_é“”€ßÿ½…()')

/** As QuickBooks keeps it: no blanks at the ends. */
function randomText(lengthMax: number, random: Random): string {
  const length = 1 + random(Math.min(lengthMax, 60))
  const text = Array.from({ length }, () => CHARACTERS[random(CHARACTERS.length)]).join('')
  return text.trim() === '' ? 'x' : text.trim()
}
