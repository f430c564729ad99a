import { describe, expect, test } from 'bun:test'
import { diagnoseHresult, HRESULTS } from '../../worker/qbxml/hresult.ts'
import { dispositionOf, STATUS } from '../../worker/qbxml/status.ts'
import { negotiateVersion } from '../../worker/qbxml/version.ts'
import { WEB_CONNECTOR_CODES } from '../../worker/qbxml/web-connector-code.ts'
import { HAS_REFERENCE, referenceText, WITHOUT_REFERENCE } from './reference-material.ts'

type Facts = { readonly codes: readonly { code: string; hresult: string; action: string }[] }

function facts(file: string): Facts['codes'] {
  return (JSON.parse(referenceText(`protocol/facts/${file}.json`)) as Facts).codes
}

function disposed(statusCode: number, statusMessage = ''): string {
  const disposition = dispositionOf({ statusCode, statusMessage })
  return disposition.kind === 'stop' ? `stop: ${disposition.reason}` : disposition.kind
}

/** The facts' actions, as the dispositions they must become. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  ok: ['done'],
  'ok-empty': ['nothing-found'],
  'ok-log': ['done-with-warning', 'partly-shown'],
  'not-found': ['partly-found', 'partly-shown'],
  'retry-later': ['try-later'],
  'permanent-capability': ['stop: missing-feature'],
  'permanent-bug': ['stop: our-bug'],
  'permanent-business': ['stop: business-rule', 'stop: closed-period'],
  'requery-by-name': ['stale-id'],
  'requery-then-retry': ['stale-edit-sequence'],
  'lookup-existing': ['look-up-existing'],
  'create-dependency': ['missing-reference'],
  'fix-data': ['stop: unusable-text'],
  'needs-human': ['stop: missing-permission'],
  'by-message': ['stop: business-rule'],
  'retry-as-is': ['not-executed'],
  recover: ['recover'],
  'restart-iterator': ['restart-iterator'],
}

test.skipIf(!HAS_REFERENCE)(
  `every known statusCode is disposed of as its facts say${WITHOUT_REFERENCE}`,
  () => {
    const seen = new Set<number>()
    for (const { code, action } of facts('qbxml-status-codes')) {
      const [from = 0, to = from] = code.split('-').map(Number)
      for (const statusCode of [from, to]) {
        const expected = EXPECTED[action] ?? []
        expect([statusCode, action, expected.includes(disposed(statusCode))]).toEqual([
          statusCode,
          action,
          true,
        ])
        seen.add(statusCode)
      }
    }
    expect(Object.keys(STATUS).filter((code) => !seen.has(Number(code)))).toEqual([])
  },
)

test('a code nobody has listed stops for a person', () => {
  expect([2, 700, 3999, 9999, 1999, 3001].map((code) => disposed(code))).toEqual(
    Array.from({ length: 6 }, () => 'stop: unknown-code'),
  )
})

describe('3170, 3172, 3180 and 3220 are decided by their words', () => {
  test.each([3170, 3172, 3180, 3220])('%d', (code) => {
    const locked = 'QuickBooks error message: This list has been modified by another user.'
    expect(disposed(code, locked)).toBe('try-later')
    expect(disposed(code, 'The internals could not be LOCKED.')).toBe('try-later')
    expect(disposed(code, 'The name "X" is already in use.')).toBe('look-up-existing')
    expect(disposed(code, 'You must specify a tax agency.')).toBe('stop: business-rule')
  })
})

test.skipIf(!HAS_REFERENCE)(`every known HRESULT has a cause and steps${WITHOUT_REFERENCE}`, () => {
  const known = facts('hresults').map(({ hresult }) => hresult)
  expect(known.filter((hresult) => diagnoseHresult(hresult, '').kind === 'unknown')).toEqual([])
})

test.skipIf(!HAS_REFERENCE)(
  `every code of the Web Connector has a cause and steps${WITHOUT_REFERENCE}`,
  () => {
    const known = facts('qbwc-error-codes').map(({ code }) => code)
    expect(known.filter((code) => WEB_CONNECTOR_CODES[code] === undefined)).toEqual([])
  },
)

test('a diagnosis says a cause and at least one step, in whole sentences', () => {
  for (const { cause, steps } of [
    ...Object.values(HRESULTS),
    ...Object.values(WEB_CONNECTOR_CODES),
  ]) {
    expect([cause, ...steps].filter((sentence) => !/[.?]$/.test(sentence))).toEqual([])
    expect(steps.length).toBeGreaterThan(0)
  }
})

test('an HRESULT is known however it is spelled', () => {
  const spellings = ['0x80040408', '0X80040408', '80040408', ' 0x80040408 ', '-2147220472']
  expect(spellings.map((spelling) => diagnoseHresult(spelling, '').hresult)).toEqual(
    spellings.map(() => '0x80040408'),
  )
})

test('an unknown HRESULT keeps QuickBooks’ own words', () => {
  expect(diagnoseHresult('0x8004FFFF', 'Something new.')).toEqual({
    kind: 'unknown',
    hresult: '0x8004FFFF',
    message: 'Something new.',
  })
})

describe('the newest version both sides know is declared', () => {
  test.each([
    ['QuickBooks 2014', ['1.0', '6.0', '13.0'], { kind: 'agreed', version: '13.0' }],
    ['QuickBooks 2024', ['13.0', '14.0', '16.0', '15.0'], { kind: 'agreed', version: '16.0' }],
    ['a QuickBooks to come', ['13.0', '17.0'], { kind: 'agreed', version: '16.0' }],
    [
      'Canada’s prefixed versions count for nothing',
      ['CA3.0', 'CA99.0', '13.0'],
      { kind: 'agreed', version: '13.0' },
    ],
    ['9.0 is less than 13.0', ['9.0', '13.0', '8.0'], { kind: 'agreed', version: '13.0' }],
    ['QuickBooks 2013 is too old', ['11.0', '12.0'], { kind: 'too-old', newest: '12.0' }],
    ['nothing offered', [], { kind: 'too-old', newest: null }],
  ] as const)('%s', (_, supported, expected) => {
    expect(negotiateVersion(supported)).toEqual(expected)
  })
})
