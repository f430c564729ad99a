import { child, childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { utf8Xml } from '../xml/write.ts'
import type { XmlContent } from '../xml/write.ts'
import { envelope, INTUIT_NAMESPACE, namespaceOf, openEnvelope, soapProblem } from './envelope.ts'
import type { FaultCode, SoapProblem } from './envelope.ts'
import type { QbwcKind, QbwcResults } from './operations.ts'

export { SOAP_CONTENT_TYPE } from './envelope.ts'
export type { FaultCode, SoapProblem } from './envelope.ts'
export type { QbwcResults } from './operations.ts'

/** An operation with what it answers, e.g. `{ kind: 'receiveResponseXML', result: 100 }`. */
export type QbwcReply = {
  readonly [Kind in QbwcKind]: { readonly kind: Kind; readonly result: QbwcResults[Kind] }
}[QbwcKind]

/** What the .NET reader makes of an answer: what it does not find it takes for null, or for 0. */
export type ReceivedResults = {
  readonly [Kind in QbwcKind]: QbwcResults[Kind] extends number
    ? number
    : QbwcResults[Kind] extends string
      ? string | null
      : readonly string[] | null
}

export type ReceivedReply<Kind extends QbwcKind> = {
  readonly kind: 'reply'
  readonly result: ReceivedResults[Kind]
}

export type SoapFault = {
  readonly kind: 'soap-fault'
  readonly code: string
  readonly message: string
}

export function encodeReply(reply: QbwcReply): string {
  const result = utf8Xml.element(`${reply.kind}Result`, {}, resultContent(reply))
  return envelope(utf8Xml.element(`${reply.kind}Response`, { xmlns: INTUIT_NAMESPACE }, [result]))
}

/** The message is shown in the Web Connector's log: a sentence for the owner, nothing internal. */
export function encodeFault(fault: { readonly code: FaultCode; readonly message: string }): string {
  return envelope(
    utf8Xml.element('soap:Fault', {}, [
      utf8Xml.element('faultcode', {}, `soap:${fault.code}`),
      utf8Xml.element('faultstring', {}, fault.message),
      // Its presence says that the trouble was with the Body (SOAP 1.1, 4.4).
      utf8Xml.element('detail', {}, ''),
    ]),
  )
}

/**
 * An answer as the Web Connector reads it (PROTOCOL §a.4). A result that is missing or in another
 * namespace is null, or 0 for a number, and 0 means "go on". That is the trap our own
 * answers must not fall into, so the reader that tests them falls into it as well.
 */
export function decodeReply<Kind extends QbwcKind>(
  kind: Kind,
  xml: string,
): ReceivedReply<Kind> | SoapFault | SoapProblem {
  const opened = openEnvelope(xml)
  if (opened.kind === 'soap-problem') {
    return opened
  }
  const { content, ancestors } = opened
  if (content?.localName === 'Fault') {
    return faultOf(content)
  }
  const wrapper = content?.localName === `${kind}Response` ? content : null
  const result = wrapper && child(wrapper, `${kind}Result`)
  const scopes = wrapper ? [...ancestors, wrapper] : ancestors
  const isOurs =
    wrapper !== null &&
    result !== null &&
    namespaceOf(wrapper, ancestors) === INTUIT_NAMESPACE &&
    namespaceOf(result, scopes) === INTUIT_NAMESPACE
  const received = READERS[kind](isOurs ? result : null)
  if (Number.isNaN(received)) {
    return soapProblem(`The ${kind}Result is not a number.`)
  }
  return { kind: 'reply', result: received }
}

function resultContent(reply: QbwcReply): XmlContent {
  if (reply.kind === 'authenticate') {
    return reply.result.map((string) => utf8Xml.element('string', {}, string))
  }
  return String(reply.result)
}

const READERS: {
  readonly [Kind in QbwcKind]: (result: XmlElement | null) => ReceivedResults[Kind]
} = {
  serverVersion: stringOf,
  clientVersion: stringOf,
  authenticate: stringsOf,
  sendRequestXML: stringOf,
  receiveResponseXML: numberOf,
  connectionError: stringOf,
  getLastError: stringOf,
  closeConnection: stringOf,
  getInteractiveURL: stringOf,
  interactiveDone: stringOf,
  interactiveRejected: stringOf,
}

function stringOf(result: XmlElement | null): string | null {
  return result === null ? null : result.text
}

function stringsOf(result: XmlElement | null): readonly string[] | null {
  return result === null ? null : childrenNamed(result, 'string').map((string) => string.text)
}

/** NaN for what the .NET reader throws at. */
function numberOf(result: XmlElement | null): number {
  if (result === null) {
    return 0
  }
  const text = result.text.trim()
  return /^[+-]?[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN
}

function faultOf(fault: XmlElement): SoapFault {
  const code = child(fault, 'faultcode')?.text ?? ''
  const message = child(fault, 'faultstring')?.text ?? ''
  return { kind: 'soap-fault', code: code.slice(code.indexOf(':') + 1), message }
}
