/** Sales tax in the Canadian and UK editions: by the code of each line (PROTOCOL §f.1, point 4). */
import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import type { Edition } from '../../worker/qbxml/edition.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'

type Line = readonly [amountCents: number, code: string]

describe.each<[Edition, string, readonly Line[], number]>([
  ['UK', 'standard-rated goods', [[1000, 'S']], 200],
  // 0.03 + 0.03 = 0.06, × 20 % = 0.012; by the line it would be 2 × 0.01
  [
    'UK',
    'each code is rounded once',
    [
      [3, 'S'],
      [3, 'S'],
    ],
    1,
  ],
  [
    'UK',
    'exempt and zero-rated goods take nothing',
    [
      [1000, 'E'],
      [1000, 'Z'],
    ],
    0,
  ],
  // 10.00 × 20 % + 10.10 × 5 % = 2.00 + 0.505
  [
    'UK',
    'two codes are two taxes',
    [
      [1000, 'S'],
      [1010, 'R'],
    ],
    251,
  ],
  // 10.10 × 5 % = 0.505 and × 7 % = 0.707
  ['CA', 'a code of two taxes rounds each of them', [[1010, 'S']], 122],
  [
    'CA',
    'HST, GST alone and PST alone',
    [
      [1000, 'H'],
      [1000, 'G'],
      [1000, 'P'],
    ],
    250,
  ],
  // 100.00 × 5 % + 100.00 × 9.975 % = 5.00 + 9.975
  ['CA', 'GST and QST', [[10000, 'Q']], 1498],
  // (10.00 − 4.00) × 13 %
  [
    'CA',
    'what is taken off lowers the base of its code',
    [
      [1000, 'H'],
      [-400, 'H'],
    ],
    78,
  ],
])('%s: %s', (edition, _, lines, taxCents) => {
  test('comes to the tax worked out by hand', () => {
    const company = companyIn(edition)
    expect(send(company, sale(lines))).toMatchObject({ statusCode: 0 })
    const [form] = salesReceipts(company)
    const net = lines.reduce((sum, [amountCents]) => sum + amountCents, 0)
    expect(form).toMatchObject({
      subtotalCents: cents(net),
      salesTaxCents: cents(taxCents),
      totalCents: cents(net + taxCents),
    })
  })
})

test('a tax item as a line carries its amount, and no tax upon it', () => {
  const company = companyIn('UK')
  const vat = { ItemRef: { FullName: 'Standard Sales' }, Amount: cents(199) }
  send(company, sale([[1000, 'E']], { more: [{ SalesReceiptLineAdd: vat }] }))
  expect(salesReceipts(company)).toMatchObject([{ salesTaxCents: 0, totalCents: 1199 }])
})

test('a line without a code is taxed as its item is', () => {
  const company = companyIn('UK')
  // New goods have the first taxable code: 20 %.
  const line = { ItemRef: { FullName: 'Mug' }, Amount: cents(1000) }
  send(company, sale([], { more: [{ SalesReceiptLineAdd: line }] }))
  expect(salesReceipts(company)).toMatchObject([{ salesTaxCents: 200 }])
})

test('what one edition does not know spoils the whole set there', () => {
  const request = sale([[1000, 'E']], { head: { IsTaxIncluded: false } })
  const { xml } = encodeMessageSet({
    version: '16.0',
    edition: 'UK',
    requests: [{ requestID: '1', request }],
  })
  expect(processRequest(companyIn('UK'), xml).kind).toBe('response')
  expect(processRequest(companyIn('US'), xml)).toMatchObject({
    kind: 'hresult',
    hresult: '0x80040400',
  })
})

test('gross amounts are refused: what they come to net is not documented', () => {
  const request = sale([[1000, 'S']], { head: { IsTaxIncluded: true } })
  expect(send(companyIn('UK'), request)).toMatchObject({ statusCode: 1030 })
})

test('a code says what it taxes by', () => {
  const company = companyIn('CA')
  const { rets } = send(company, { name: 'SalesTaxCodeQueryRq', content: {} })
  const group = listEntries(company, 'Item').find(({ fullName }) => fullName === 'GST/QST')
  expect(rets).toContainEqual(
    expect.objectContaining({
      FullName: 'Q',
      IsTaxable: true,
      ItemSalesTaxRef: { ListID: group?.ListID ?? '', FullName: 'GST/QST' },
    }),
  )
})

function companyIn(edition: Edition): CompanyFile {
  const company = createCompanyFile({
    companyName: 'Acme Mugs',
    fileName: 'C:\\QB\\Acme.qbw',
    edition,
    nowMs: () => Date.UTC(2026, 7, 5),
  })
  const sold = { AccountRef: { FullName: 'Sales' } }
  send(company, {
    name: 'ItemNonInventoryAddRq',
    content: { ItemNonInventoryAdd: { Name: 'Mug', SalesOrPurchase: sold } },
  })
  return company
}

type More = {
  readonly head?: { readonly IsTaxIncluded: boolean }
  readonly more?: readonly { readonly SalesReceiptLineAdd: Readonly<Record<string, unknown>> }[]
}

function sale(lines: readonly Line[], { head, more = [] }: More = {}): QbxmlRequest {
  const coded = lines.map(([amountCents, code]) => ({
    SalesReceiptLineAdd: {
      ItemRef: { FullName: 'Mug' },
      Amount: cents(amountCents),
      SalesTaxCodeRef: { FullName: code },
    },
  }))
  return {
    name: 'SalesReceiptAddRq',
    content: { SalesReceiptAdd: { ...head, Lines: [...coded, ...more] } },
  }
}

function send(company: CompanyFile, request: QbxmlRequest) {
  const { xml } = encodeMessageSet({
    version: '16.0',
    edition: company.settings.edition,
    requests: [{ requestID: '1', request }],
  })
  const processed = processRequest(company, xml)
  const set = processed.kind === 'response' ? decodeMessageSetResponse(processed.xml) : processed
  const [response] = set.kind === 'message-set' ? set.responses : []
  if (response?.kind !== 'response') {
    throw new Error(JSON.stringify(processed))
  }
  return response
}
