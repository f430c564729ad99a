import { describe, expect, test } from 'bun:test'
import { diagnoseHresult, HRESULTS, isWorthAnotherTry } from '../../worker/qbxml/hresult.ts'
import { WEB_CONNECTOR_CODES } from '../../worker/qbxml/web-connector-code.ts'
import { HAS_REFERENCE, referenceText, WITHOUT_REFERENCE } from './reference-material.ts'

type Facts = { readonly codes: readonly { code: string; hresult: string; action: string }[] }

function facts(file: string): Facts['codes'] {
  return (JSON.parse(referenceText(`protocol/facts/${file}.json`)) as Facts).codes
}

/**
 * Our notes' advice, whether the next update usually finds it gone, and whether trying the open
 * company file once more can help at once.
 */
const ADVISED: readonly (readonly [string, string, 'passes' | 'stays', 'try' | 'person'])[] = [
  ['0x80040154', 'needs-human', 'stays', 'person'],
  ['0x80040308', 'needs-human', 'stays', 'person'],
  ['0x80040400', 'permanent-bug (drop this request, do not loop)', 'stays', 'person'],
  ['0x80040401', 'retry-later', 'passes', 'try'],
  ['0x80040402', 'retry-later', 'passes', 'try'],
  ['0x80040403', 'retry-later', 'passes', 'try'],
  ['0x80040404', 'permanent-capability', 'stays', 'person'],
  // A bad path stays; the open file needs none.
  ['0x80040406', 'needs-human', 'stays', 'try'],
  ['0x80040408', 'retry-later', 'passes', 'try'],
  ['0x8004040A', 'retry-later/needs-human', 'passes', 'try'],
  ['0x8004040D', 'retry-later (new session)', 'passes', 'try'],
  // Somebody has to switch the mode, open a file or close a QuickBooks.
  ['0x80040410', 'retry-later', 'passes', 'person'],
  ['0x80040414', 'retry-later', 'passes', 'try'],
  ['0x80040416', 'retry-later or return the path', 'passes', 'person'],
  ['0x80040417', 'retry-later or return the path', 'passes', 'person'],
  ['0x80040418', 'needs-human', 'stays', 'person'],
  ['0x8004041A', 'needs-human', 'stays', 'person'],
  ['0x8004041D', 'needs-human', 'stays', 'person'],
  ['0x8004041F', 'permanent-capability', 'stays', 'person'],
  ['0x80040420', 'needs-human', 'stays', 'person'],
  ['0x80040421', 'by-message', 'stays', 'person'],
  ['0x80040422', 'retry-later', 'passes', 'try'],
  ['0x80040424', 'retry-later', 'passes', 'try'],
  ['0x80040438', 'retry-later', 'passes', 'person'],
]

const WEB_CONNECTOR_NUMBERS = [
  1000, 1001, 1002, 1003, 1004, 1010, 1012, 1013, 1014, 1026, 1036, 1037, 1039, 1040, 1041, 1042,
  1043, 1044, 1045, 1046, 1048, 1051,
]

describe('every known HRESULT has a cause and steps that agree with the advice', () => {
  test.each(ADVISED)('%s: %s, %s, %s', (hresult, action, stay, next) => {
    expect(diagnoseHresult(hresult, 'QuickBooks’ own words')).toMatchObject({
      kind: 'known',
      hresult,
      passes: stay === 'passes',
    })
    expect(action.startsWith('retry-later')).toBe(stay === 'passes')
    expect(isWorthAnotherTry(hresult)).toBe(next === 'try')
  })
})

test('no HRESULT is diagnosed without advice', () => {
  expect(Object.keys(HRESULTS).toSorted()).toEqual(ADVISED.map(([hresult]) => hresult).toSorted())
})

test.skipIf(!HAS_REFERENCE)(`the advice is our notes’, one by one${WITHOUT_REFERENCE}`, () => {
  const noted = facts('hresults').map(({ hresult, action }) => [hresult, action])
  expect(ADVISED.map(([hresult, action]) => [hresult, action])).toEqual(noted)
})

test('every code of the Web Connector has a cause and steps', () => {
  const codes = WEB_CONNECTOR_NUMBERS.map((number) => `QBWC${number}`)
  expect(Object.keys(WEB_CONNECTOR_CODES).toSorted()).toEqual(codes)
})

test.skipIf(!HAS_REFERENCE)(
  `the Web Connector’s codes are those of our notes${WITHOUT_REFERENCE}`,
  () => {
    const noted = facts('qbwc-error-codes').map(({ code }) => code)
    expect(WEB_CONNECTOR_NUMBERS.map((number) => `QBWC${number}`)).toEqual(noted)
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
  // 0x8004041D is 2147746845, less 2³².
  const denied = ['0x8004041d', '8004041D', '-2147220451']
  expect(denied.map((spelling) => isWorthAnotherTry(spelling))).toEqual(denied.map(() => false))
})

test('an unknown HRESULT keeps QuickBooks’ own words and is tried once more', () => {
  expect(diagnoseHresult('0x8004FFFF', 'Something new.')).toEqual({
    kind: 'unknown',
    hresult: '0x8004FFFF',
    message: 'Something new.',
  })
  expect(isWorthAnotherTry('0x8004FFFF')).toBe(true)
})
