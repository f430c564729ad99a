import { expect, test } from 'bun:test'
import { textDigest } from '../../worker/text/digest.ts'

test('a text has one digest of 16 hex digits', () => {
  expect(textDigest('Order 1042')).toMatch(/^[0-9a-f]{16}$/)
  expect(textDigest('Order 1042')).toBe(textDigest(['Order', '1042'].join(' ')))
})

test('texts that differ in one character anywhere have different digests', () => {
  const text = '{"billing":{"address_1":"1 Main St","city":"Reno"},"total":"54.30"}'
  const changed = Array.from(
    text,
    (one, at) => `${text.slice(0, at)}${one === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`,
  )
  const cut = Array.from(text, (_, at) => text.slice(0, at))
  const digests = [text, ...changed, ...cut].map(textDigest)
  expect(new Set(digests).size).toBe(new Set([text, ...changed, ...cut]).size)
})

test('characters that change places, or that lie far apart in Unicode, are told apart', () => {
  const texts = ['ab', 'ba', 'a', 'b', '', 'a\u0000', '\u0000a', '漢', '字', 'é', 'e\u0301']
  expect(new Set(texts.map(textDigest)).size).toBe(texts.length)
})

test('a hundred thousand numbers have as many digests', () => {
  const digests = Array.from({ length: 100_000 }, (_, at) => textDigest(`"total":"${at}"`))
  expect(new Set(digests).size).toBe(100_000)
})
