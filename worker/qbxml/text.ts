/**
 * Text as QuickBooks can hold it. A company file stores Windows-1252: any other character is a
 * parse error in some versions, which loses the whole message set, and a `?` in the others.
 */
import transliterate from '@sindresorhus/transliterate'

/** Windows-1252 beyond Latin-1; everything from U+00A0 to U+00FF is in it as well. */
const WINDOWS_1252_EXTRAS = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
/** What can go without a trace: emoji and their joiners, marks, directions, other formatting. */
const INVISIBLE_OR_PICTURE =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{M}\p{C}]/u
const UNKNOWN = '?'

export type QuickBooksText = {
  readonly text: string
  /** Something was spelled differently, replaced or dropped; blanks and line ends don't count. */
  readonly lost: boolean
}

/** For Memo, Desc and Notes: line breaks stay. */
export function quickBooksText(text: string): QuickBooksText {
  const plain = text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/[\t\p{Zs}]/gu, ' ')
  // Controls are the keyboard's accidents, not text: they go without counting as a loss.
  const printable = plain.replaceAll(/[^\P{Cc}\n]/gu, '')
  const spelled = Array.from(printable, windows1252).join('')
  return { text: tidyBlanks(spelled), lost: spelled !== printable }
}

/** For everything else: one line. QuickBooks trims names, so blanks at the ends go here too. */
export function quickBooksLine(text: string): QuickBooksText {
  return quickBooksText(text.replaceAll(/[\r\n\u2028\u2029\v\f]+/g, ' '))
}

/** The first character Windows-1252 has no place for, or null. */
export function firstBeyondWindows1252(text: string): string | null {
  // Whole documents come through here, and nearly all of them are ASCII.
  if (/^[\t\n\r -~]*$/.test(text)) {
    return null
  }
  for (const character of text) {
    if (!isWindows1252(character) && !'\t\n\r'.includes(character)) {
      return character
    }
  }
  return null
}

function isWindows1252(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xff) ||
    WINDOWS_1252_EXTRAS.has(character)
  )
}

function windows1252(character: string): string {
  if (character === '\n' || isWindows1252(character)) {
    return character
  }
  if (INVISIBLE_OR_PICTURE.test(character)) {
    return ''
  }
  const spellings = [
    character.normalize('NFKC'),
    transliterate(character),
    character.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  ]
  const spelling = spellings.find((candidate) => firstBeyondWindows1252(candidate) === null)
  return spelling === undefined || spelling === '' ? UNKNOWN : spelling
}

function tidyBlanks(text: string): string {
  return text.replaceAll(/ +(?=\n)/g, '').trim()
}
