import { describe, expect, test } from 'bun:test'
import { hasIllegalCharacter, withoutIllegalCharacters } from '../../worker/xml/characters.ts'
import { withoutIllegalRawCharacters } from '../../worker/xml/characters.ts'
import { randomFrom, randomText } from './random-text.ts'

const SEED = 20_261_130

describe('characters XML forbids are taken out before parsing', () => {
  test.each([
    ['controls', 'a\u0000\u0001\u000B\u001Fb', 'ab'],
    ['the non-characters', 'a\uFFFE\uFFFFb', 'ab'],
    ['lone surrogates', 'a\uD83Cb\uDF89c', 'abc'],
    ['references to controls', 'a&#0;&#x1;&#xB;&#11;&#x1f;b', 'ab'],
    ['references to non-characters', 'a&#xFFFE;&#65535;b', 'ab'],
    ['references to surrogates', 'a&#xD83C;&#xDF89;b', 'ab'],
    ['references beyond Unicode', 'a&#x110000;&#99999999999999999999;b', 'ab'],
  ])('%s', (_, text, expected) => {
    expect(withoutIllegalCharacters(text)).toBe(expected)
  })

  test('everything legal stays as it is', () => {
    const text = '<a b="&#9;&#10;&#13;&#233;&#x1F389;">\t\r\né🎉\uE000\uFFFD&amp;&unknown;&#;</a>'
    expect(withoutIllegalCharacters(text)).toBe(text)
  })
})

test(`one more forbidden character changes nothing of the rest (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let count = 0; count < 20_000; count += 1) {
    const text = randomText(random)
    expect(withoutIllegalCharacters(`\u0001${text}`)).toBe(withoutIllegalCharacters(text))
    expect(withoutIllegalRawCharacters(`\u0001${text}`)).toBe(withoutIllegalRawCharacters(text))
    expect(hasIllegalCharacter(text)).toBe(withoutIllegalRawCharacters(text) !== text)
  }
})

test('every character is told apart as the Char production of XML 1.0 does', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const isLegal =
      code === 0x9 ||
      code === 0xa ||
      code === 0xd ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000
    if (hasIllegalCharacter(String.fromCodePoint(code)) === isLegal) {
      throw new Error(`U+${code.toString(16)}`)
    }
  }
})
