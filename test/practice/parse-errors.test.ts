import { describe, expect, test } from 'bun:test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import { answerTo, codes, newCompany, responsesIn, stock } from './ask.ts'

const GOOD =
  '<SalesReceiptAddRq requestID="1"><SalesReceiptAdd><SalesReceiptLineAdd><ItemRef><FullName>Mug</FullName></ItemRef><Amount>1.00</Amount></SalesReceiptLineAdd></SalesReceiptAdd></SalesReceiptAddRq>'

describe('a document QuickBooks cannot parse is an HRESULT, and nothing of it runs', () => {
  test.each([
    ['no qbxml instruction', `<?xml version="1.0"?><QBXML>${set(GOOD)}</QBXML>`],
    ['a version without its decimal', document(GOOD, '13')],
    ['two instructions', `<?qbxml version="13.0"?>${document(GOOD)}`],
    ['an instruction after the root', `<QBXML>${set(GOOD)}</QBXML><?qbxml version="13.0"?>`],
    ['onError missing', document('').replace(' onError="continueOnError"', '')],
    ['onError of our own', document(GOOD).replace('continueOnError', 'carryOn')],
    ['another root', document(GOOD).replaceAll('QBXML>', 'QBPOSXML>')],
    ['malformed XML', document(GOOD).replace('</SalesReceiptAdd>', '')],
    ['cut off', document(GOOD).slice(0, -20)],
    [
      'an element newer than declared',
      document(GOOD.replace('<SalesReceiptAdd>', '<SalesReceiptAdd><Other>x</Other>'), '5.0'),
    ],
    [
      'one bad request after a good one',
      document(`${GOOD}<CustomerAddRq><CustomerAdd/></CustomerAddRq>`),
    ],
    [
      'a raw character beyond Windows-1252',
      document(`${GOOD}<CustomerAddRq><CustomerAdd><Name>Ł</Name></CustomerAdd></CustomerAddRq>`),
    ],
    [
      'a set ID of 24 characters',
      document(GOOD).replace('onError', `newMessageSetID="${'x'.repeat(24)}" onError`),
    ],
    ['something that is no request', document(`${GOOD}<Hello/>`)],
    [
      'an iterator where there is none',
      document('<AccountQueryRq iterator="Start"><MaxReturned>1</MaxReturned></AccountQueryRq>'),
    ],
    ['an empty text', ''],
  ])('%s', (_, xml) => {
    const { company } = newCompany()
    stock(company)
    expect(processRequest(company, xml)).toMatchObject({ kind: 'hresult', hresult: '0x80040400' })
    expect(salesReceipts(company)).toEqual([])
  })
})

test('a version this QuickBooks does not have is 0x80040404', () => {
  const { company } = newCompany({ supportedQbxmlVersions: ['12.0', '13.0'] })
  expect(processRequest(company, document('', '16.0'))).toMatchObject({ hresult: '0x80040404' })
  expect(processRequest(company, document('', '13.0')).kind).toBe('response')
})

test('a request these books have not learned is refused by itself', () => {
  const { company } = newCompany()
  const xml = document(
    '<BillAddRq requestID="1"><BillAdd/></BillAddRq><HostQueryRq requestID="2"/>',
  )
  expect(codes(responsesIn(answerWithoutSchema(company, xml)))).toEqual([1030, 0])
})

test('a bad value costs its own request and no other', () => {
  const { company } = newCompany()
  const bad =
    '<CustomerAddRq requestID="1"><CustomerAdd><Name>A</Name><OpenBalance>1,5</OpenBalance></CustomerAdd></CustomerAddRq>'
  const good =
    '<CustomerAddRq requestID="2"><CustomerAdd><Name>A</Name></CustomerAdd></CustomerAddRq>'
  expect(codes(responsesIn(answerTo(company, document(bad + good))))).toEqual([3040, 0])
})

test('a requestID of 51 characters is 1060', () => {
  const { company } = newCompany()
  const xml = document(`<HostQueryRq requestID="${'x'.repeat(51)}"/>`)
  expect(codes(responsesIn(answerTo(company, xml)))).toEqual([1060])
})

test('a reference to a character beyond Windows-1252 is kept as a question mark', () => {
  const { company } = newCompany()
  const xml = document(
    '<CustomerAddRq requestID="1"><CustomerAdd><Name>&#321;ukasz &#233;</Name></CustomerAdd></CustomerAddRq>',
  )
  const [response] = responsesIn(answerTo(company, xml))
  expect(response).toMatchObject({ rets: [{ Name: '?ukasz é' }] })
})

test('after an error, stopOnError leaves the rest undone', () => {
  const { company } = newCompany()
  stock(company)
  const bad = GOOD.replace('Mug', 'Jug')
  const xml = document(bad + GOOD).replace('continueOnError', 'stopOnError')
  expect(codes(responsesIn(answerTo(company, xml)))).toEqual([3140, 3231])
  expect(salesReceipts(company)).toEqual([])
})

test('continueOnError carries on', () => {
  const { company } = newCompany()
  stock(company)
  expect(
    codes(responsesIn(answerTo(company, document(GOOD.replace('Mug', 'Jug') + GOOD)))),
  ).toEqual([3140, 0])
})

test('a query that finds nothing is no error to stop at', () => {
  const { company } = newCompany()
  const query = '<CustomerQueryRq requestID="1"><FullName>Nobody</FullName></CustomerQueryRq>'
  const xml = document(`${query}<HostQueryRq requestID="2"/>`).replace('continue', 'stop')
  expect(codes(responsesIn(answerTo(company, xml)))).toEqual([500, 0])
})

function set(requests: string): string {
  return `<QBXMLMsgsRq onError="continueOnError">${requests}</QBXMLMsgsRq>`
}

function document(requests: string, version = '13.0'): string {
  return `<?xml version="1.0" encoding="utf-8"?><?qbxml version="${version}"?><QBXML>${set(requests)}</QBXML>`
}

function answerWithoutSchema(company: Parameters<typeof processRequest>[0], xml: string): string {
  const processed = processRequest(company, xml)
  return processed.kind === 'response' ? processed.xml : ''
}
