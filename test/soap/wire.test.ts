import { describe, expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { decodeCall, encodeCall, soapAction } from '../../worker/soap/calls.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'

/** Captures of a generated .NET proxy; they live beside the project, not in it. */
const CAPTURES = `${import.meta.dir}/../../../shared/protocol/wire/dotnet-proxy-requests.mono6.8.txt`

const ticket = '{tick}'

/** The session that was captured, call by call. */
const SESSION: readonly QbwcCall[] = [
  { kind: 'serverVersion' },
  { kind: 'clientVersion', version: '2.3.0.215' },
  { kind: 'authenticate', userName: 'bob', password: `p&<"'é€` },
  {
    kind: 'sendRequestXML',
    ticket,
    hcpResponse: '',
    companyFileName: 'C:\\x.qbw',
    country: 'US',
    majorVersion: 16,
    minorVersion: 0,
  },
  {
    kind: 'receiveResponseXML',
    ticket,
    response: `<?xml version="1.0" ?>\r\n<QBXML>\n\té"&amp;'</QBXML>`,
    hresult: '',
    message: '',
  },
  {
    kind: 'connectionError',
    ticket,
    hresult: '0x80040408',
    message: 'Could not start QuickBooks.',
  },
  { kind: 'getLastError', ticket },
  { kind: 'closeConnection', ticket },
]

describe.skipIf(!existsSync(CAPTURES))('captures in ../shared; skipped where it is absent', () => {
  const captured = existsSync(CAPTURES) ? capturesIn(readFileSync(CAPTURES, 'utf8')) : []

  test.each(SESSION)('$kind is written byte for byte as the .NET proxy writes it', (call) => {
    const capture = captured[SESSION.indexOf(call)]
    expect(encodeCall(call)).toBe(capture?.body ?? '')
    expect(soapAction(call.kind)).toBe(capture?.action ?? '')
  })

  test('every captured call is read, and written again as it came', () => {
    expect(captured.map(({ body }) => decodeCall(body))).toEqual([...SESSION])
  })
})

function capturesIn(text: string): readonly { readonly action: string; readonly body: string }[] {
  return text
    .split(/^POST .*\n/m)
    .slice(1)
    .map((request) => ({
      action: /^SOAPAction: (.*)$/m.exec(request)?.[1] ?? '',
      body: request.slice(request.indexOf('<?xml'), request.lastIndexOf('>') + 1),
    }))
}
