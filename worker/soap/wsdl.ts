import { utf8Xml, XML_DECLARATION } from '../xml/write.ts'
import type { XmlAttributes, XmlContent, XmlMarkup } from '../xml/write.ts'
import { INTUIT_NAMESPACE } from './envelope.ts'
import { OPERATIONS } from './operations.ts'
import type { Parameter, QbwcKind, ResultType } from './operations.ts'

const SERVICE = 'QBWebConnectorSvc'
const PORT = `${SERVICE}Soap`

/** `http://schemas.xmlsoap.org/wsdl/soap/` is SOAP 1.1's binding; there is no other here. */
const NAMESPACES: XmlAttributes = {
  'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
  'xmlns:soap': 'http://schemas.xmlsoap.org/wsdl/soap/',
  'xmlns:s': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:tns': INTUIT_NAMESPACE,
  targetNamespace: INTUIT_NAMESPACE,
}

const SCHEMA_TYPES: Readonly<Record<ResultType, string>> = {
  string: 's:string',
  int: 's:int',
  ArrayOfString: 'tns:ArrayOfString',
}

/**
 * The contract as a WSDL for whoever generates a client. The Web Connector has its own compiled in
 * and asks for none. Document/literal wrapped, in the plain constructs that wsdl.exe, svcutil,
 * PHP, zeep and npm's soap all read.
 */
export function wsdl(endpointURL: string): string {
  const kinds = Object.keys(OPERATIONS).map((kind) => kind as QbwcKind)
  const definitions = el('wsdl:definitions', NAMESPACES, [
    el('wsdl:types', {}, [schema(kinds)]),
    ...kinds.flatMap(messages),
    el('wsdl:portType', { name: PORT }, kinds.map(portOperation)),
    binding(kinds),
    service(endpointURL),
  ])
  return `${XML_DECLARATION}${definitions}`
}

function schema(kinds: readonly QbwcKind[]): XmlMarkup {
  const attributes = { elementFormDefault: 'qualified', targetNamespace: INTUIT_NAMESPACE }
  return el('s:schema', attributes, [...kinds.flatMap(wrappers), arrayOfString()])
}

function wrappers(kind: QbwcKind): readonly XmlMarkup[] {
  const operation = OPERATIONS[kind]
  const parameters: readonly Parameter[] = operation.parameters
  return [
    wrapper(kind, parameters.map(field)),
    wrapper(`${kind}Response`, [field({ name: `${kind}Result`, type: operation.result })]),
  ]
}

function wrapper(name: string, fields: readonly XmlMarkup[]): XmlMarkup {
  const sequence = fields.length === 0 ? '' : [el('s:sequence', {}, fields)]
  return el('s:element', { name }, [el('s:complexType', {}, sequence)])
}

/** A number cannot be absent, a string or an array can: that is how .NET tells null from `""`. */
function field({ name, type }: { readonly name: string; readonly type: ResultType }): XmlMarkup {
  const minOccurs = type === 'int' ? '1' : '0'
  return el('s:element', { minOccurs, maxOccurs: '1', name, type: SCHEMA_TYPES[type] }, '')
}

function arrayOfString(): XmlMarkup {
  const string = el(
    's:element',
    {
      minOccurs: '0',
      maxOccurs: 'unbounded',
      name: 'string',
      nillable: 'true',
      type: 's:string',
    },
    '',
  )
  return el('s:complexType', { name: 'ArrayOfString' }, [el('s:sequence', {}, [string])])
}

function messages(kind: QbwcKind): readonly XmlMarkup[] {
  const part = (element: string) => [
    el('wsdl:part', { name: 'parameters', element: `tns:${element}` }, ''),
  ]
  return [
    el('wsdl:message', { name: `${kind}SoapIn` }, part(kind)),
    el('wsdl:message', { name: `${kind}SoapOut` }, part(`${kind}Response`)),
  ]
}

function portOperation(kind: QbwcKind): XmlMarkup {
  return el('wsdl:operation', { name: kind }, [
    el('wsdl:input', { message: `tns:${kind}SoapIn` }, ''),
    el('wsdl:output', { message: `tns:${kind}SoapOut` }, ''),
  ])
}

function binding(kinds: readonly QbwcKind[]): XmlMarkup {
  const transport = 'http://schemas.xmlsoap.org/soap/http'
  return el('wsdl:binding', { name: PORT, type: `tns:${PORT}` }, [
    el('soap:binding', { transport, style: 'document' }, ''),
    ...kinds.map(boundOperation),
  ])
}

function boundOperation(kind: QbwcKind): XmlMarkup {
  const body = [el('soap:body', { use: 'literal' }, '')]
  const soapAction = `${INTUIT_NAMESPACE}${kind}`
  return el('wsdl:operation', { name: kind }, [
    el('soap:operation', { soapAction, style: 'document' }, ''),
    el('wsdl:input', {}, body),
    el('wsdl:output', {}, body),
  ])
}

function service(endpointURL: string): XmlMarkup {
  const address = el('soap:address', { location: endpointURL }, '')
  return el('wsdl:service', { name: SERVICE }, [
    el('wsdl:port', { name: PORT, binding: `tns:${PORT}` }, [address]),
  ])
}

function el(name: string, attributes: XmlAttributes, content: XmlContent): XmlMarkup {
  return utf8Xml.element(name, attributes, content)
}
