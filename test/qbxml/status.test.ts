import { describe, expect, test } from 'bun:test'
import { dispositionOf, STATUS } from '../../worker/qbxml/status.ts'
import { negotiateVersion } from '../../worker/qbxml/version.ts'
import { HAS_REFERENCE, referenceText, WITHOUT_REFERENCE } from './reference-material.ts'

type Facts = { readonly codes: readonly { code: string; action: string }[] }

function facts(file: string): Facts['codes'] {
  return (JSON.parse(referenceText(`protocol/facts/${file}.json`)) as Facts).codes
}

function disposed(statusCode: number, statusMessage = ''): string {
  const disposition = dispositionOf({ statusCode, statusMessage })
  return disposition.kind === 'stop' ? `stop: ${disposition.reason}` : disposition.kind
}

/** What our notes on QuickBooks advise for each code, and what we make of it. */
const ADVISED: readonly (readonly [action: string, disposition: string, codes: string])[] = [
  ['ok', 'done', '0 600'],
  ['ok-empty', 'nothing-found', '1'],
  ['ok-log', 'done-with-warning', '530 531 550 560 570'],
  // Exists and is not shown: no proof of absence.
  ['ok-log', 'partly-shown', '501'],
  ['not-found', 'partly-shown', '510'],
  ['not-found', 'partly-found', '500'],
  ['retry-later', 'try-later', '1000 1010 3173 3175 3176'],
  ['retry-as-is', 'not-executed', '3231'],
  ['restart-iterator', 'restart-iterator', '3391'],
  ['recover', 'recover', '3230 9001 9002 9003 9005'],
  ['requery-by-name', 'stale-id', '3000 3120 3121'],
  ['requery-then-retry', 'stale-edit-sequence', '3177 3200 3240'],
  ['lookup-existing', 'look-up-existing', '3100 3101'],
  ['create-dependency', 'missing-reference', '3130 3140'],
  ['fix-data', 'stop: unusable-text', '3070 3080 3090 3205'],
  ['needs-human', 'stop: single-user', '3162'],
  ['needs-human', 'stop: missing-permission', '3260 3261 3262 3263'],
  ['permanent-capability', 'stop: missing-feature', '1030 3250'],
  ['permanent-business', 'stop: closed-period', '3161 3171'],
  ['permanent-business', 'stop: missing-account', '3270'],
  ['permanent-business', 'stop: business-rule', '3160 3163 3164 3165 3185 3210 3280'],
  // Without words that say more.
  ['by-message', 'stop: business-rule', '3170 3172 3180 3220'],
  ['permanent-bug', 'stop: our-bug', '1060 2000-2999 3010 3020 3030 3031 3035 3040 3045 3050'],
  ['permanent-bug', 'stop: our-bug', '3060 3065 3085 3110 3150 3151 3152 3153 3190 3290'],
  ['permanent-bug', 'stop: our-bug', '9004 9100-9199'],
]

/** A range by its ends and its middle. */
function codesIn(codes: string): readonly number[] {
  return codes.split(' ').flatMap((code) => {
    const [from = 0, to = from] = code.split('-').map(Number)
    return from === to ? [from] : [from, Math.floor((from + to) / 2), to]
  })
}

describe('every known statusCode is disposed of as advised', () => {
  test.each(ADVISED)('%s: %s', (_, disposition, codes) => {
    const found = codesIn(codes).map((code) => [code, disposed(code)])
    expect(found).toEqual(codesIn(codes).map((code) => [code, disposition]))
  })
})

test('no code is disposed of without advice', () => {
  const advised = ADVISED.flatMap(([, , codes]) => codesIn(codes))
  expect(Object.keys(STATUS).filter((code) => !advised.includes(Number(code)))).toEqual([])
})

test.skipIf(!HAS_REFERENCE)(`the advice is our notes’, code by code${WITHOUT_REFERENCE}`, () => {
  const noted = facts('qbxml-status-codes').map(({ code, action }) => `${code} ${action}`)
  const advised = ADVISED.flatMap(([action, , codes]) =>
    codes.split(' ').map((code) => `${code} ${action}`),
  )
  expect(advised.toSorted()).toEqual(noted.toSorted())
})

test('a refusal stays one, whatever severity QuickBooks gives it', () => {
  // A real one, which came with severity Info.
  expect(disposed(3210, 'You cannot pay more than the amount due.')).toBe('stop: business-rule')
})

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
    expect(disposed(code, 'It failed to acquire the lock.')).toBe('try-later')
    expect(disposed(code, 'The list element is in use.')).toBe('try-later')
    expect(disposed(code, 'The name "X" is already in use.')).toBe('look-up-existing')
    expect(disposed(code, 'The name "X" already exists.')).toBe('look-up-existing')
    expect(disposed(code, 'You must specify a tax agency.')).toBe('stop: business-rule')
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
