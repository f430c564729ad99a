/** Everything but the `Char` production of XML 1.0; the `u` flag makes a lone surrogate a match. */
const ILLEGAL = '[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]'
const NUMERIC_REFERENCE = '&#(?:[0-9]+|x[0-9A-Fa-f]+);'

/** No character that XML forbids and no half of a pair, lone or not: most texts, told apart fast. */
const ORDINARY = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*$/

const ILLEGAL_CHARACTER = new RegExp(ILLEGAL, 'u')
const ILLEGAL_CHARACTERS = new RegExp(ILLEGAL, 'gu')
const SUSPECTS = new RegExp(`${ILLEGAL}|${NUMERIC_REFERENCE}`, 'gu')

/**
 * The text without the characters XML 1.0 forbids and without numeric references to them.
 *
 * The Web Connector passes on what a person pasted into QuickBooks, vertical tabs included, as
 * `&#xB;`: one such memo would make the whole answer unreadable. It happens at both layers, so the
 * envelope and the qbXML found in it are each cleaned before they are parsed.
 */
export function withoutIllegalCharacters(text: string): string {
  if (ORDINARY.test(text) && !text.includes('&#')) {
    return text
  }
  return text.replace(SUSPECTS, (suspect) => {
    if (!suspect.startsWith('&')) {
      return ''
    }
    return referencedCharacter(suspect) === null ? '' : suspect
  })
}

/** For what we write: raw characters only, since `&#x1;` in our text is five innocent characters. */
export function withoutIllegalRawCharacters(text: string): string {
  return ORDINARY.test(text) ? text : text.replace(ILLEGAL_CHARACTERS, '')
}

export function hasIllegalCharacter(text: string): boolean {
  return !ORDINARY.test(text) && ILLEGAL_CHARACTER.test(text)
}

/** What a numeric reference such as `&#233;` or `&#xE9;` stands for, or null when XML forbids it. */
export function referencedCharacter(reference: string): string | null {
  const isHexadecimal = reference.startsWith('&#x')
  const digits = reference.slice(isHexadecimal ? 3 : 2, -1)
  const codePoint = Number.parseInt(digits, isHexadecimal ? 16 : 10)
  if (!(codePoint <= 0x10ffff)) {
    return null
  }
  const character = String.fromCodePoint(codePoint)
  return hasIllegalCharacter(character) ? null : character
}
