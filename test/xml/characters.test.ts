import { describe, expect, test } from 'bun:test'
import { withoutIllegalCharacters } from '../../worker/xml/characters.ts'

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
