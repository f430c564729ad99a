/**
 * XML → content, as strictly as QuickBooks reads it. What breaks the schema loses the whole
 * message set (0x80040400); what only has a bad value is refused by itself, with a 3xxx.
 */
import type { XmlElement } from '../xml/parse.ts'
import { readValue, tooLong } from './decode-value.ts'
import type { Reading } from './decode-value.ts'
import { isForeign } from './edition.ts'
import type { Dialect, Edition } from './edition.ts'
import { namesOf } from './encode.ts'
import { QUERIES_WITH_COUNT, QUERIES_WITH_ITERATOR, REQUESTS } from './requests.ts'
import type { QbxmlRequest, RequestName } from './requests.ts'
import { readMark } from './shape.ts'
import type {
  ChoiceField,
  Field,
  FieldList,
  GroupField,
  NamedField,
  SequenceField,
} from './shape.ts'

export type DecodedRequest =
  | { readonly kind: 'request'; readonly request: QbxmlRequest }
  | { readonly kind: 'bad-value'; readonly statusCode: number; readonly statusMessage: string }
  | { readonly kind: 'bad-structure'; readonly reason: string }
  | { readonly kind: 'not-ours'; readonly name: string }

type BadStructure = { readonly kind: 'bad-structure'; readonly reason: string }
type Fields = Readonly<Record<string, unknown>>
type Read = { readonly kind: 'read'; readonly content: Fields; readonly next: number }

/** The first bad value speaks for the request, as in QuickBooks. */
export function decodeRequest(
  element: XmlElement,
  version: string,
  edition: Edition = 'US',
): DecodedRequest {
  const name = element.name
  if (!isRequestName(name)) {
    return { kind: 'not-ours', name }
  }
  const misplaced = misplacedAttribute(name, element)
  if (misplaced !== null) {
    return badStructure(`${name} has no attribute ${misplaced}`)
  }
  const reading: Reading = { version, edition, clears: name.endsWith('ModRq'), badValues: [] }
  const read = readWhole(REQUESTS[name], element, reading)
  if (read.kind === 'bad-structure') {
    return read
  }
  const [bad] = reading.badValues
  if (bad !== undefined) {
    return { kind: 'bad-value', ...bad }
  }
  const { metaData, iterator, iteratorID } = element.attributes
  const attributes = {
    ...(metaData === undefined ? {} : { metaData }),
    ...(iterator === undefined ? {} : { iterator }),
    ...(iteratorID === undefined ? {} : { iteratorID }),
  }
  // Just read by the very list that the type is derived from.
  const request = { name, content: read.content, attributes } as QbxmlRequest
  return { kind: 'request', request }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name)
}

function misplacedAttribute(name: RequestName, { attributes }: XmlElement): string | null {
  const iterates = QUERIES_WITH_ITERATOR.some((query) => query === name)
  const counts = QUERIES_WITH_COUNT.some((query) => query === name)
  const allowed = [
    'requestID',
    ...(iterates ? ['iterator', 'iteratorID'] : []),
    ...(counts ? ['metaData'] : []),
  ]
  const { metaData, iterator } = attributes
  if (metaData !== undefined && metaData !== 'MetaDataOnly') {
    return `metaData="${metaData}"`
  }
  if (iterator !== undefined && !['Start', 'Continue', 'Stop'].includes(iterator)) {
    return `iterator="${iterator}"`
  }
  return Object.keys(attributes).find((attribute) => !allowed.includes(attribute)) ?? null
}

function readWhole(list: FieldList, element: XmlElement, at: Reading): Read | BadStructure {
  const read = readList(list, { children: element.children, from: 0 }, at)
  if (read.kind === 'bad-structure') {
    return badStructure(`${element.name}: ${read.reason}`)
  }
  const extra = element.children[read.next]
  if (extra !== undefined) {
    return badStructure(`${element.name}: ${extra.name} is not expected there`)
  }
  if (element.children.length > 0 && element.text.trim() !== '') {
    return badStructure(`${element.name} holds text`)
  }
  return read
}

type Cursor = { readonly children: readonly XmlElement[]; readonly from: number }

function readList(list: FieldList, cursor: Cursor, at: Reading): Read | BadStructure {
  const content: Record<string, unknown> = {}
  let next = cursor.from
  for (const field of list) {
    const read = readField(field, { children: cursor.children, from: next }, at)
    if (read.kind === 'bad-structure') {
      return read
    }
    Object.assign(content, read.content)
    next = read.next
  }
  return { kind: 'read', content, next }
}

function readField(field: Field, cursor: Cursor, at: Reading): Read | BadStructure {
  const nothing: Read = { kind: 'read', content: {}, next: cursor.from }
  if (isForeign(field, at)) {
    return nothing
  }
  switch (field.kind) {
    case 'value':
    case 'enum':
    case 'ref':
    case 'group':
      return readNamed(field, cursor, at)
    case 'choice':
      return readChoice(field, cursor, at)
    case 'sequence':
      return readSequence(field, cursor, at)
    case 'macro':
      return nothing
  }
}

function readNamed(field: NamedField, cursor: Cursor, at: Reading): Read | BadStructure {
  const { name, occurs } = readMark(field.mark)
  const isMany = occurs === 'many' || occurs === 'some'
  const values: unknown[] = []
  const run = runOf(name, cursor).slice(0, isMany ? undefined : 1)
  for (const element of run) {
    const one = readOne(field, element, at)
    if (one.kind === 'bad-structure') {
      return one
    }
    values.push(one.value)
  }
  if (values.length === 0 && (occurs === 'one' || occurs === 'some')) {
    return badStructure(`${name} is missing`)
  }
  const present = values.filter((value) => value !== undefined)
  const content = isMany ? present : present[0]
  return {
    kind: 'read',
    content: present.length === 0 ? {} : { [name]: content },
    next: cursor.from + run.length,
  }
}

function runOf(name: string, { children, from }: Cursor): readonly XmlElement[] {
  let end = from
  while (children[end]?.name === name) {
    end += 1
  }
  return children.slice(from, end)
}

function readChoice(field: ChoiceField, cursor: Cursor, at: Reading): Read | BadStructure {
  const next = cursor.children[cursor.from]?.name ?? ''
  const chosen = field.alternatives.find((list) => firstNames(list, at).includes(next))
  if (chosen !== undefined) {
    return readList(chosen, cursor, at)
  }
  const mayStayAway =
    !field.required || field.alternatives.some((list) => requiredNames(list).length === 0)
  return mayStayAway
    ? { kind: 'read', content: {}, next: cursor.from }
    : badStructure(`one of ${field.alternatives.flatMap(namesOf).join(', ')} is missing`)
}

function readSequence(field: SequenceField, cursor: Cursor, at: Reading): Read | BadStructure {
  const { name, occurs } = readMark(field.mark)
  const values: unknown[] = []
  let next = cursor.from
  for (;;) {
    const child = cursor.children[next]
    const group = field.groups.find((candidate) => candidate.mark === child?.name)
    if (child === undefined || group === undefined) {
      break
    }
    const one = readOne(group, child, at)
    if (one.kind === 'bad-structure') {
      return one
    }
    values.push({ [group.mark]: one.value })
    next += 1
  }
  if (occurs === 'some' && values.length === 0) {
    return badStructure(`one of ${field.groups.map((group) => group.mark).join(', ')} is missing`)
  }
  return { kind: 'read', content: values.length === 0 ? {} : { [name]: values }, next }
}

type One = { readonly kind: 'one'; readonly value: unknown }

function readOne(field: NamedField, element: XmlElement, at: Reading): One | BadStructure {
  const stray = strayAttribute(field, element)
  if (stray !== null) {
    return badStructure(`${element.name} has no attribute ${stray}`)
  }
  switch (field.kind) {
    case 'value':
      return element.children.length > 0
        ? badStructure(`${element.name} holds elements`)
        : { kind: 'one', value: readValue(field, element, at) }
    case 'enum':
      return field.values.includes(element.text)
        ? { kind: 'one', value: element.text }
        : badStructure(`${element.name} is "${element.text}"`)
    case 'ref':
      return readReference(field.lengthMax, element, at)
    case 'group':
      return readGroup(field, element, at)
  }
}

function strayAttribute(field: NamedField, element: XmlElement): string | null {
  const allowed = new Set<string>()
  if (field.kind === 'group' && field.fields[0]?.kind === 'macro') {
    allowed.add('defMacro')
  }
  if (field.kind === 'value' && field.type === 'txnID') {
    allowed.add('useMacro')
  }
  return Object.keys(element.attributes).find((name) => !allowed.has(name)) ?? null
}

function readGroup(field: GroupField, element: XmlElement, at: Reading): One | BadStructure {
  const read = readWhole(field.fields, element, at)
  if (read.kind === 'bad-structure') {
    return read
  }
  const { defMacro } = element.attributes
  return {
    kind: 'one',
    value: { ...(defMacro === undefined ? {} : { defMacro }), ...read.content },
  }
}

/** With both given, ListID wins. In a Mod an empty name clears. */
function readReference(
  lengthMax: number | null,
  element: XmlElement,
  at: Reading,
): One | BadStructure {
  const [first, second, ...more] = element.children
  const names = element.children.map((inner) => inner.name).join(' ')
  const isInOrder = ['', 'ListID', 'FullName', 'ListID FullName'].includes(names)
  if (!isInOrder || more.length > 0 || second?.children.length) {
    return badStructure(`${element.name} holds ${names}`)
  }
  if (first === undefined) {
    return { kind: 'one', value: undefined }
  }
  if (first.name === 'ListID' && first.text !== '') {
    return { kind: 'one', value: { ListID: first.text.trim() } }
  }
  const fullName = (second ?? first).text.trim()
  if (lengthMax !== null && fullName.length > lengthMax) {
    at.badValues.push(tooLong(element.name, fullName))
  }
  const isLeftOut = fullName === '' && !at.clears
  return { kind: 'one', value: isLeftOut ? undefined : { FullName: fullName } }
}

/** The elements a list may begin with, as the document is written. */
function firstNames(list: FieldList, dialect: Dialect): string[] {
  const names: string[] = []
  for (const field of list) {
    if (isForeign(field, dialect)) {
      continue
    }
    if (field.kind === 'choice') {
      names.push(...field.alternatives.flatMap((inner) => firstNames(inner, dialect)))
    } else if (field.kind === 'sequence') {
      names.push(...field.groups.map((group) => group.mark))
    } else {
      names.push(...namesOf([field]))
    }
    if (requiredNames([field]).length > 0) {
      break
    }
  }
  return names
}

function requiredNames(list: FieldList): string[] {
  return list.flatMap((field) => {
    switch (field.kind) {
      case 'value':
      case 'enum':
      case 'ref':
      case 'group':
      case 'sequence':
        return /[?*]$/.test(field.mark) ? [] : [readMark(field.mark).name]
      case 'choice':
        return field.required ? field.alternatives.flatMap(requiredNames) : []
      case 'macro':
        return []
    }
  })
}

function badStructure(reason: string): BadStructure {
  return { kind: 'bad-structure', reason }
}
