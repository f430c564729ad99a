import { hasIllegalCharacter, referencedCharacter } from './characters.ts'

/** Why a text is not XML we read. `position` counts UTF-16 units from the start of the text. */
export type XmlProblem = {
  readonly kind: 'xml-problem'
  readonly reason: string
  readonly position: number
}

/** XML that holds, reduced to elements, text and CDATA sections. */
export type WellFormed = {
  readonly kind: 'well-formed'
  readonly markup: string
  readonly elementCount: number
}

/** qbXML and SOAP stay below ten levels; the limit is for what only pretends to be either. */
export const DEPTH_MAX = 64

/** The tree builder folds `\r\n` into `\n`. No legal document contains this character. */
export const CARRIAGE_RETURN_STAND_IN = '\u0001'

/** Before every element's name: the builder throws at one called `constructor`, renames others. */
export const NAME_PREFIX = '_'

type Scan = {
  readonly text: string
  readonly open: string[]
  readonly pieces: string[]
  elementCount: number
  position: number
}

/**
 * XML's name characters, less three kinds: the colon, which stands between prefix and local name;
 * U+1680 and U+FEFF, which the tree builder takes for blanks; and the planes beyond the first.
 */
const NAME_START = [
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u167F\\u1681-\\u1FFF',
  '\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFEFE\\uFF00-\\uFFFD',
].join('')
const UNPREFIXED = `[${NAME_START}][${NAME_START}.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040-]*`
/** At most one colon, with something on either side of it (Namespaces in XML). */
const NAME = new RegExp(`${UNPREFIXED}(?::${UNPREFIXED})?`, 'y')
const BLANK = new RegExp('[ \\t\\n\\r]*', 'y')
const UNKNOWN_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)/
const NUMERIC_REFERENCES = /&#[^;]+;/g
const DECLARATION = new RegExp(
  [
    '^<\\?xml',
    declared('version', '1\\.[0-9]+'),
    `(?:${declared('encoding', '[A-Za-z][A-Za-z0-9._-]*')})?`,
    `(?:${declared('standalone', '(?:yes|no)')})?`,
    '[ \\t\\n\\r]*\\?>',
  ].join(''),
)

/**
 * Checks a whole document before any of it is believed. The tree builder is lenient: it closes
 * what was cut off and pairs tags that do not match, and half an answer from QuickBooks read as a
 * whole one would settle requests that never ran.
 */
export function wellFormed(document: string): WellFormed | XmlProblem {
  const text = document.startsWith('\uFEFF') ? document.slice(1) : document
  if (hasIllegalCharacter(text)) {
    return problemAt(0, 'a character that XML forbids')
  }
  const scan: Scan = { text, open: [], pieces: [], elementCount: 0, position: 0 }
  scan.position = DECLARATION.exec(text)?.[0].length ?? 0
  while (scan.position < text.length) {
    const reason = text[scan.position] === '<' ? readMarkup(scan) : readText(scan)
    if (reason !== null) {
      return problemAt(scan.position, reason)
    }
  }
  const unclosed = scan.open.at(-1)
  if (unclosed !== undefined) {
    return problemAt(text.length, `the text ends inside <${unclosed}>`)
  }
  if (scan.elementCount === 0) {
    return problemAt(text.length, 'no element')
  }
  return { kind: 'well-formed', markup: scan.pieces.join(''), elementCount: scan.elementCount }
}

/** Each reader moves the scan on and returns null, or returns why the document does not hold. */
function readMarkup(scan: Scan): string | null {
  const { text, position } = scan
  if (text.startsWith('</', position)) {
    return readEndTag(scan)
  }
  if (text.startsWith('<?', position)) {
    return readInstruction(scan)
  }
  if (text.startsWith('<!--', position)) {
    return readComment(scan)
  }
  if (text.startsWith('<![CDATA[', position)) {
    return readCdata(scan)
  }
  if (text.startsWith('<!DOCTYPE', position)) {
    return 'a DOCTYPE, which is refused'
  }
  if (text.startsWith('<!', position)) {
    return 'a declaration outside any DOCTYPE'
  }
  return readStartTag(scan)
}

function readText(scan: Scan): string | null {
  const { text, position } = scan
  const next = text.indexOf('<', position)
  const run = text.slice(position, next === -1 ? text.length : next)
  if (scan.open.length === 0) {
    if (match(BLANK, run, 0).length < run.length) {
      return 'text outside the root element'
    }
  } else {
    if (run.includes(']]>')) {
      return ']]> in text'
    }
    if (!hasOnlyKnownReferences(run)) {
      return 'an & that begins no known reference'
    }
    scan.pieces.push(run.replaceAll('\r', CARRIAGE_RETURN_STAND_IN))
  }
  scan.position += run.length
  return null
}

function readCdata(scan: Scan): string | null {
  const end = scan.text.indexOf(']]>', scan.position)
  if (end === -1) {
    return 'an unclosed CDATA section'
  }
  if (scan.open.length === 0) {
    return 'a CDATA section outside the root element'
  }
  const section = scan.text.slice(scan.position, end + 3)
  scan.pieces.push(section.replaceAll('\r', CARRIAGE_RETURN_STAND_IN))
  scan.position = end + 3
  return null
}

function readComment(scan: Scan): string | null {
  const dashes = scan.text.indexOf('--', scan.position + 4)
  if (dashes === -1) {
    return 'an unclosed comment'
  }
  if (scan.text[dashes + 2] !== '>') {
    return 'a comment with -- in it'
  }
  scan.position = dashes + 3
  return null
}

function readInstruction(scan: Scan): string | null {
  const target = match(NAME, scan.text, scan.position + 2)
  if (target === '') {
    return 'a processing instruction without a name'
  }
  if (target.toLowerCase() === 'xml') {
    return 'an XML declaration that does not hold or is not the first thing'
  }
  const afterTarget = scan.position + 2 + target.length
  const end = scan.text.indexOf('?>', afterTarget)
  if (end === -1) {
    return 'an unclosed processing instruction'
  }
  if (end !== afterTarget && match(BLANK, scan.text, afterTarget) === '') {
    return 'a processing instruction whose name does not end'
  }
  scan.position = end + 2
  return null
}

function readEndTag(scan: Scan): string | null {
  const name = match(NAME, scan.text, scan.position + 2)
  const afterName = scan.position + 2 + name.length
  const end = afterName + match(BLANK, scan.text, afterName).length
  if (name === '' || scan.text[end] !== '>') {
    return 'an end tag that does not hold'
  }
  if (scan.open.pop() !== name) {
    return `</${name}> closes nothing that is open here`
  }
  scan.pieces.push(`</${NAME_PREFIX}${name}>`)
  scan.position = end + 1
  return null
}

function readStartTag(scan: Scan): string | null {
  const { text, position: start } = scan
  if (scan.open.length === 0 && scan.elementCount > 0) {
    return 'a second root element'
  }
  const name = match(NAME, text, start + 1)
  if (name === '') {
    return 'a < that begins no tag'
  }
  if (scan.open.length >= DEPTH_MAX) {
    return `more than ${DEPTH_MAX} elements inside each other`
  }
  scan.position = start + 1 + name.length
  const attributes = readAttributes(scan)
  if (attributes !== null) {
    return attributes
  }
  const isEmpty = text[scan.position] === '/'
  scan.position += isEmpty ? 1 : 0
  if (text[scan.position] !== '>') {
    return `a start tag <${name}> that does not hold`
  }
  scan.position += 1
  scan.elementCount += 1
  const inside = text.slice(start + 1, scan.position - (isEmpty ? 2 : 1))
  scan.pieces.push(`<${NAME_PREFIX}${inside}>`)
  if (isEmpty) {
    scan.pieces.push(`</${NAME_PREFIX}${name}>`)
  } else {
    scan.open.push(name)
  }
  return null
}

/** Stops before `>` or `/`, or returns why an attribute does not hold. */
function readAttributes(scan: Scan): string | null {
  const names = new Set<string>()
  for (;;) {
    const blank = match(BLANK, scan.text, scan.position)
    scan.position += blank.length
    const name = match(NAME, scan.text, scan.position)
    if (name === '') {
      return null
    }
    if (blank === '') {
      return `no blank before the attribute ${name}`
    }
    if (names.has(name)) {
      return `the attribute ${name} twice`
    }
    names.add(name)
    scan.position += name.length
    const reason = readAttributeValue(scan)
    if (reason !== null) {
      return `the attribute ${name}: ${reason}`
    }
  }
}

function readAttributeValue(scan: Scan): string | null {
  scan.position += match(BLANK, scan.text, scan.position).length
  if (scan.text[scan.position] !== '=') {
    return 'no value'
  }
  scan.position += 1
  scan.position += match(BLANK, scan.text, scan.position).length
  const quote = scan.text[scan.position]
  if (quote !== '"' && quote !== "'") {
    return 'no quotes'
  }
  const end = scan.text.indexOf(quote, scan.position + 1)
  if (end === -1) {
    return 'unclosed quotes'
  }
  const value = scan.text.slice(scan.position + 1, end)
  if (value.includes('<')) {
    return 'a < in its value'
  }
  if (!hasOnlyKnownReferences(value)) {
    return 'an & that begins no known reference'
  }
  scan.position = end + 1
  return null
}

function hasOnlyKnownReferences(text: string): boolean {
  if (!text.includes('&')) {
    return true
  }
  if (UNKNOWN_REFERENCE.test(text)) {
    return false
  }
  const numeric = text.match(NUMERIC_REFERENCES) ?? []
  return numeric.every((reference) => referencedCharacter(reference) !== null)
}

/** The source of an expression for one pseudo-attribute of the XML declaration. */
function declared(name: string, value: string): string {
  return `[ \\t\\n\\r]+${name}[ \\t\\n\\r]*=[ \\t\\n\\r]*(?:"${value}"|'${value}')`
}

/** What a sticky expression matches at a place, or nothing. */
function match(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at
  return expression.test(text) ? text.slice(at, expression.lastIndex) : ''
}

function problemAt(position: number, reason: string): XmlProblem {
  return { kind: 'xml-problem', reason, position }
}
