import { describe, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { decodeCall, encodeCall, soapAction } from '../../worker/soap/calls.ts'
import type { QbwcCall, QbwcKind } from '../../worker/soap/calls.ts'

const TEXT = `C:\\Shop "A" & Sons <é€🎉>\r\n\t'`

const ONE_OF_EACH: { readonly [Kind in QbwcKind]: Extract<QbwcCall, { kind: Kind }> } = {
  serverVersion: { kind: 'serverVersion' },
  clientVersion: { kind: 'clientVersion', version: '2.3.0.215' },
  authenticate: { kind: 'authenticate', userName: 'corner-shop', password: TEXT },
  sendRequestXML: {
    kind: 'sendRequestXML',
    ticket: '{7c0e}',
    hcpResponse: '<QBXML/>',
    companyFileName: TEXT,
    country: 'US',
    majorVersion: 16,
    minorVersion: 0,
  },
  receiveResponseXML: {
    kind: 'receiveResponseXML',
    ticket: '{7c0e}',
    response: `<?xml version="1.0" ?>\r\n<QBXML>&amp;amp;${TEXT}</QBXML>`,
    hresult: '0x80040400',
    message: TEXT,
  },
  connectionError: { kind: 'connectionError', ticket: '', hresult: '0x80040408', message: TEXT },
  getLastError: { kind: 'getLastError', ticket: '{7c0e}' },
  closeConnection: { kind: 'closeConnection', ticket: '{7c0e}' },
  getInteractiveURL: { kind: 'getInteractiveURL', ticket: '{7c0e}', sessionID: '9' },
  interactiveDone: { kind: 'interactiveDone', ticket: '{7c0e}' },
  interactiveRejected: { kind: 'interactiveRejected', ticket: '{7c0e}', reason: TEXT },
}

test.each(Object.values(ONE_OF_EACH))('what is said is what is heard: $kind', (call) => {
  expect(decodeCall(encodeCall(call))).toEqual(call)
})

describe('a call is understood', () => {
  test('in the RPC style, by local names', () => {
    expect(decodeCall(corpus('authenticate-rpc-style'))).toEqual({
      kind: 'authenticate',
      userName: 'corner-shop',
      password: 'blue & green',
    })
  })

  test('with any prefix, and a version that is no number reads 0', () => {
    expect(decodeCall(corpus('send-request-prefixed'))).toEqual({
      kind: 'sendRequestXML',
      ticket: '{7c0e}',
      hcpResponse: '',
      companyFileName: 'D:\\Books\\Corner Shop.qbw',
      country: 'CA',
      majorVersion: 13,
      minorVersion: 0,
    })
  })

  test('when a memo in it has characters XML forbids; an absent parameter reads empty', () => {
    expect(decodeCall(corpus('receive-response-illegal-characters'))).toEqual({
      kind: 'receiveResponseXML',
      ticket: '{7c0e}',
      response: '<Memo>gift wrap &amp; cardé</Memo>',
      hresult: '',
      message: '',
    })
  })

  test('when the Body holds a call in another namespace, or in none', () => {
    expect(decodeCall(inEnvelope('<getLastError><ticket>a</ticket></getLastError>'))).toEqual({
      kind: 'getLastError',
      ticket: 'a',
    })
  })

  test.each([
    ['2147483647', 2147483647],
    ['2147483648', 0],
    ['99999999999999999999', 0],
    ['-1', -1],
    ['1e3', 0],
    ['0x10', 0],
    ['13.0', 0],
  ])('the version %s reads %p', (text, majorVersion) => {
    const call = `<sendRequestXML><qbXMLMajorVers>${text}</qbXMLMajorVers></sendRequestXML>`
    expect(decodeCall(inEnvelope(call))).toMatchObject({ majorVersion, minorVersion: 0 })
  })
})

describe('what cannot be understood is a problem that names its fault', () => {
  test.each([
    ['nothing', ''],
    ['a torn envelope', encodeCall(ONE_OF_EACH.authenticate).slice(0, -10)],
    ['a DOCTYPE', `<!DOCTYPE a>${inEnvelope('<serverVersion/>')}`],
    ['a bare operation', '<serverVersion xmlns="http://developer.intuit.com/"/>'],
    ['no Body', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ['an empty Body', inEnvelope('')],
    ['an operation of somebody else', inEnvelope('<deleteEverything/>')],
    ['a name from a prototype', inEnvelope('<constructor/>')],
  ])('%s: the caller’s', (_, xml) => {
    expect(decodeCall(xml)).toMatchObject({ kind: 'soap-problem', code: 'Client' })
  })

  test('SOAP 1.2: another version', () => {
    expect(decodeCall(corpus('server-version-soap12'))).toEqual({
      kind: 'soap-problem',
      code: 'VersionMismatch',
      reason: 'This service speaks SOAP 1.1.',
    })
  })

  test('a problem never repeats what was sent', () => {
    const sent = inEnvelope('<authenticate><strPassword>s3cret</strPassword></authenticat>')
    expect(JSON.stringify(decodeCall(sent))).not.toContain('s3cret')
  })
})

test('the SOAPAction stands in quotes', () => {
  expect(soapAction('authenticate')).toBe('"http://developer.intuit.com/authenticate"')
})

function inEnvelope(content: string): string {
  const namespace = 'http://schemas.xmlsoap.org/soap/envelope/'
  return `<s:Envelope xmlns:s="${namespace}"><s:Body>${content}</s:Body></s:Envelope>`
}

function corpus(name: string): string {
  return readFileSync(`${import.meta.dir}/../corpus/soap/${name}.xml`, 'utf8')
}
