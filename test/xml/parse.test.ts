import { describe, expect, test } from 'bun:test'
import { child, childrenNamed, childText, parseXml } from '../../worker/xml/parse.ts'
import type { XmlElement } from '../../worker/xml/parse.ts'
import { DEPTH_MAX } from '../../worker/xml/well-formed.ts'
import { randomFrom } from './random-text.ts'

const SEED = 20_261_131
const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#38;': '&',
  '&#x3C;': '<',
  '&#x1F389;': '🎉',
}

describe('what is sent is what is read', () => {
  test.each(['00042', '1e5', '0x1F', 'true', ' 9.90 ', '\t', 'a\r\nb\rc\nd', ']]', 'a > b'])(
    'the text %j stays that text',
    (text) => {
      expect(root(`<Memo>${text}</Memo>`).text).toBe(text)
    },
  )

  test('a reference is decoded once', () => {
    expect(root('<Memo>&amp;lt; &lt;&gt;&quot;&apos; &#233;&#x1F389;&amp;#233;</Memo>').text).toBe(
      '&lt; <>"\' é🎉&#233;',
    )
  })

  test(`references are decoded each by itself, whatever they spell together (seed ${SEED})`, () => {
    const random = randomFrom(SEED)
    const pieces = [...Object.keys(REFERENCES), 'amp;', 'lt;', '#38;', '#', ';', 'a']
    for (let count = 0; count < 5_000; count += 1) {
      const drawn = Array.from({ length: random(9) }, () => pieces[random(pieces.length)] ?? '')
      const expected = drawn.map((piece) => REFERENCES[piece] ?? piece).join('')
      expect(root(`<Memo a="${drawn.join('')}">${drawn.join('')}</Memo>`)).toMatchObject({
        attributes: { a: expected },
        text: expected,
      })
    }
  })

  test('a reference to a carriage return survives', () => {
    expect(root('<Memo>a&#13;&#10;b</Memo>').text).toBe('a\r\nb')
  })

  test('CDATA is text, and nothing in it is decoded', () => {
    expect(root('<Memo>a<![CDATA[<b>&amp;\r\n</b>]]>c<![CDATA[]]></Memo>').text).toBe(
      'a<b>&amp;\r\n</b>c',
    )
  })

  test('comments and processing instructions are passed over', () => {
    const document = `<?xml version="1.0" ?><!-- it's <!DOCTYPE not one> --><?qbxml version="13.0"?>
      <QBXML>a<!--> b -->c<?it isn't odd?>d</QBXML><!-- after -->\n`
    expect(root(document).text).toBe('acd')
  })

  test('a byte order mark is tolerated', () => {
    expect(root('\uFEFF<?xml version="1.0" encoding="utf-8"?><QBXML/>').name).toBe('QBXML')
  })

  test('children keep their order and blanks between them are layout', () => {
    const invoice = root('<Invoice>\n <A/>\n <B>1</B> <A>2</A>\n</Invoice>')
    expect(invoice.children.map(({ name, text }) => [name, text])).toEqual([
      ['A', ''],
      ['B', '1'],
      ['A', '2'],
    ])
    expect(invoice.text).toBe('')
  })

  test('attributes are read with both quotes, any blanks, and references decoded', () => {
    const { attributes } = root(`<Rs\n requestID = "1" statusMessage='a "b" &lt;&#13;>/'\t/>`)
    expect({ ...attributes }).toEqual({ requestID: '1', statusMessage: 'a "b" <\r>/' })
  })

  test('a prefix is kept in the name and left out of the local name', () => {
    const { name, localName } = root('<soap:Body/>')
    expect([name, localName]).toEqual(['soap:Body', 'Body'])
  })
})

describe('names from a prototype are names like any other', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

  test.each(names)('an element called %s', (name) => {
    const { children } = root(`<Ret><${name}>1</${name}><${name}/></Ret>`)
    expect(children.map((inner) => [inner.name, inner.text])).toEqual([
      [name, '1'],
      [name, ''],
    ])
  })

  test.each(names)('an attribute called %s', (name) => {
    expect(Object.entries(root(`<Ret ${name}="1"/>`).attributes)).toEqual([[name, '1']])
    expect(root('<Ret/>').attributes[name]).toBeUndefined()
  })
})

describe('readers', () => {
  const set = root('<Rs><q:A>1</q:A><B/><A>2</A></Rs>')

  test('a child is found by its local name, the first one first', () => {
    expect(child(set, 'A')?.name).toBe('q:A')
    expect(childrenNamed(set, 'A').map(({ text }) => text)).toEqual(['1', '2'])
  })

  test('an empty child and an absent child are told apart', () => {
    expect([childText(set, 'A'), childText(set, 'B'), childText(set, 'C')]).toEqual(['1', '', null])
    expect(child(set, 'C')).toBeNull()
    expect(childrenNamed(set, 'C')).toEqual([])
  })
})

describe('what does not hold is a problem, never a part of a tree', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['text', 'QuickBooks is busy'],
    ['text before the root', 'x<a/>'],
    ['text after the root', '<a/>x'],
    ['a second root', '<a/><b/>'],
    ['a second root after an end tag', '<a></a><a></a>'],
    ['CDATA outside the root', '<a/><![CDATA[x]]>'],
    ['a line break before the declaration', '\n<?xml version="1.0"?><a/>'],
    ['two declarations', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['a declaration with something else in it', '<?xml version="1.0" shop="1"?><a/>'],
    ['a declaration without a version', '<?xml encoding="utf-8"?><a/>'],
    ['an unclosed element', '<a><b></b>'],
    ['crossed elements', '<a><b></a></b>'],
    ['another case', '<Memo></memo>'],
    ['an end tag too many', '<a/></a>'],
    ['an end tag alone', '</a>'],
    ['an end tag with an attribute', '<a></a b="1">'],
    ['a torn start tag', '<a><b'],
    ['a torn attribute', '<a b="1'],
    ['a torn end tag', '<a></a'],
    ['an unclosed comment', '<a><!-- </a>'],
    ['a double dash in a comment', '<a><!-- -- --></a>'],
    ['an unclosed CDATA section', '<a><![CDATA[ </a>'],
    ['an unclosed instruction', '<a><?b </a>'],
    ['an instruction whose name does not end', '<a><?b"c?></a>'],
    ['the end of a CDATA section in text', '<a>]]></a>'],
    ['a bare &', '<a>Ana & Bo</a>'],
    ['a bare & in an attribute', '<a b="Ana & Bo"/>'],
    ['an unknown entity', '<a>&eacute;</a>'],
    ['a reference without an end', '<a>&amp</a>'],
    ['an empty reference', '<a>&#;</a>'],
    ['a reference to an illegal character', '<a>&#xB;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['an illegal character', '<a>\u000B</a>'],
    ['a lone surrogate', '<a>\uD83C</a>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['attributes without a blank', '<a b="1"c="2"/>'],
    ['a < in an attribute', '<a b="<"/>'],
    ['a bare <', '<a>1 < 2</a>'],
    ['a blank after <', '< a/>'],
    ['a blank inside />', '<a / >'],
    ['a name that begins with a digit', '<1a/>'],
    ['a name with a character the tree builder skips', '<a><b \u1680c="1"/></a>'],
    ['a name with two colons', '<a:b:c/>'],
    ['a name that is a colon', '<:/>'],
    ['a declaration in the content', '<a><!ELEMENT b></a>'],
  ])('%s', (_, document) => {
    expect(parseXml(document)).toMatchObject({ kind: 'xml-problem' })
  })

  test('an answer cut anywhere is a problem', () => {
    const whole =
      '<?xml version="1.0" ?>\r\n<QBXML a="1"><Rs><![CDATA[x]]>&amp;<!-- y --><B /></Rs></QBXML>'
    root(whole)
    const torn = Array.from(whole, (_, length) => parseXml(whole.slice(0, length)))
    expect(torn.filter((result) => !('kind' in result))).toEqual([])
  })

  test('a DOCTYPE is refused, and so are the entities that could multiply in it', () => {
    const laughs = `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`
    expect(parseXml(laughs)).toEqual({
      kind: 'xml-problem',
      reason: 'a DOCTYPE, which is refused',
      position: 0,
    })
    expect(parseXml('<!-- --><!DOCTYPE a><a/>')).toMatchObject({ kind: 'xml-problem' })
    expect(root('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>').text).toBe('<!DOCTYPE a>')
  })

  test('elements inside each other have a limit', () => {
    expect(root(nested(DEPTH_MAX)).name).toBe('a')
    expect(parseXml(nested(DEPTH_MAX + 1))).toMatchObject({ kind: 'xml-problem' })
    expect(parseXml('<a>'.repeat(200_000))).toMatchObject({ kind: 'xml-problem' })
  })
})

// A check that grew quadratic would take minutes here, and meet the runner’s limit.
describe('size', () => {
  test('an answer of 3 MB is read', () => {
    const ret = '<InvoiceRet><TxnID>8-14</TxnID><Memo>a &amp; b &#233;</Memo></InvoiceRet>\r\n'
    const count = Math.ceil(3_000_000 / ret.length)
    expect(root(`<QBXML>${ret.repeat(count)}</QBXML>`).children).toHaveLength(count)
  })

  test.each([
    ['blanks in a tag', `<a${' '.repeat(1_000_000)}`],
    ['a name without an end', `<${'a'.repeat(1_000_000)}`],
    ['attributes without an end', `<a${' b="1"'.repeat(300_000)}`],
    ['an attribute of quotes', `<a b="${"'".repeat(1_000_000)}`],
    ['open comments', `<a>${'<!--'.repeat(300_000)}`],
    ['ampersands', `<a>${'&'.repeat(1_000_000)}</a>`],
    ['digits in a reference', `<a>&#${'1'.repeat(1_000_000)};</a>`],
    ['a declaration without an end', `<?xml version="1.0"${' '.repeat(1_000_000)}`],
    ['many attributes', `<a ${Array.from({ length: 50_000 }, (_, n) => `b${n}=""`).join(' ')}>`],
  ])('%s are refused', (_, document) => {
    expect(parseXml(document)).toMatchObject({ kind: 'xml-problem' })
  })
})

function nested(depth: number): string {
  return '<a>'.repeat(depth) + '</a>'.repeat(depth)
}

function root(document: string): XmlElement {
  const parsed = parseXml(document)
  if ('kind' in parsed) {
    throw new Error(`${parsed.reason} at ${parsed.position}`)
  }
  return parsed
}
