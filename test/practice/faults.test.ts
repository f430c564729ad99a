import { describe, expect, test } from 'bun:test'
import type { Faults } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import { newCompany, receipt, stock } from './ask.ts'
import { onCall, SALE, scripted, update } from './scripted-update.ts'

const PARSE_ERROR = {
  response: '',
  hresult: '0x80040400',
  message: 'QuickBooks found an error when parsing the provided XML text stream.',
}
const ONE_SET = { authenticate: [['t', '']], sendRequestXML: [SALE], receiveResponseXML: [100] }

describe('what can go wrong on the way', () => {
  test.each<[string, Faults, string, number]>([
    ['a call is lost', onCall(3, 'call-lost'), 'failed', 0],
    ['our answer is lost', onCall(3, 'answer-lost'), 'failed', 0],
    ['the response never reaches us', onCall(4, 'call-lost'), 'failed', 1],
    ['the Web Connector dies with a set', onCall(4, 'connector-dies-before-call'), 'died', 1],
    ['the Web Connector dies after telling', onCall(4, 'connector-dies-after-call'), 'died', 1],
    ['a call comes twice', onCall(4, 'call-repeated'), 'finished', 1],
    ['QuickBooks dies before', { onDocument: () => 'dies-before-processing' }, 'finished', 0],
    ['QuickBooks dies after', { onDocument: () => 'dies-after-processing' }, 'finished', 1],
    [
      'QuickBooks refuses what it has done',
      { onDocument: () => 'refuses-after-processing' },
      'finished',
      1,
    ],
    ['QuickBooks dies between', { onDocument: () => ({ diesAfterRequests: 0 }) }, 'finished', 0],
  ])('%s', async (_, faults, outcome, sales) => {
    const script = {
      authenticate: [['t', '']],
      sendRequestXML: [SALE, SALE],
      receiveResponseXML: [100, 100],
    }
    const { report, company } = await update(script, { faults })
    expect({ outcome: report.outcome, sales: salesReceipts(company).length }).toEqual({
      outcome: outcome as typeof report.outcome,
      sales,
    })
  })

  test('a response is torn in the middle, and we can tell', async () => {
    const seen: string[] = []
    const script = { authenticate: [['t', '']], sendRequestXML: [SALE], receiveResponseXML: [100] }
    await update(script, { faults: onCall(4, 'response-torn') }, keepResponses(seen))
    expect(decodeMessageSetResponse(seen[0] ?? '').kind).toBe('unreadable')
  })

  test('one request is refused because somebody has the record open', async () => {
    const refused = {
      kind: 'refused',
      statusCode: 3175,
      statusMessage: 'The object is in use.',
    } as const
    const script = { authenticate: [['t', '']], sendRequestXML: [SALE], receiveResponseXML: [100] }
    const { report, company } = await update(script, { faults: { onRequest: () => refused } })
    expect(report.calls.find((call) => call.kind === 'receiveResponseXML')?.response).toContain(
      '3175',
    )
    expect(salesReceipts(company)).toEqual([])
  })
})

describe('a response document lacks its last response', () => {
  test.each([
    ['of three', 3, ['1', '2']],
    ['not its only one', 1, ['1']],
  ])('%s', async (_, requests, expected) => {
    const set = saleSet(
      Array.from({ length: requests }, (__, at) => `${1042 + at}`),
      'tb-1',
    )
    const script = { ...ONE_SET, sendRequestXML: [set] }
    const faults = onCall(4, 'response-missing-one')
    const seen: string[] = []
    const { company } = await update(script, { faults }, keepResponses(seen))
    const answered = decodeMessageSetResponse(seen[0] ?? '')
    const ids = answered.kind === 'message-set' ? answered.responses : []
    expect(ids.map(({ requestID }) => requestID)).toEqual(expected)
    expect(answered).toMatchObject({ messageSetID: 'tb-1', messageSetStatusCode: 0 })
    expect(salesReceipts(company)).toHaveLength(requests)
  })

  test('also when they say nothing but their status', async () => {
    const set = saleSet(['1042', '1043'], 'tb-1')
    const script = { ...ONE_SET, sendRequestXML: [set, set], receiveResponseXML: [50, 100] }
    const seen: string[] = []
    await update(script, { faults: onCall(6, 'response-missing-one') }, keepResponses(seen))
    expect(seen.map((xml) => [...xml.matchAll(/<ErrorRecovery>/g)].length)).toEqual([0, 1])
  })
})

test('what QuickBooks refused after doing it, it says it could not read', async () => {
  const { report } = await update(ONE_SET, {
    faults: { onDocument: () => 'refuses-after-processing' },
  })
  expect(answerIn(report.calls)).toMatchObject(PARSE_ERROR)
})

test('a poisonous document is refused whole: nothing runs, nothing is remembered', async () => {
  const script = {
    authenticate: [['t', '']],
    sendRequestXML: [saleSet(['666', '1042'], 'tb-1'), saleSet(['1043'], 'tb-2')],
    receiveResponseXML: [50, 100],
  }
  const { report, company } = await update(script, { faults: { isPoison: holds666 } })
  expect(answerIn(report.calls)).toMatchObject(PARSE_ERROR)
  expect(salesReceipts(company).map((one) => one.refNumber)).toEqual(['1043'])
  expect(company.books.rememberedSet?.messageSetID).toBe('tb-2')
})

test('a computer can fall asleep with a set, and with QuickBooks’ answer', async () => {
  const { company } = newCompany()
  stock(company)
  const seen: unknown[] = []
  const answer = scripted(ONE_SET)
  const report = await runUpdate({
    company,
    userName: 'store-1',
    password: 'secret',
    wait: async () => undefined,
    call: async (call) => {
      seen.push(call.kind)
      return answer(call)
    },
    pause: async (moment) => {
      await Promise.resolve()
      seen.push([moment, salesReceipts(company).length])
    },
  })
  expect(report.outcome).toBe('finished')
  expect(seen.slice(3)).toEqual([
    'sendRequestXML',
    ['before-processing', 0],
    ['after-processing', 1],
    'receiveResponseXML',
    'closeConnection',
  ])
})

function holds666(xml: string): boolean {
  return xml.includes('<RefNumber>666<')
}

/** As they reach us, which is not always as they were sent. */
function keepResponses(seen: string[]): (call: QbwcCall) => void {
  return (call) => void (call.kind === 'receiveResponseXML' && seen.push(call.response))
}

function saleSet(refNumbers: readonly string[], messageSetID: string): string {
  return encodeMessageSet({
    version: '13.0',
    messageSetID,
    requests: refNumbers.map((RefNumber, at) => ({
      requestID: `${at + 1}`,
      request: receipt({ RefNumber }),
    })),
  }).xml
}

function answerIn(calls: readonly QbwcCall[]) {
  return calls.find((call) => call.kind === 'receiveResponseXML')
}
