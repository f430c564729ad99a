import { describe, expect, test } from 'bun:test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { backUp, forgetMessageSets, restore } from '../../worker/practice/person.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { answerTo, newCompany, receipt, stock } from './ask.ts'

type IDs = { readonly messageSetID?: string; readonly oldMessageSetID?: string }

describe('a company that remembers message sets', () => {
  test('does not run one twice, and says again what became of it', () => {
    const { company } = stocked()
    const first = send(company, { messageSetID: 'a' }, receipt())
    const again = send(company, { messageSetID: 'a' }, receipt())
    const [sale] = salesReceipts(company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(first).toMatchObject({ messageSetID: 'a', messageSetStatusCode: 0 })
    expect(again).toMatchObject({
      messageSetID: 'a',
      messageSetStatusCode: 0,
      responses: [{ statusCode: 0, rets: [], errorRecovery: { TxnID: sale?.TxnID } }],
    })
  })

  test('remembers refusals as well', () => {
    const { company } = stocked()
    const wrong = receipt({ CustomerRef: { FullName: 'Joe' } })
    send(company, { messageSetID: 'a' }, wrong)
    expect(send(company, { messageSetID: 'a' }, receipt())).toMatchObject({
      responses: [{ statusCode: 3140, errorRecovery: null }],
    })
    expect(salesReceipts(company)).toEqual([])
  })

  test('tells on request what became of a set', () => {
    const { company } = stocked()
    send(company, { messageSetID: 'a' }, receipt())
    expect(send(company, { messageSetID: 'a', oldMessageSetID: 'a' })).toMatchObject({
      responses: [{ requestID: '1', statusCode: 0 }],
    })
    expect(send(company, { messageSetID: 'b', oldMessageSetID: 'b' })).toMatchObject({
      messageSetStatusCode: 9002,
      responses: [],
    })
  })

  test('forgets a set when told so, and says when there was nothing to forget', () => {
    const { company } = stocked()
    send(company, { messageSetID: 'a' }, receipt())
    expect(send(company, { oldMessageSetID: 'a' })).toMatchObject({ messageSetStatusCode: 0 })
    expect(send(company, { oldMessageSetID: 'a' })).toMatchObject({ messageSetStatusCode: 600 })
    send(company, { messageSetID: 'a' }, receipt())
    expect(salesReceipts(company)).toHaveLength(2)
  })

  test('forgets everything when somebody repairs the file', () => {
    const { company } = stocked()
    send(company, { messageSetID: 'a' }, receipt())
    forgetMessageSets(company)
    send(company, { messageSetID: 'a' }, receipt())
    expect(salesReceipts(company)).toHaveLength(2)
  })

  test('keeps only the last one', () => {
    const { company } = stocked()
    send(company, { messageSetID: 'a' }, receipt())
    send(company, { messageSetID: 'b', oldMessageSetID: 'a' }, receipt())
    send(company, { messageSetID: 'a' }, receipt())
    expect(salesReceipts(company)).toHaveLength(3)
  })

  test('does not remember a set in whose middle it went down', () => {
    const { company } = stocked()
    const { xml } = encoded({ messageSetID: 'a' }, [receipt(), receipt({ RefNumber: '1043' })])
    const crashed = processRequest(company, xml, ({ index }) =>
      index === 1 ? { kind: 'crash' } : null,
    )
    expect(crashed).toMatchObject({ kind: 'hresult', hresult: '0x80040402' })
    answerTo(company, xml)
    expect(salesReceipts(company).map((one) => one.refNumber)).toEqual(['1042', '1042', '1043'])
  })

  test('takes its memory along into a backup', () => {
    const { company } = stocked()
    const empty = backUp(company)
    send(company, { messageSetID: 'a' }, receipt())
    const full = backUp(company)
    restore(company, empty)
    expect(salesReceipts(company)).toEqual([])
    send(company, { messageSetID: 'a' }, receipt())
    restore(company, full)
    send(company, { messageSetID: 'a' }, receipt())
    expect(salesReceipts(company)).toHaveLength(1)
  })
})

test('a company without memory runs a set as often as it comes', () => {
  const { company } = stocked(false)
  send(company, { messageSetID: 'a' }, receipt())
  expect(send(company, { messageSetID: 'a' }, receipt())).toMatchObject({ messageSetID: null })
  expect(salesReceipts(company)).toHaveLength(2)
})

test('a restored file gives the same IDs out again', () => {
  const { company } = stocked()
  const before = backUp(company)
  send(company, {}, receipt())
  const [first] = salesReceipts(company)
  restore(company, before)
  send(company, {}, receipt({ RefNumber: '2000' }))
  expect(salesReceipts(company)[0]?.TxnID).toBe(first?.TxnID)
})

function stocked(messageSetMemory = true) {
  const made = newCompany({ messageSetMemory })
  stock(made.company)
  return made
}

function encoded(ids: IDs, requests: readonly QbxmlRequest[]) {
  const numbered = requests.map((request, index) => ({ requestID: String(index + 1), request }))
  return encodeMessageSet({ version: '13.0', ...ids, requests: numbered })
}

function send(company: CompanyFile, ids: IDs, ...requests: readonly QbxmlRequest[]) {
  return decodeMessageSetResponse(answerTo(company, encoded(ids, requests).xml))
}
