import { expect, test } from 'bun:test'
import { plainText } from '../../worker/books/plain-text.ts'
import { quickBooksLine } from '../../worker/qbxml/text.ts'
import { firstBeyondWindows1252, windows1252 } from '../../worker/text/windows-1252.ts'

test('what the books measured is what arrives: the wire changes nothing more, in any character', () => {
  for (let code = 0; code <= 0x10_ff_ff; code += 1) {
    const { text } = plainText(`a${String.fromCodePoint(code)}b`)
    const sent = quickBooksLine(text)
    if (sent.text !== text || sent.lost) {
      throw new Error(`U+${code.toString(16)}: ${JSON.stringify([text, sent])}`)
    }
  }
})

test('a script nobody spells becomes question marks, a picture nothing, a letter its nearest', () => {
  expect(windows1252('漢字')).toBe('??')
  expect(windows1252('Tee 👕')).toBe('Tee ')
  expect(windows1252('Žluťoučký kůň, 5 € – “x”')).toBe('Žlutoucký kun, 5 € – “x”')
  expect(firstBeyondWindows1252('5 € – “x”')).toBeNull()
  expect(firstBeyondWindows1252('a漢')).toBe('漢')
})
