/**
 * Content → XML in the list's order. A violation is thrown, since it is our bug: whoever made the
 * content checked the limits before. A field the declared version or the edition does not know
 * would cost the whole message set (0x80040400), so it is left out and reported.
 */
import { formatCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { asciiXml } from '../xml/write.ts'
import type { XmlMarkup } from '../xml/write.ts'
import { isForeign } from './edition.ts'
import type { Edition } from './edition.ts'
import { readMark } from './shape.ts'
import type {
  ChoiceField,
  EnumField,
  Field,
  FieldList,
  NamedField,
  RefField,
  SequenceField,
  ValueField,
} from './shape.ts'
import { quickBooksLine, quickBooksText } from './text.ts'
import { isCalendarDate, PATTERN } from './value.ts'

type Fields = Readonly<Record<string, unknown>>

/** Of a field that is not written, as most of a form's are. */
const NOTHING: readonly XmlMarkup[] = []

/** Where in the request we are, what it is declared as, and what was left out so far. */
export type Encoding = {
  readonly version: string
  readonly edition: Edition
  readonly path: string
  /** In a Mod an empty string clears a field; in an Add it is refused. */
  readonly clears: boolean
  readonly dropped: string[]
}

export function encodeFields(list: FieldList, content: Fields, at: Encoding): XmlMarkup[] {
  refuseUnknown(list, content, at)
  const markups: XmlMarkup[] = []
  for (const field of list) {
    markups.push(...encodeField(field, content, at))
  }
  return markups
}

function encodeField(field: Field, content: Fields, at: Encoding): readonly XmlMarkup[] {
  switch (field.kind) {
    case 'value':
    case 'enum':
    case 'ref':
    case 'group':
      return encodeNamed(field, content, at)
    case 'choice':
      return encodeChoice(field, content, at)
    case 'sequence':
      return encodeSequence(field, content, at)
    case 'macro':
      // An attribute: written where the element itself is.
      return NOTHING
  }
}

function encodeNamed(field: NamedField, content: Fields, at: Encoding): readonly XmlMarkup[] {
  const { name, occurs } = readMark(field.mark)
  const written = content[name]
  if (written === undefined && (occurs === 'optional' || occurs === 'many')) {
    return NOTHING
  }
  const here = { ...at, path: `${at.path}/${name}` }
  const isMany = occurs === 'many' || occurs === 'some'
  if (isMany && written !== undefined && !Array.isArray(written)) {
    throw new Error(`${here.path} may stand more than once and must be an array`)
  }
  const values: readonly unknown[] = isMany ? asList(written) : [written]
  const present = values.filter((one) => one !== undefined)
  if (isForeign(field, at)) {
    if (present.length > 0) {
      at.dropped.push(here.path)
    }
    return NOTHING
  }
  if (present.length === 0 && (occurs === 'one' || occurs === 'some')) {
    throw new Error(`${here.path} is required`)
  }
  return present.map((one) => encodeOne(field, one, here))
}

function encodeOne(field: NamedField, written: unknown, at: Encoding): XmlMarkup {
  const { name } = readMark(field.mark)
  switch (field.kind) {
    case 'value':
      return encodeValue(field, written, at)
    case 'enum':
      return asciiXml.element(name, {}, enumText(field, written, at))
    case 'ref':
      return asciiXml.element(name, {}, [encodeRef(field, written, at)])
    case 'group': {
      const content = asFields(written, at)
      const macro = content.defMacro
      const attributes = typeof macro === 'string' ? { defMacro: macroName(macro, at) } : {}
      return asciiXml.element(name, attributes, encodeFields(field.fields, content, at))
    }
  }
}

function encodeChoice(field: ChoiceField, content: Fields, at: Encoding): readonly XmlMarkup[] {
  const used = field.alternatives.filter((alternative) => isUsed(alternative, content))
  const [chosen] = used
  if (used.length > 1) {
    throw new Error(`${at.path}: ${used.map((list) => namesOf(list).join(' ')).join(' or ')}`)
  }
  if (chosen === undefined) {
    if (field.required && !field.alternatives.some(mayBeEmpty)) {
      throw new Error(`${at.path}: one of ${field.alternatives.flatMap(namesOf).join(', ')}`)
    }
    return NOTHING
  }
  if (isForeign(field, at)) {
    at.dropped.push(...namesOf(chosen).map((name) => `${at.path}/${name}`))
    return NOTHING
  }
  return chosen.flatMap((inner) => encodeField(inner, content, at))
}

function encodeSequence(field: SequenceField, content: Fields, at: Encoding): XmlMarkup[] {
  const { name, occurs } = readMark(field.mark)
  const written = asList(content[name])
  if (occurs === 'some' && written.length === 0) {
    throw new Error(`${at.path}/${name} is required`)
  }
  return written.map((one, index) => {
    const here = { ...at, path: `${at.path}/${name}[${index}]` }
    const entries = Object.entries(asFields(one, here))
    const [entry] = entries
    const group = field.groups.find((candidate) => candidate.mark === entry?.[0])
    if (group === undefined || entry === undefined || entries.length > 1) {
      throw new Error(`${here.path}: one of ${field.groups.map((g) => g.mark).join(', ')}`)
    }
    return encodeOne(group, entry[1], { ...here, path: `${here.path}/${group.mark}` })
  })
}

function encodeRef(field: RefField, written: unknown, at: Encoding): XmlMarkup {
  const { ListID, FullName, ...others } = asFields(written, at)
  const isOne = (ListID === undefined) !== (FullName === undefined)
  if (!isOne || Object.keys(others).length > 0) {
    throw new Error(`${at.path}: either ListID or FullName`)
  }
  if (ListID !== undefined) {
    return asciiXml.element('ListID', {}, checked('id', ListID, at))
  }
  return asciiXml.element('FullName', {}, freeText({ lengthMax: field.lengthMax }, FullName, at))
}

function encodeValue(field: ValueField, written: unknown, at: Encoding): XmlMarkup {
  const { name } = readMark(field.mark)
  if (field.type === 'txnID' && typeof written === 'object') {
    const { useMacro } = asFields(written, at)
    return asciiXml.element(name, { useMacro: macroName(useMacro, at) }, '')
  }
  return asciiXml.element(name, {}, valueText(field, written, at))
}

function valueText(field: ValueField, written: unknown, at: Encoding): string {
  switch (field.type) {
    case 'text':
      return freeText({ lengthMax: field.lengthMax }, written, at)
    case 'prose':
      return freeText({ lengthMax: field.lengthMax, isProse: true }, written, at)
    case 'bool':
      return checked('bool', typeof written === 'boolean' ? String(written) : written, at)
    case 'int':
      return checked('int', typeof written === 'number' ? String(written) : written, at)
    case 'amount':
      if (typeof written !== 'number') {
        throw new Error(`${at.path} must be cents`)
      }
      return checked('amount', formatCents(written as Cents), at)
    case 'date':
    case 'datetime': {
      const text = checked(field.type, written, at)
      if (text !== '' && !isCalendarDate(text)) {
        throw new Error(`${at.path}: there is no ${text}`)
      }
      return text
    }
    case 'id':
    case 'txnID':
    case 'guid':
    case 'float':
    case 'price':
    case 'quantity':
    case 'percent':
      return checked(field.type, written, at)
  }
}

function enumText(field: EnumField, written: unknown, at: Encoding): string {
  if (typeof written !== 'string' || !field.values.includes(written)) {
    throw new Error(`${at.path}: ${String(written)} is none of ${field.values.join(', ')}`)
  }
  return written
}

function freeText(
  field: { readonly lengthMax: number | null; readonly isProse?: boolean },
  written: unknown,
  at: Encoding,
): string {
  if (typeof written !== 'string') {
    throw new Error(`${at.path} must be text`)
  }
  const { text } = field.isProse === true ? quickBooksText(written) : quickBooksLine(written)
  if (text === '' && !at.clears) {
    throw new Error(`${at.path} is empty; leave it out`)
  }
  // Counted after spelling out: `½` is one character here and may be three in QuickBooks.
  if (field.lengthMax !== null && text.length > field.lengthMax) {
    throw new Error(`${at.path} holds ${field.lengthMax} characters, not ${text.length}`)
  }
  return text
}

function checked(type: keyof typeof PATTERN, written: unknown, at: Encoding): string {
  if (written === '' && at.clears) {
    return ''
  }
  if (typeof written !== 'string' || !PATTERN[type].test(written)) {
    throw new Error(`${at.path}: ${String(written)} is no ${type}`)
  }
  return written
}

/** Macros look like `TxnID:w42`. */
function macroName(written: unknown, at: Encoding): string {
  if (typeof written !== 'string' || !/^TxnID:\w{1,30}$/.test(written)) {
    throw new Error(`${at.path}: ${String(written)} is no macro name such as TxnID:w42`)
  }
  return written
}

function refuseUnknown(list: FieldList, content: Fields, at: Encoding): void {
  const known = knownNames(list)
  for (const name of Object.keys(content)) {
    if (!known.has(name) && content[name] !== undefined) {
      throw new Error(`${at.path} has no ${name}`)
    }
  }
}

function isUsed(alternative: FieldList, content: Fields): boolean {
  for (const name of knownNames(alternative)) {
    if (content[name] !== undefined) {
      return true
    }
  }
  return false
}

const namesByList = new WeakMap<FieldList, ReadonlySet<string>>()

/** `namesOf` one of our lists, which are constants. */
function knownNames(list: FieldList): ReadonlySet<string> {
  const known = namesByList.get(list)
  if (known !== undefined) {
    return known
  }
  const names = new Set(namesOf(list))
  namesByList.set(list, names)
  return names
}

/** The keys a list's content may have; choices lie flat in it. */
export function namesOf(list: FieldList): string[] {
  return list.flatMap((field) => {
    switch (field.kind) {
      case 'value':
      case 'enum':
      case 'ref':
      case 'group':
      case 'sequence':
        return [readMark(field.mark).name]
      case 'choice':
        return field.alternatives.flatMap(namesOf)
      case 'macro':
        return ['defMacro']
    }
  })
}

/** Whether a list of fields is satisfied by nothing at all. */
export function mayBeEmpty(list: FieldList): boolean {
  return list.every((field) => {
    switch (field.kind) {
      case 'value':
      case 'enum':
      case 'ref':
      case 'group':
      case 'sequence':
        return /[?*]$/.test(field.mark)
      case 'choice':
        return !field.required || field.alternatives.some(mayBeEmpty)
      case 'macro':
        return true
    }
  })
}

function asFields(written: unknown, at: Encoding): Fields {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw new Error(`${at.path} must be an object`)
  }
  return written as Fields
}

function asList(written: unknown): readonly unknown[] {
  return Array.isArray(written) ? written : []
}
