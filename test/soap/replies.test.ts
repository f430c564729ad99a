import { describe, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { decodeReply, encodeFault, encodeReply } from '../../worker/soap/replies.ts'
import { SOAP_CONTENT_TYPE } from '../../worker/soap/replies.ts'
import type { QbwcReply } from '../../worker/soap/replies.ts'

const HEAD =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>'
const TAIL = '</soap:Body></soap:Envelope>'

const QBXML =
  '<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?><QBXML>&#233; €</QBXML>'

const REPLIES: readonly QbwcReply[] = [
  { kind: 'serverVersion', result: '1.0' },
  { kind: 'clientVersion', result: '' },
  { kind: 'authenticate', result: ['{7c0e}', ''] },
  { kind: 'authenticate', result: ['{7c0e}', 'none', '60', '300'] },
  { kind: 'sendRequestXML', result: QBXML },
  { kind: 'receiveResponseXML', result: 100 },
  { kind: 'receiveResponseXML', result: -1 },
  { kind: 'connectionError', result: 'done' },
  { kind: 'getLastError', result: '18 sent, 1 needs attention: “Gift & wrap”' },
  { kind: 'closeConnection', result: 'OK' },
  { kind: 'getInteractiveURL', result: '' },
  { kind: 'interactiveDone', result: 'Done' },
  { kind: 'interactiveRejected', result: 'Done' },
]

describe('answers', () => {
  test.each(REPLIES)('what is answered is what is heard: $kind $result', (reply) => {
    expect(decodeReply(reply.kind, encodeReply(reply))).toEqual({
      kind: 'reply',
      result: reply.result,
    })
  })

  test('authenticate answers with an array of strings', () => {
    expect(encodeReply({ kind: 'authenticate', result: ['{7c0e}', ''] })).toBe(
      `${HEAD}<authenticateResponse xmlns="http://developer.intuit.com/"><authenticateResult>` +
        `<string>{7c0e}</string><string /></authenticateResult></authenticateResponse>${TAIL}`,
    )
  })

  test('receiveResponseXML answers with a number', () => {
    expect(encodeReply({ kind: 'receiveResponseXML', result: 42 })).toBe(
      `${HEAD}<receiveResponseXMLResponse xmlns="http://developer.intuit.com/">` +
        `<receiveResponseXMLResult>42</receiveResponseXMLResult></receiveResponseXMLResponse>${TAIL}`,
    )
  })

  test('qbXML is escaped once, as text', () => {
    expect(encodeReply({ kind: 'sendRequestXML', result: '<QBXML>&amp;</QBXML>' })).toContain(
      '<sendRequestXMLResult>&lt;QBXML&gt;&amp;amp;&lt;/QBXML&gt;</sendRequestXMLResult>',
    )
  })

  test('the content type is the only one the .NET client takes', () => {
    expect(SOAP_CONTENT_TYPE).toBe('text/xml; charset=utf-8')
  })
})

describe('faults', () => {
  test('a fault is SOAP 1.1’s, with a sentence and an empty detail', () => {
    expect(encodeFault({ code: 'Client', message: 'No <such> operation.' })).toBe(
      `${HEAD}<soap:Fault><faultcode>soap:Client</faultcode>` +
        `<faultstring>No &lt;such&gt; operation.</faultstring><detail /></soap:Fault>${TAIL}`,
    )
  })

  test('a fault is heard as a fault, whatever was asked', () => {
    const fault = encodeFault({ code: 'Server', message: 'Try again later.' })
    expect(decodeReply('authenticate', fault)).toEqual({
      kind: 'soap-fault',
      code: 'Server',
      message: 'Try again later.',
    })
  })
})

describe('the reader takes what the .NET reader takes (PROTOCOL §a.4)', () => {
  test('other prefixes, layout and CDATA are accepted', () => {
    expect(decodeReply('authenticate', corpus('authenticate-reply-prefixed'))).toEqual({
      kind: 'reply',
      result: ['{7c0e}', 'none', '60'],
    })
  })

  test('a byte order mark is accepted, a line break before the declaration is not', () => {
    const reply = encodeReply({ kind: 'closeConnection', result: 'OK' })
    expect(decodeReply('closeConnection', `\uFEFF${reply}`)).toMatchObject({ result: 'OK' })
    expect(decodeReply('closeConnection', `\n${reply}`)).toMatchObject({ kind: 'soap-problem' })
  })

  test.each([
    ['without a result', wrapped('http://developer.intuit.com/', () => '')],
    ['without the final slash', wrapped('http://developer.intuit.com', empty)],
    ['without a namespace', wrapped('', empty)],
    ['with a result in no namespace', wrapped('http://developer.intuit.com/', foreign)],
    ['to another call', () => encodeReply({ kind: 'interactiveDone', result: 'Done' })],
    ['without content', () => `${HEAD}${TAIL}`],
  ])('an answer %s reads null, or 0, which means “go on”', (_, answer) => {
    expect(decodeReply('sendRequestXML', answer('sendRequestXML'))).toEqual({
      kind: 'reply',
      result: null,
    })
    expect(decodeReply('authenticate', answer('authenticate'))).toEqual({
      kind: 'reply',
      result: null,
    })
    expect(decodeReply('receiveResponseXML', answer('receiveResponseXML'))).toEqual({
      kind: 'reply',
      result: 0,
    })
  })

  test('an empty array is an array, and one string is one string', () => {
    expect(decodeReply('authenticate', authenticated(''))).toEqual({ kind: 'reply', result: [] })
    expect(decodeReply('authenticate', authenticated('<string>a</string>'))).toEqual({
      kind: 'reply',
      result: ['a'],
    })
  })

  test.each(['', 'done', '1e2', '1.5'])('%j is no percentage and fails the call', (text) => {
    const answer =
      `${HEAD}<receiveResponseXMLResponse xmlns="http://developer.intuit.com/">` +
      `<receiveResponseXMLResult>${text}</receiveResponseXMLResult></receiveResponseXMLResponse>${TAIL}`
    expect(decodeReply('receiveResponseXML', answer)).toMatchObject({ kind: 'soap-problem' })
  })
})

function wrapped(namespace: string, result: (kind: string) => string): (kind: string) => string {
  return (kind) =>
    `${HEAD}<${kind}Response xmlns="${namespace}">${result(kind)}</${kind}Response>${TAIL}`
}

function empty(kind: string): string {
  return `<${kind}Result />`
}

function foreign(kind: string): string {
  return `<${kind}Result xmlns="">100</${kind}Result>`
}

function authenticated(strings: string): string {
  return (
    `${HEAD}<authenticateResponse xmlns="http://developer.intuit.com/">` +
    `<authenticateResult>${strings}</authenticateResult></authenticateResponse>${TAIL}`
  )
}

function corpus(name: string): string {
  return readFileSync(`${import.meta.dir}/../corpus/soap/${name}.xml`, 'utf8')
}
