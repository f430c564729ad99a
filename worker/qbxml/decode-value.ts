/** One value of a request, and the 3xxx QuickBooks refuses it with. */
import { parseCents } from '../money/cents.ts'
import type { XmlElement } from '../xml/parse.ts'
import type { Edition } from './edition.ts'
import type { ValueField, ValueType } from './shape.ts'
import { isCalendarDate, PATTERN } from './value.ts'

export type BadValue = { readonly statusCode: number; readonly statusMessage: string }

export type Reading = {
  readonly version: string
  readonly edition: Edition
  /** In a Mod an empty element clears the field. */
  readonly clears: boolean
  readonly badValues: BadValue[]
}

/** Intuit's code for a value of each type that cannot be read. */
const UNREADABLE: Readonly<Record<ValueType, number>> = {
  text: 3080,
  prose: 3080,
  id: 3000,
  txnID: 3000,
  guid: 3065,
  date: 3020,
  datetime: 3020,
  bool: 3010,
  int: 3085,
  float: 3085,
  amount: 3040,
  price: 3045,
  quantity: 3060,
  percent: 3050,
}

export function readValue(field: ValueField, element: XmlElement, at: Reading): unknown {
  const { useMacro } = element.attributes
  if (useMacro !== undefined) {
    return { useMacro }
  }
  const text = element.text.trim()
  if (text === '') {
    const isRequired = /[^?*]$/.test(field.mark)
    if (isRequired) {
      at.badValues.push(unreadable(field.type, element))
    }
    return at.clears && !isRequired ? '' : undefined
  }
  const hasDate = field.type === 'date' || field.type === 'datetime'
  if (!PATTERN[field.type].test(text) || (hasDate && !isCalendarDate(text))) {
    at.badValues.push(unreadable(field.type, element))
    return undefined
  }
  if (field.lengthMax !== null && text.length > field.lengthMax) {
    at.badValues.push(tooLong(element.name, text))
  }
  return typed(field.type, text)
}

function typed(type: ValueType, text: string): unknown {
  switch (type) {
    case 'amount':
      return parseCents(text)
    case 'int':
      return Number(text)
    case 'bool':
      return text === 'true' || text === '1'
    case 'text':
    case 'prose':
    case 'id':
    case 'txnID':
    case 'guid':
    case 'date':
    case 'datetime':
    case 'float':
    case 'price':
    case 'quantity':
    case 'percent':
      return text
  }
}

function unreadable(type: ValueType, element: XmlElement): BadValue {
  const said = `There was an error when converting the ${type} "${element.text}"`
  return { statusCode: UNREADABLE[type], statusMessage: `${said} in the field "${element.name}".` }
}

export function tooLong(name: string, text: string): BadValue {
  return {
    statusCode: 3070,
    statusMessage: `The string "${text}" in the field "${name}" is too long.`,
  }
}
