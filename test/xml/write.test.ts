import { describe, expect, test } from 'bun:test'
import { parseXml } from '../../worker/xml/parse.ts'
import { asciiXml, escapeAttribute, escapeText } from '../../worker/xml/write.ts'
import { processingInstruction, utf8Xml } from '../../worker/xml/write.ts'
import { randomFrom, randomText } from './random-text.ts'

const SEED = 20_261_129

const EVERYTHING = `& < > " ' é € 🎉 ]]> &amp; a\tb\nc\rd`

describe('escaping', () => {
  test('for the Web Connector only & < > are escaped, as its own writer does', () => {
    expect(escapeText(`& < > " ' é 🎉`, 'utf8')).toBe(`&amp; &lt; &gt; " ' é 🎉`)
  })

  test('for QuickBooks all five are escaped and the rest of the world is numbers', () => {
    // é is U+00E9 = 233; the party popper is U+1F389 = 127881, one reference and not two.
    expect(escapeText(`& < > " ' é 🎉\n`, 'ascii')).toBe(
      '&amp; &lt; &gt; &quot; &apos; &#233; &#127881;&#10;',
    )
  })

  test('line breaks in an attribute are references, or a reader would make them blanks', () => {
    expect(escapeAttribute('a"\n\t\r', 'utf8')).toBe('a&quot;&#10;&#9;&#13;')
    expect(escapeAttribute('a"\n\t\r', 'ascii')).toBe('a&quot;&#10;&#9;&#13;')
  })

  test.each(['utf8', 'ascii'] as const)('characters XML forbids never come out (%s)', (charset) => {
    expect(escapeText('a\u0000\u000B\uFFFE\uD83Cb', charset)).toBe('ab')
    expect(escapeAttribute('a\u0001\uDF89b', charset)).toBe('ab')
  })
})

test(`a forbidden character anywhere changes nothing of the rest (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let count = 0; count < 20_000; count += 1) {
    const text = randomText(random)
    for (const charset of ['utf8', 'ascii'] as const) {
      expect(escapeText(`\u0001${text}`, charset)).toBe(escapeText(text, charset))
      expect(escapeAttribute(`${text}\u0001`, charset)).toBe(escapeAttribute(text, charset))
    }
  }
})

test(`each character is escaped by itself (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  for (let count = 0; count < 2_000; count += 1) {
    const text = randomText(random)
    for (const charset of ['utf8', 'ascii'] as const) {
      const apart = Array.from(text, (character) => escapeText(character, charset))
      expect(escapeText(text, charset)).toBe(apart.join(''))
    }
  }
})

describe('elements', () => {
  test('an element without content closes itself', () => {
    expect(utf8Xml.element('hresult', {}, '')).toBe(utf8Xml.element('hresult', {}, []))
    expect<string>(utf8Xml.element('hresult', {}, '')).toBe('<hresult />')
  })

  test('children stand inside as they are, text is escaped', () => {
    const memo = asciiXml.element('Memo', {}, 'é & co')
    expect<string>(asciiXml.element('Add', { requestID: '"1"' }, [memo, memo])).toBe(
      '<Add requestID="&quot;1&quot;"><Memo>&#233; &amp; co</Memo><Memo>&#233; &amp; co</Memo></Add>',
    )
  })

  test('a processing instruction carries its version', () => {
    expect<string>(processingInstruction('qbxml', { version: '13.0' })).toBe(
      '<?qbxml version="13.0"?>',
    )
  })

  test.each([utf8Xml, asciiXml])('what is written is what is read', (xml) => {
    const inner = xml.element('b', { c: EVERYTHING }, EVERYTHING)
    expect(parseXml(xml.element('a', {}, [inner]))).toMatchObject({
      children: [{ text: EVERYTHING, attributes: { c: EVERYTHING } }],
    })
  })
})
