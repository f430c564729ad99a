import { child, parseXml } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { utf8Xml, XML_DECLARATION } from '../xml/write.ts'
import type { XmlAttributes, XmlMarkup } from '../xml/write.ts'

/** Intuit's namespace, with its final slash: without it the .NET reader finds nothing. */
export const INTUIT_NAMESPACE = 'http://developer.intuit.com/'
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/'

/** The .NET client refuses any other type, `application/xml` included. */
export const SOAP_CONTENT_TYPE = 'text/xml; charset=utf-8'

/** What SOAP 1.1 calls the fault: the caller's, ours, or an envelope of another SOAP. */
export type FaultCode = 'Client' | 'Server' | 'VersionMismatch'

/** A message that cannot be read as the Web Connector's SOAP, and the fault that answers it. */
export type SoapProblem = {
  readonly kind: 'soap-problem'
  readonly code: FaultCode
  readonly reason: string
}

/** An envelope that was opened: the namespace its root is in, and what stands first in its Body. */
export type OpenedEnvelope = {
  readonly kind: 'envelope'
  readonly namespace: string | null
  readonly content: XmlElement | null
  /** From the root down to the content's parent, for namespaces declared on the way. */
  readonly ancestors: readonly XmlElement[]
}

/** Declared on every envelope in this order, since that is how the .NET writer does it. */
const ENVELOPE_NAMESPACES: XmlAttributes = {
  'xmlns:soap': SOAP_NAMESPACE,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
}

/** Compact, with the XML declaration first: some readers fail at a line break before it. */
export function envelope(content: XmlMarkup): string {
  const body = utf8Xml.element('soap:Body', {}, [content])
  return `${XML_DECLARATION}${utf8Xml.element('soap:Envelope', ENVELOPE_NAMESPACES, [body])}`
}

export function openEnvelope(xml: string): OpenedEnvelope | SoapProblem {
  const root = parseXml(xml)
  if ('kind' in root) {
    return soapProblem(`The message is not readable XML: ${root.reason}.`)
  }
  if (root.localName !== 'Envelope') {
    return soapProblem('The message is not a SOAP envelope.')
  }
  const body = child(root, 'Body')
  if (body === null) {
    return soapProblem('The SOAP envelope has no Body.')
  }
  return {
    kind: 'envelope',
    namespace: namespaceOf(root, []),
    content: body.children[0] ?? null,
    ancestors: [root, body],
  }
}

/** The namespace an element is in, by the nearest declaration of its prefix; null when in none. */
export function namespaceOf(element: XmlElement, ancestors: readonly XmlElement[]): string | null {
  const isPrefixed = element.name !== element.localName
  const prefix = element.name.slice(0, -element.localName.length - 1)
  const declaration = isPrefixed ? `xmlns:${prefix}` : 'xmlns'
  const declaring = [...ancestors, element].findLast((scope) => declaration in scope.attributes)
  return declaring?.attributes[declaration] || null
}

export function soapProblem(reason: string, code: FaultCode = 'Client'): SoapProblem {
  return { kind: 'soap-problem', code, reason }
}
