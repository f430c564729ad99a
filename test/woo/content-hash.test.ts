import { expect, test } from 'bun:test'
import { payloadRead } from '../../worker/books/order-field.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { canonicalJSON } from '../../worker/woo/canonical-json.ts'
import { contentHash, contentText } from '../../worker/woo/content-hash.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeRefunds } from '../../worker/woo/refund.ts'
import type { Refund } from '../../worker/woo/refund.ts'
import { changed } from '../books/changed-settings.ts'
import { corpusJSON, readOrder } from './corpus.ts'

const ORDER = corpusJSON('orders/refund-partial-line.json')

function text(json: unknown, refunds: readonly Refund[] = []): string {
  return contentText({ snapshot: readOrder(json), refunds })
}

function readRefunds(...names: readonly string[]): readonly Refund[] {
  const refunds = decodeRefunds(names.map((name) => corpusJSON(`refunds/${name}.json`)))
  if (refunds === undefined || isFieldProblem(refunds)) {
    throw new Error('The corpus has unreadable refunds')
  }
  return refunds
}

test('a save that changed only the time of change is no news', () => {
  const saved = {
    ...ORDER,
    date_modified: '2027-01-01T00:00:00',
    date_modified_gmt: '2027-01-01T00:00:00',
  }
  expect(text(saved)).toBe(text(ORDER))
})

test('the order of a payload’s keys is no news', () => {
  expect(text(Object.fromEntries(Object.entries(ORDER).toReversed()))).toBe(text(ORDER))
})

test('a field that the books do not read is no news', () => {
  expect(text({ ...ORDER, customer_user_agent: 'x', order_key: 'y', cart_hash: 'z' })).toBe(
    text(ORDER),
  )
})

test('a field that the owner’s choices look at is news, and no other', () => {
  const when = [{ field: 'payload:customer_user_agent', test: 'contains', value: 'bot' }]
  const settings = changed(DEFAULT_SETTINGS, 'documentRules', [{ when, becomes: 'hold' }])
  const read = (json: unknown) => {
    const snapshot = readOrder(json)
    return contentText({ snapshot, refunds: [], alsoRead: payloadRead(snapshot, settings) })
  }
  expect(read({ ...ORDER, customer_user_agent: 'x' })).not.toBe(read(ORDER))
  expect(read({ ...ORDER, cart_hash: 'z' })).toBe(read(ORDER))
})

test('so is what stands in the braces of a text, and the shipping method by its instance', () => {
  const shipping = {
    shipViaByMethod: { 'flat_rate:3': 'UPS' },
    other: 'UA {payload:customer_note}',
  }
  const fields = { ...DEFAULT_SETTINGS.documentFields, ...shipping }
  const read = payloadRead(readOrder(ORDER), { ...DEFAULT_SETTINGS, documentFields: fields })
  expect(Object.keys(read ?? {})).toEqual([
    'payload:customer_note',
    'payload:shipping_lines.method_id',
    'payload:shipping_lines.instance_id',
  ])
})

test('a changed total, status or refund is news', () => {
  expect(text({ ...ORDER, total: '1.00' })).not.toBe(text(ORDER))
  expect(text({ ...ORDER, status: 'completed' })).not.toBe(text(ORDER))
  expect(text(ORDER, readRefunds('amount-only-no-lines'))).not.toBe(text(ORDER))
})

test('refunds are the same in whatever order they come', () => {
  const [first, second] = ['amount-only-no-lines', 'shipping-with-tax'] as const
  expect(text(ORDER, readRefunds(first, second))).toBe(text(ORDER, readRefunds(second, first)))
})

test('the hash is 64 hex characters, and equal for equal content', async () => {
  const content = { snapshot: readOrder(ORDER), refunds: [] }
  expect(await contentHash(content)).toMatch(/^[0-9a-f]{64}$/)
  expect(await contentHash(content)).toBe(await contentHash({ ...content }))
  expect(await contentHash({ snapshot: null, refunds: [] })).not.toBe(await contentHash(content))
})

test('canonical JSON sorts keys at every depth and keeps lists as they are', () => {
  expect(canonicalJSON({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
  const odd = '{"10":{"__proto__":[1,{"b":2,"a":3}]},"9":"é"}'
  expect(canonicalJSON(JSON.parse(odd))).toBe('{"9":"é","10":{"__proto__":[1,{"a":3,"b":2}]}}')
})
