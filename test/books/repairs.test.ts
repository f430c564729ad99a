import { expect, test } from 'bun:test'
import { changeSetting } from '../../worker/books/parse-settings.ts'
import { namesInSettings, repairedSettings } from '../../worker/books/repaired-settings.ts'
import { repairWords } from '../../worker/books/repair-words.ts'
import { repairName } from '../../worker/books/repair.ts'
import { repairNamed, REPAIRS } from '../../worker/books/repairs.ts'
import type { ProblemCode } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { EXAMPLES } from './problem-examples.ts'

const CODES = Object.keys(EXAMPLES) as ProblemCode[]
const ALL = CODES.flatMap((code) => REPAIRS[code].map((repair) => ({ code, repair })))

/** Reviewed: they hold no entry, or only a person at the computer can do anything. */
const WITHOUT: Partial<Record<ProblemCode, string>> = {
  'snapshot-too-large': 'refused at the door: nothing is held',
  'status-not-sent': 'left out, not held',
  'before-start-date': 'left out, not held',
  'taken-off-list': 'a person did it',
  'before-first-order': 'left out, not held',
  'unfinished-order': 'left out, not held',
  'unknown-deletion': 'left out, not held',
  'kind-not-sent': 'left out, not held',
  'customer-not-in-books': 'left out, not held',
  'taken-out-of-books': 'what the shop wanted was done',
  'quickbooks-too-old': 'an installation',
  'nothing-moves': 'the next update tries by itself',
  'web-connector-silent': 'the Web Connector is started',
}

test('every problem has a button, or was reviewed to have none', () => {
  const without = CODES.filter((code) => REPAIRS[code].length === 0)
  expect(without.toSorted()).toEqual(Object.keys(WITHOUT).toSorted() as ProblemCode[])
})

test('the table has every problem, and each of its buttons once', () => {
  expect(Object.keys(REPAIRS).toSorted()).toEqual(CODES.toSorted())
  for (const code of CODES) {
    const names = REPAIRS[code].map(repairName)
    expect([code, new Set(names).size]).toEqual([code, names.length])
  }
})

test('a button is found by its name, and only where its problem has it', () => {
  for (const { code, repair } of ALL) {
    expect(repairNamed(code, repairName(repair))).toBe(repair)
  }
  expect(repairNamed('period-closed', 'push')).toBeNull()
  expect(repairNamed('constructor', 'send-again')).toBeNull()
})

test('a setting that a button sets is one, and takes the value', () => {
  for (const { repair } of ALL) {
    if (repair.kind === 'set-setting') {
      const { key, value } = repair
      expect([key, changeSetting(DEFAULT_SETTINGS, { key, value }).kind]).toEqual([key, 'settings'])
    }
  }
})

test('what may make a second document, or writes over somebody’s hand, asks first', () => {
  const kinds = [
    'push',
    'adopt-document',
    'let-it-stand',
    'verify-books',
    'pin-company-again',
    'new-password',
    'begin-afresh',
  ]
  for (const { repair } of ALL.filter((one) => kinds.includes(one.repair.kind))) {
    expect(repairWords(repair).warning).not.toBeNull()
  }
})

test('an entry of which nobody knows what QuickBooks did cannot be marked as done while a twin may be there', () => {
  expect(REPAIRS['near-match'].map(({ kind }) => kind)).toEqual(['adopt-document', 'push'])
})

test('the words of a button are an owner’s', () => {
  for (const { repair } of ALL) {
    const { label, warning } = repairWords(repair)
    expect(label).toMatch(/^[A-Z][^.]*$/)
    expect(warning ?? 'It does.').toMatch(/^[A-Z].*\.$/)
    expect(`${label} ${warning}`).not.toMatch(/\b(queue|TxnID|ListID|qbXML|mirror|error)\b/)
  }
})

const NAMED: Settings = {
  ...DEFAULT_SETTINGS,
  mapping: {
    ...DEFAULT_SETTINGS.mapping,
    items: { 'TEE-001': 'Clothing:Tee', 'TEE-002': 'Clothing:Tee' },
    fees: { 'Gift wrap': 'Wrap' },
    accounts: { ...DEFAULT_SETTINGS.mapping.accounts, income: 'Old Sales', tips: 'Tips' },
  },
}
const HELD = { orders: [], settings: NAMED, taxes: null }

test('an account takes the place of another wherever that is named, and of no other', () => {
  expect(namesInSettings(NAMED, 'other-account')).toEqual(['Old Sales', 'Tips'])
  const chosen = { name: 'Sales', instead: 'Old Sales' }
  const after = repairedSettings(
    { kind: 'choose', choice: 'other-account' },
    { held: HELD, chosen },
  )
  expect(after?.mapping.accounts).toMatchObject({ income: 'Sales', tips: 'Tips' })
  expect(after?.mapping.items).toEqual(NAMED.mapping.items)
})

test('an item takes the place of another wherever that is named', () => {
  const chosen = { name: 'Tee', instead: 'Clothing:Tee' }
  const after = repairedSettings({ kind: 'choose', choice: 'other-item' }, { held: HELD, chosen })
  expect(after?.mapping.items).toEqual({ 'TEE-001': 'Tee', 'TEE-002': 'Tee' })
  expect(after?.mapping.fees).toEqual({ 'Gift wrap': 'Wrap' })
})

test('without a name to give way nothing is changed', () => {
  const chosen = { name: 'Tee', instead: '' }
  const repair = { kind: 'choose', choice: 'other-item' } as const
  expect(repairedSettings(repair, { held: HELD, chosen })).toBeNull()
})
