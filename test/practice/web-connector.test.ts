import { describe, expect, test } from 'bun:test'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { soapOverHttp } from '../../worker/practice/exchange.ts'
import { decodeHostCompanyPreferences } from '../../worker/qbxml/response.ts'
import { decodeCall } from '../../worker/soap/calls.ts'
import type { QbwcCall, QbwcKind } from '../../worker/soap/calls.ts'
import { encodeFault, encodeReply } from '../../worker/soap/replies.ts'
import type { QbwcReply } from '../../worker/soap/replies.ts'
import { SALE, scripted, update } from './scripted-update.ts'

function neverOpens() {
  return { kind: 'closed', hresult: '0x80040408', message: 'x' } as const
}

const WHOLE_RUN: readonly QbwcKind[] = [
  'serverVersion',
  'clientVersion',
  'authenticate',
  'sendRequestXML',
  'receiveResponseXML',
  'closeConnection',
]

describe('an update runs in Intuit’s order', () => {
  test('once through, and the sale stands in the books', async () => {
    const { report, company } = await update({
      authenticate: [['t-1', '']],
      sendRequestXML: [SALE],
      receiveResponseXML: [100],
      closeConnection: ['1 sent'],
    })
    expect(report).toMatchObject({ outcome: 'finished', percentages: [100], messages: ['1 sent'] })
    expect(kinds(report.calls)).toEqual([...WHOLE_RUN])
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test('host, company and preferences come with the first sendRequestXML only', async () => {
    const { report } = await update({
      authenticate: [['t-1', '']],
      sendRequestXML: [SALE, SALE],
      receiveResponseXML: [50, 100],
    })
    const sent = report.calls.filter((call) => call.kind === 'sendRequestXML')
    expect(decodeHostCompanyPreferences(sent[0]?.hcpResponse ?? '')).toMatchObject({
      host: { ProductName: 'QuickBooks Enterprise Solutions 24.0' },
      company: { CompanyName: 'Acme Mugs', FileID: '{00000000-0000-0000-0000-000000000002}' },
      preferences: { ClosingDate: null },
    })
    expect(sent[1]?.hcpResponse).toBe('')
    expect(sent[0]).toMatchObject({ companyFileName: 'C:\\QB\\Acme.qbw', majorVersion: 16 })
  })
})

describe('authenticate decides whether QuickBooks is opened', () => {
  test.each([
    ['none', ['t', 'none'], 'nothing-to-do', 4],
    ['NONE', ['t', 'NONE'], 'nothing-to-do', 4],
    ['nvu', ['t', 'nvu'], 'invalid-user', 4],
    ['busy', ['t', 'busy'], 'busy', 3],
    ['seconds to wait', ['t', '', '300'], 'postponed', 4],
    ['nothing now, ask again', ['t', 'none', '300'], 'postponed', 4],
    ['an array that is too short', ['t'], 'failed', 3],
  ] as const)('%s', async (_, strings, outcome, calls) => {
    const { report } = await update({ authenticate: [strings] })
    expect([report.outcome, report.calls.length]).toEqual([outcome, calls])
    expect(kinds(report.calls)).not.toContain('sendRequestXML')
  })

  test('the path of this company opens it, another does not', async () => {
    const right = await update({
      authenticate: [['t', 'c:\\qb\\acme.qbw']],
      sendRequestXML: [SALE],
      receiveResponseXML: [100],
    })
    expect(right.report.outcome).toBe('finished')
    const wrong = await update({
      authenticate: [['t', 'D:\\other.qbw']],
      connectionError: ['done'],
    })
    expect(wrong.report.outcome).toBe('no-connection')
    expect(wrong.report.calls.at(-1)).toMatchObject({
      kind: 'connectionError',
      hresult: '0x80040403',
    })
  })

  test.each([
    ['a path to try', ['c:\\qb\\acme.qbw'], 'finished'],
    ['the open file to try', [''], 'finished'],
    ['paths until one opens', ['E:\\other.qbw', ''], 'finished'],
    ['nothing more to try', ['DONE', ''], 'no-connection'],
  ] as const)('connectionError may name %s', async (_, answers, outcome) => {
    const { report } = await update({
      authenticate: [['t', 'D:\\other.qbw']],
      connectionError: answers,
      sendRequestXML: [SALE],
      receiveResponseXML: [100],
    })
    const asked = report.calls.filter((call) => call.kind === 'connectionError')
    expect([report.outcome, asked.length]).toEqual([
      outcome,
      outcome === 'finished' ? answers.length : 1,
    ])
  })

  test('but not for ever', async () => {
    const { report } = await update(
      { authenticate: [['t', '']], connectionError: ['', '', '', ''] },
      { open: neverOpens },
    )
    expect(report.outcome).toBe('no-connection')
    expect(report.calls.filter((call) => call.kind === 'connectionError')).toHaveLength(3)
  })

  test('E: from clientVersion stops, W: does not', async () => {
    const stopped = await update({ clientVersion: ['E:Too old'] })
    expect(stopped.report).toMatchObject({ outcome: 'version-refused', messages: ['Too old'] })
    const warned = await update({ clientVersion: ['W:Old'], authenticate: [['t', 'none']] })
    expect(warned.report.outcome).toBe('nothing-to-do')
  })
})

describe('an empty request asks getLastError why', () => {
  test('NoOp waits five seconds and asks again', async () => {
    const waits: number[] = []
    const { report } = await update(
      {
        authenticate: [['t', '']],
        sendRequestXML: ['', 'NoOp', SALE],
        getLastError: ['NoOp', 'noop'],
        receiveResponseXML: [100],
      },
      { wait: async (milliseconds) => void waits.push(milliseconds) },
    )
    expect(report.outcome).toBe('finished')
    expect(waits).toEqual([5000, 5000])
  })

  test('anything else is shown, and the update ends', async () => {
    const { report } = await update({
      authenticate: [['t', '']],
      sendRequestXML: [''],
      getLastError: ['Paused'],
    })
    expect(report).toMatchObject({ outcome: 'stopped', messages: ['Paused', ''] })
    expect(kinds(report.calls).slice(-2)).toEqual(['getLastError', 'closeConnection'])
  })

  test('nobody is there for interactive mode', async () => {
    const { report } = await update({
      authenticate: [['t', '']],
      sendRequestXML: [''],
      getLastError: ['Interactive mode'],
    })
    expect(report.outcome).toBe('stopped')
    expect(kinds(report.calls).slice(-3)).toEqual([
      'getInteractiveURL',
      'interactiveRejected',
      'closeConnection',
    ])
  })

  test('an update that would go on for ever is called endless', async () => {
    const { report } = await update({
      authenticate: [['t', '']],
      sendRequestXML: Array.from({ length: 1001 }, () => 'NoOp'),
      getLastError: Array.from({ length: 1001 }, () => 'NoOp'),
    })
    expect(report.outcome).toBe('endless')
  })
})

describe('receiveResponseXML decides how it goes on', () => {
  test('a negative number is explained by getLastError', async () => {
    const { report } = await update({
      authenticate: [['t', '']],
      sendRequestXML: [SALE],
      receiveResponseXML: [-1],
      getLastError: ['Wrong file'],
    })
    expect(report).toMatchObject({
      outcome: 'stopped',
      percentages: [-1],
      messages: ['Wrong file', ''],
    })
  })

  test('what QuickBooks cannot parse comes as an HRESULT without a response', async () => {
    const { report } = await update({
      authenticate: [['t', '']],
      sendRequestXML: ['<QBXML/>'],
      receiveResponseXML: [100],
    })
    expect(report.calls.find((call) => call.kind === 'receiveResponseXML')).toMatchObject({
      response: '',
      hresult: '0x80040400',
    })
  })
})

describe('over SOAP', () => {
  test('the whole update goes through envelopes', async () => {
    const script = { authenticate: [['t', '']], sendRequestXML: [SALE], receiveResponseXML: [100] }
    const answer = scripted(script)
    const actions: string[] = []
    const call = soapOverHttp(async (body, action) => {
      actions.push(action)
      const decoded = decodeCall(body)
      const made = decoded.kind === 'soap-problem' ? null : await answer(decoded)
      if (decoded.kind === 'soap-problem' || made?.kind !== 'reply') {
        const fault = encodeFault({ code: 'Server', message: 'no' })
        return { status: 500, contentType: 'text/xml', body: fault }
      }
      const reply = { kind: decoded.kind, result: made.result } as QbwcReply
      return { status: 200, contentType: 'text/xml; charset=utf-8', body: encodeReply(reply) }
    })
    const { report, company } = await update(script, { call })
    expect(report.outcome).toBe('finished')
    expect(actions[0]).toBe('"http://developer.intuit.com/serverVersion"')
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test.each([
    ['a page of HTML', { status: 200, contentType: 'text/html', body: '<html/>' }],
    ['a redirect', { status: 301, contentType: 'text/xml', body: '' }],
    [
      'a fault',
      {
        status: 500,
        contentType: 'text/xml',
        body: encodeFault({ code: 'Server', message: 'no' }),
      },
    ],
    [
      'a newline before the declaration',
      { status: 200, contentType: 'text/xml', body: '\n<?xml version="1.0"?><a/>' },
    ],
  ])('%s instead of an answer ends the update', async (_, answer) => {
    const { report } = await update({}, { call: soapOverHttp(async () => answer) })
    expect(report.outcome).toBe('failed')
    expect(kinds(report.calls)).toEqual(['serverVersion', 'clientVersion', 'authenticate'])
  })
})

function kinds(calls: readonly QbwcCall[]): QbwcKind[] {
  return calls.map((call) => call.kind)
}
