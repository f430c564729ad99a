import { expect, test } from 'bun:test'
import { hashHex } from '../../worker/books/customer-name.ts'
import { wrapped } from '../../worker/books/fitted-text.ts'
import { plainText } from '../../worker/books/plain-text.ts'
import { randomFrom, randomText } from '../xml/random-text.ts'

const SEED = 20_261_127
const TEXTS = 20_000
/** A million characters, on a machine that does other things. */
const TIMEOUT_MS = 60_000

test(
  'every character is read alike in a text that needs nothing and in one that is tidied',
  () => {
    for (let code = 0; code <= 0x10_ff_ff; code += 1) {
      const text = `a${String.fromCodePoint(code)}b`
      const plain = plainText(text)
      const tidied = plainText(` ${text}`)
      if (plain.text !== tidied.text || plain.isAltered !== tidied.isAltered) {
        throw new Error(`U+${code.toString(16)}: ${JSON.stringify([plain, tidied])}`)
      }
    }
  },
  TIMEOUT_MS,
)

test(`a blank in front of a text changes nothing (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let count = 0; count < TEXTS; count += 1) {
    const text = randomText(random)
    expect(plainText(text)).toEqual(plainText(` ${text}`))
    const lengthMax = 1 + random(12)
    expect(wrapped(text, lengthMax)).toEqual(wrapped(` ${text}`, lengthMax))
  }
})

test(`the hash of a text is FNV-1a with 64 bits (seed ${SEED})`, () => {
  // From the test vectors of the algorithm's authors.
  expect(hashHex('')).toBe('cbf29ce484222325')
  expect(hashHex('foobar')).toBe('85944171f73967e8')
  const random = randomFrom(SEED)
  for (let count = 0; count < TEXTS / 10; count += 1) {
    const text = randomText(random)
    const bytes = [...new TextEncoder().encode(text)]
    const hash = bytes.reduce(
      (before, byte) => BigInt.asUintN(64, (before ^ BigInt(byte)) * 0x1_00_00_00_01_b3n),
      0xcb_f2_9c_e4_84_22_23_25n,
    )
    expect(hashHex(text)).toBe(hash.toString(16).padStart(16, '0'))
  }
})
