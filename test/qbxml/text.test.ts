import { describe, expect, test } from 'bun:test'
import { quickBooksLine, quickBooksText } from '../../worker/qbxml/text.ts'
import { firstBeyondWindows1252 } from '../../worker/text/windows-1252.ts'
import { randomFrom, randomText } from '../xml/random-text.ts'

const SEED = 20_261_128

describe('text QuickBooks can hold stays as it is', () => {
  test.each(['José Ångström-Weiß', '“Quoted” – it’s 5 €…', 'naïve ½ ÿ Œ ™', 'two\nlines'])(
    '%j',
    (text) => {
      expect(quickBooksText(text)).toEqual({ text, lost: false })
    },
  )
})

describe('what it cannot hold is spelled as near as possible, and said to be lost', () => {
  test.each([
    ['Łukasz Żółć', 'Lukasz Zólc'],
    ['Юлия', 'Yuliya'],
    ['Ελένη', 'Eleni'],
    ['İstanbul', 'Istanbul'],
    ['ﬁne', 'fine'],
    ['ＡＢＣ', 'ABC'],
    ['Đorđe', 'Dorde'],
    ['北京', '??'],
    ['Party 🎉', 'Party'],
    ['👩‍👩‍👧 family', 'family'],
    ['🇩🇪 Berlin', 'Berlin'],
    ['a\u200Bb', 'ab'],
    ['x̌', 'x'],
  ])('%s becomes %s', (text, expected) => {
    expect(quickBooksText(text)).toEqual({ text: expected, lost: true })
  })
})

describe('blanks, breaks and controls are tidied without a word', () => {
  test.each([
    ['composed where possible', 'Jose\u0301', 'José'],
    ['trimmed as QuickBooks trims', '  a  ', 'a'],
    ['one kind of line end', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['no blanks before a line end', 'a  \nb', 'a\nb'],
    ['tabs and odd spaces are blanks', 'a\tb\u00A0c\u2003d', 'a b c d'],
    ['no control characters', 'a\u0000\u0007\u0080b', 'ab'],
  ])('%s', (_, text, expected) => {
    expect(quickBooksText(text)).toEqual({ text: expected, lost: false })
  })
})

test('a one-line field has one line', () => {
  expect(quickBooksLine('a\r\n\nb')).toEqual({ text: 'a b', lost: false })
})

test('whatever comes out fits Windows-1252, for every character there is', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const { text } = quickBooksText(`a${String.fromCodePoint(code)}b`)
    if (firstBeyondWindows1252(text) !== null) {
      throw new Error(`U+${code.toString(16)} became ${text}`)
    }
  }
})

test('spelling twice changes nothing more', () => {
  for (const text of ['Łukasz 🎉 北京', 'Юлия  \n x', '½ﬁ']) {
    const once = quickBooksText(text).text
    expect(quickBooksText(once)).toEqual({ text: once, lost: false })
  }
})

test('every character is read alike in a text that needs nothing and in one that is tidied', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const text = `a${String.fromCodePoint(code)}b`
    const whole = quickBooksText(text)
    const tidied = quickBooksText(` ${text}`)
    if (whole.text !== tidied.text || whole.lost !== tidied.lost) {
      throw new Error(`U+${code.toString(16)}: ${JSON.stringify([whole, tidied])}`)
    }
  }
})

test(`a blank in front of a text changes nothing (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let count = 0; count < 20_000; count += 1) {
    const text = randomText(random)
    expect(quickBooksText(text)).toEqual(quickBooksText(` ${text}`))
    expect(quickBooksLine(text)).toEqual(quickBooksLine(` ${text}`))
  }
})
