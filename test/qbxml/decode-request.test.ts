import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { decodeRequest } from '../../worker/qbxml/decode-request.ts'
import type { DecodedRequest } from '../../worker/qbxml/decode-request.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { isQbxmlVersion } from '../../worker/qbxml/version.ts'
import { parseXml } from '../../worker/xml/parse.ts'
import { HAS_REFERENCE, referenceText, WITHOUT_REFERENCE } from './reference-material.ts'

const CORPUS = `${import.meta.dir}/../corpus/qbxml`

test.each(readdirSync(CORPUS).filter((name) => name.endsWith('.request.xml')))(
  '%s is written again byte for byte as it was read',
  (name) => {
    const xml = readFileSync(`${CORPUS}/${name}`, 'utf8').trimEnd()
    const version = /<\?qbxml version="([^"]*)"/.exec(xml)?.[1] ?? ''
    const root = parseXml(xml)
    const set = 'kind' in root ? undefined : root.children[0]
    const requests = (set?.children ?? []).map((element) => {
      const outcome = decodeRequest(element, version)
      if (outcome.kind !== 'request') {
        throw new Error(JSON.stringify(outcome))
      }
      return { requestID: element.attributes.requestID ?? '', request: outcome.request }
    })
    const messageSetID = set?.attributes.newMessageSetID
    const oldMessageSetID = set?.attributes.oldMessageSetID
    if (!isQbxmlVersion(version)) {
      throw new Error(`${name} declares ${version}`)
    }
    expect(encodeMessageSet({ version, messageSetID, oldMessageSetID, requests }).xml).toBe(xml)
  },
)

describe('what breaks the schema costs the whole document', () => {
  test.each([
    [
      'elements out of order',
      '<CustomerAdd><CompanyName>C</CompanyName><Name>N</Name></CustomerAdd>',
    ],
    ['a missing required element', '<CustomerAdd><CompanyName>C</CompanyName></CustomerAdd>'],
    ['an unknown element', '<CustomerAdd><Name>N</Name><Tip>1</Tip></CustomerAdd>'],
    ['an element twice', '<CustomerAdd><Name>N</Name><Name>N</Name></CustomerAdd>'],
    [
      'a word outside the enumeration',
      '<CustomerAdd><Name>N</Name><JobStatus>Perhaps</JobStatus></CustomerAdd>',
    ],
    ['an attribute of our own', '<CustomerAdd id="1"><Name>N</Name></CustomerAdd>'],
    ['a macro where none may be', '<CustomerAdd defMacro="TxnID:1"><Name>N</Name></CustomerAdd>'],
    ['elements inside a value', '<CustomerAdd><Name><b>N</b></Name></CustomerAdd>'],
    ['text between elements', '<CustomerAdd>x<Name>N</Name></CustomerAdd>'],
    [
      'FullName before ListID',
      '<CustomerAdd><Name>N</Name><TermsRef><FullName>a</FullName><ListID>1</ListID></TermsRef></CustomerAdd>',
    ],
    ['the body missing', ''],
  ])('%s', (_, body) => {
    expect(decoded('CustomerAddRq', body).kind).toBe('bad-structure')
  })

  test('two alternatives of one choice', () => {
    const body = '<FullName>a</FullName><ActiveStatus>All</ActiveStatus>'
    expect(decoded('CustomerQueryRq', body).kind).toBe('bad-structure')
  })

  test('a receipt without lines', () => {
    const body = '<SalesReceiptAdd><RefNumber>1</RefNumber></SalesReceiptAdd>'
    expect(decoded('SalesReceiptAddRq', body).kind).toBe('bad-structure')
  })

  test('an element newer than the declared version', () => {
    const body = '<CustomerAdd><Name>N</Name><JobTitle>Boss</JobTitle></CustomerAdd>'
    expect(decoded('CustomerAddRq', body, '11.0').kind).toBe('bad-structure')
    expect(decoded('CustomerAddRq', body, '12.0').kind).toBe('request')
  })
})

describe('a bad value costs its request', () => {
  test.each([
    ['a name of 42', 3070, `<Name>${'N'.repeat(42)}</Name>`],
    ['an empty name', 3080, '<Name></Name>'],
    ['a boolean', 3010, '<Name>N</Name><IsActive>yes</IsActive>'],
    ['an amount with a comma', 3040, '<Name>N</Name><OpenBalance>1,00</OpenBalance>'],
    ['an amount with three decimals', 3040, '<Name>N</Name><OpenBalance>1.005</OpenBalance>'],
    ['a date', 3020, '<Name>N</Name><OpenBalanceDate>31.12.2026</OpenBalanceDate>'],
    ['a date that never was', 3020, '<Name>N</Name><OpenBalanceDate>2026-02-30</OpenBalanceDate>'],
    ['a GUID', 3065, '<Name>N</Name><ExternalGUID>1-2</ExternalGUID>'],
    [
      'a reference that is too long',
      3070,
      `<Name>N</Name><TermsRef><FullName>${'T'.repeat(32)}</FullName></TermsRef>`,
    ],
  ])('%s: %d', (_, statusCode, fields) => {
    const read = decoded('CustomerAddRq', `<CustomerAdd>${fields}</CustomerAdd>`)
    expect(read).toMatchObject({ kind: 'bad-value', statusCode })
  })

  test.each([
    ['Rate', 3045, '1.123456'],
    ['Quantity', 3060, '1e3'],
    ['RatePercent', 3050, '10%'],
  ])('%s: %d', (name, statusCode, value) => {
    const before = name === 'Quantity' ? '' : '<Quantity>1</Quantity>'
    const line = `<SalesReceiptLineAdd>${before}<${name}>${value}</${name}></SalesReceiptLineAdd>`
    const read = decoded('SalesReceiptAddRq', `<SalesReceiptAdd>${line}</SalesReceiptAdd>`)
    expect(read).toMatchObject({ kind: 'bad-value', statusCode })
  })
})

test('a macro stands in place of an ID, and nowhere else', () => {
  const applied = '<AppliedToTxnAdd><TxnID useMacro="TxnID:w42" /></AppliedToTxnAdd>'
  expect(decoded('ReceivePaymentAddRq', paymentBody(applied))).toMatchObject({
    request: {
      content: {
        ReceivePaymentAdd: {
          defMacro: 'TxnID:w43',
          AppliedToTxnAdd: [{ TxnID: { useMacro: 'TxnID:w42' } }],
        },
      },
    },
  })
  const misplaced = '<IsAutoApply useMacro="TxnID:w42">true</IsAutoApply>'
  expect(decoded('ReceivePaymentAddRq', paymentBody(misplaced)).kind).toBe('bad-structure')
})

test('with both in a reference, the ListID wins', () => {
  const ref = '<TermsRef><ListID>8-1</ListID><FullName>Net 30</FullName></TermsRef>'
  expect(decoded('CustomerAddRq', `<CustomerAdd><Name>N</Name>${ref}</CustomerAdd>`)).toMatchObject(
    {
      request: { content: { CustomerAdd: { TermsRef: { ListID: '8-1' } } } },
    },
  )
})

test('a reference without a name clears in a Mod, and is nothing in an Add', () => {
  const ref = '<TermsRef><FullName /></TermsRef>'
  const mod = `<CustomerMod><ListID>8-1</ListID><EditSequence>1</EditSequence>${ref}</CustomerMod>`
  expect(decoded('CustomerModRq', mod)).toMatchObject({
    request: { content: { CustomerMod: { TermsRef: { FullName: '' } } } },
  })
  expect(decoded('CustomerAddRq', `<CustomerAdd><Name>N</Name>${ref}</CustomerAdd>`)).toMatchObject(
    { request: { content: { CustomerAdd: { Name: 'N' } } } },
  )
})

test.skipIf(!HAS_REFERENCE)(
  `the requests real integrations send are read${WITHOUT_REFERENCE}`,
  () => {
    for (const name of [
      'customer_add_rq',
      'customer_query_rq',
      'item_inventory_add_rq',
      'sales_receipt_add_rq',
    ]) {
      const xml = referenceText(`samples/qbwc-qbxml-spec/requests/${name}.xml`)
      const root = parseXml(xml)
      const elements = 'kind' in root ? [] : (root.children[0]?.children ?? [])
      expect(elements.length).toBeGreaterThan(0)
      for (const element of elements) {
        // Written for QuickBooks 2009, whose fields all live on.
        expect([name, decodeRequest(element, '13.0').kind]).toEqual([name, 'request'])
      }
    }
  },
)

function paymentBody(application: string): string {
  return `<ReceivePaymentAdd defMacro="TxnID:w43"><CustomerRef><FullName>Ana</FullName></CustomerRef>${application}</ReceivePaymentAdd>`
}

function decoded(name: string, body: string, version = '13.0'): DecodedRequest {
  const root = parseXml(`<x><${name} requestID="1">${body}</${name}></x>`)
  const element = 'kind' in root ? undefined : root.children[0]
  if (element === undefined) {
    throw new Error(`no XML: ${body}`)
  }
  return decodeRequest(element, version)
}
