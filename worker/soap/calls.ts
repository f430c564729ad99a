import { withoutIllegalCharacters } from '../xml/characters.ts'
import { childText } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { utf8Xml } from '../xml/write.ts'
import {
  envelope,
  INTUIT_NAMESPACE,
  openEnvelope,
  SOAP_NAMESPACE,
  soapProblem,
} from './envelope.ts'
import type { SoapProblem } from './envelope.ts'
import { isQbwcKind, OPERATIONS } from './operations.ts'
import type { Parameter, QbwcCall, QbwcKind } from './operations.ts'

export type { SoapProblem } from './envelope.ts'
export type { QbwcCall, QbwcCallOf, QbwcKind } from './operations.ts'

/** xs:int. */
const INT_MAX = 2_147_483_647

/**
 * The call in a SOAP 1.1 envelope, found by local names, so that the Document and the RPC style of
 * the Web Connector both read. Numbers that are absent or are none read 0: a version is advice.
 */
export function decodeCall(xml: string): QbwcCall | SoapProblem {
  const opened = openEnvelope(withoutIllegalCharacters(xml))
  if (opened.kind === 'soap-problem') {
    return opened
  }
  if (opened.namespace !== SOAP_NAMESPACE) {
    return soapProblem('This service speaks SOAP 1.1.', 'VersionMismatch')
  }
  if (opened.content === null) {
    return soapProblem('The SOAP Body is empty.')
  }
  const kind = opened.content.localName
  if (!isQbwcKind(kind)) {
    return soapProblem('This service has no such operation.')
  }
  return callOf(kind, opened.content)
}

/** The call as the Web Connector's .NET proxy writes it, byte for byte. */
export function encodeCall(call: QbwcCall): string {
  const values: Readonly<Record<string, string | number>> = call
  const children = parametersOf(call.kind).map(({ name, field }) =>
    utf8Xml.element(name, {}, String(values[field] ?? '')),
  )
  return envelope(utf8Xml.element(call.kind, { xmlns: INTUIT_NAMESPACE }, children))
}

/** Quoted, as it stands in the HTTP header. */
export function soapAction(kind: QbwcKind): string {
  return `"${INTUIT_NAMESPACE}${kind}"`
}

function callOf(kind: QbwcKind, element: XmlElement): QbwcCall {
  const fields = parametersOf(kind).map(({ name, field, type }) => {
    const text = childText(element, name) ?? ''
    return [field, type === 'int' ? intOf(text) : text]
  })
  // The table in operations.ts names each field of each call; a test goes through all of them.
  return { kind, ...Object.fromEntries(fields) } as QbwcCall
}

function parametersOf(kind: QbwcKind): readonly Parameter[] {
  return OPERATIONS[kind].parameters
}

function intOf(text: string): number {
  const trimmed = text.trim()
  if (!/^[+-]?[0-9]{1,10}$/.test(trimmed)) {
    return 0
  }
  const value = Number(trimmed)
  return Math.abs(value) <= INT_MAX ? value : 0
}
