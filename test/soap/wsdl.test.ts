import { describe, expect, test } from 'bun:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { encodeCall } from '../../worker/soap/calls.ts'
import { OPERATIONS } from '../../worker/soap/operations.ts'
import { encodeReply } from '../../worker/soap/replies.ts'
import { wsdl } from '../../worker/soap/wsdl.ts'
import { child, childrenNamed, parseXml } from '../../worker/xml/parse.ts'
import type { XmlElement } from '../../worker/xml/parse.ts'

const CONTRACT = wsdl('https://bridge.example/qbwc?a=1&b="2"')
const KINDS = Object.keys(OPERATIONS)

describe('the WSDL', () => {
  const definitions = root(CONTRACT)

  test('names all eleven operations, in every place that names operations', () => {
    expect(KINDS).toHaveLength(11)
    expect(operationNames(child(definitions, 'portType'))).toEqual(KINDS)
    expect(operationNames(child(definitions, 'binding'))).toEqual(KINDS)
    expect(childrenNamed(definitions, 'message')).toHaveLength(22)
  })

  test('binds SOAP 1.1, document/literal, and nothing else', () => {
    expect(childrenNamed(definitions, 'binding')).toHaveLength(1)
    expect(CONTRACT).toContain('xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"')
    expect(CONTRACT).not.toContain('soap12')
    expect(CONTRACT.match(/use="literal"/g)).toHaveLength(22)
    expect(CONTRACT).toContain(
      '<soap:operation soapAction="http://developer.intuit.com/authenticate" style="document" />',
    )
  })

  test('leads to the endpoint it was asked for', () => {
    expect(CONTRACT).toContain('location="https://bridge.example/qbwc?a=1&amp;b=&quot;2&quot;"')
  })

  test('is the same, byte for byte, each time', () => {
    expect(wsdl('https://bridge.example/qbwc?a=1&b="2"')).toBe(CONTRACT)
  })
})

describe('what is on the wire is valid against the schema in the WSDL', () => {
  test.each([
    encodeCall({ kind: 'serverVersion' }),
    encodeCall({ kind: 'authenticate', userName: 'corner-shop', password: '&' }),
    encodeCall({
      kind: 'sendRequestXML',
      ticket: 'a',
      hcpResponse: '',
      companyFileName: '',
      country: 'US',
      majorVersion: 13,
      minorVersion: 0,
    }),
    encodeCall({
      kind: 'receiveResponseXML',
      ticket: 'a',
      response: '<QBXML/>',
      hresult: '',
      message: '',
    }),
    encodeCall({ kind: 'interactiveRejected', ticket: 'a', reason: 'b' }),
    encodeReply({ kind: 'authenticate', result: ['a', 'none', '60'] }),
    encodeReply({ kind: 'receiveResponseXML', result: 100 }),
    encodeReply({ kind: 'sendRequestXML', result: '<QBXML/>' }),
  ])('%s', (message) => {
    expect(() => {
      validate(message)
    }).not.toThrow()
  })

  test('a percentage that is no number is not', () => {
    const message = encodeReply({ kind: 'receiveResponseXML', result: 100 })
    expect(() => {
      validate(message.replace('100', 'done'))
    }).toThrow()
  })
})

function validate(message: string): void {
  const schema = /<s:schema .*<\/s:schema>/s.exec(CONTRACT)?.[0] ?? ''
  const namespaces =
    'xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://developer.intuit.com/"'
  const body = /<soap:Body>(.*)<\/soap:Body>/s.exec(message)?.[1] ?? ''
  const xsd = XmlDocument.fromString(schema.replace('<s:schema', `<s:schema ${namespaces}`))
  const document = XmlDocument.fromString(body)
  const validator = XsdValidator.fromDoc(xsd)
  try {
    validator.validate(document)
  } finally {
    validator.dispose()
    document.dispose()
    xsd.dispose()
  }
}

function operationNames(parent: XmlElement | null): readonly (string | undefined)[] {
  const operations = parent === null ? [] : childrenNamed(parent, 'operation')
  return operations.map(({ attributes }) => attributes['name'])
}

function root(document: string): XmlElement {
  const parsed = parseXml(document)
  if ('kind' in parsed) {
    throw new Error(parsed.reason)
  }
  return parsed
}
