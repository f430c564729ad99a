import { expect, test } from 'bun:test'
import { CHANGES_MAX, decodeEnvelope } from '../../worker/woo/changes.ts'
import { fieldSentence, isFieldProblem } from '../../worker/woo/field-problem.ts'
import { formatSubject, parseSubject } from '../../worker/woo/subject.ts'

const SHOP = {
  url: 'https://shop.example',
  timeZone: 'Europe/Lisbon',
  currency: 'EUR',
  decimals: 2,
  pricesIncludeTax: true,
  taxRoundedAt: 'line',
  woocommerce: '11.0.1',
  wordpress: '7.1',
  php: '8.2.33',
  plugin: '1.0.0',
} as const

const CHANGE = { subject: 'order:1042', generation: 7, event: 'changed', snapshot: { id: 1042 } }

function envelope(changes: readonly unknown[], more: object = {}) {
  return { protocol: 1, epoch: '9f2c', outcomesAfter: null, shop: SHOP, changes, ...more }
}

function sentenceOf(json: unknown): string | null {
  const decoded = decodeEnvelope(json)
  return isFieldProblem(decoded) ? fieldSentence(decoded) : null
}

test('an envelope is read with its changes in order and their snapshots undecoded', () => {
  const deleted = { subject: 'customer:3', generation: 8, event: 'deleted' }
  expect(decodeEnvelope(envelope([{ ...CHANGE, refunds: [] }, deleted]))).toEqual({
    epoch: '9f2c',
    outcomesAfter: null,
    shop: SHOP,
    changes: [
      { kind: 'change', ...CHANGE, event: 'changed', refunds: [] },
      {
        kind: 'change',
        subject: 'customer:3',
        generation: 8,
        event: 'deleted',
        snapshot: undefined,
        refunds: undefined,
      },
    ],
  })
})

test('an empty envelope is a question for outcomes', () => {
  expect(sentenceOf(envelope([]))).toBeNull()
})

test('what is not of this form names the field', () => {
  const { url: _, ...nowhere } = SHOP
  expect(sentenceOf('hello')).toBe('This change: expected the changes of a shop, got "hello"')
  expect(sentenceOf(envelope([], { protocol: 2 }))).toBe('protocol: expected 1, got 2')
  expect(sentenceOf(envelope([], { epoch: '' }))).toBe(
    'epoch: expected a text that is not empty, got ""',
  )
  expect(sentenceOf(envelope([], { shop: nowhere }))).toBe(
    'shop.url: expected a value, got nothing',
  )
  expect(sentenceOf(envelope([], { shop: { ...SHOP, currency: 'euro' } }))).toBe(
    'shop.currency: expected a currency such as "USD", got "euro"',
  )
  expect(sentenceOf({ ...envelope([]), changes: {} })).toBe(
    'changes: expected a list of changes, got an object',
  )
})

test('a change that cannot be named makes the envelope unreadable', () => {
  expect(sentenceOf(envelope([CHANGE, { ...CHANGE, generation: '8' }]))).toBe(
    'changes[1].generation: expected a whole number, got "8"',
  )
  expect(sentenceOf(envelope([null]))).toBe('changes[0]: expected a change, got null')
})

test('one bad change refuses itself only', () => {
  const changes = [CHANGE, { ...CHANGE, event: 'gone' }, { ...CHANGE, subject: 'coupon:3' }]
  const decoded = decodeEnvelope(envelope(changes))
  if (isFieldProblem(decoded)) {
    throw new Error(fieldSentence(decoded))
  }
  const [good, event, subject] = decoded.changes
  expect(good?.kind).toBe('change')
  expect(event).toMatchObject({
    kind: 'unreadable-change',
    subject: 'order:1042',
    generation: 7,
    problem: { field: 'event', expected: '"changed", "deleted" or "pushed"', got: '"gone"' },
  })
  expect(subject).toMatchObject({ kind: 'unreadable-change', subject: 'coupon:3' })
})

test('one change more than the limit is too many', () => {
  const changes = Array.from({ length: CHANGES_MAX }, () => CHANGE)
  expect(sentenceOf(envelope(changes))).toBeNull()
  expect(sentenceOf(envelope([...changes, CHANGE]))).toBe(
    'changes: expected at most 100 changes, got a list',
  )
})

test('a subject is a kind and an ID, and prints as it was read', () => {
  for (const text of ['order:1042', 'product:1', 'variation:31', 'customer:812']) {
    const subject = parseSubject(text)
    expect(subject).not.toBeNull()
    expect(subject && formatSubject(subject)).toBe(text)
  }
})

test('what a shop does not have is no subject', () => {
  const others = ['order', 'order:', 'order:0', 'order:01', 'order:1.5', 'coupon:1', 'ORDER:1']
  for (const text of [...others, 'order:1042 ', 'order:9999999999999999', '__proto__:1']) {
    expect(parseSubject(text)).toBeNull()
  }
})
