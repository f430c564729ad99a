/**
 * Text as QuickBooks can hold it. A company file stores Windows-1252: any other character is a
 * parse error in some versions, which loses the whole message set, and a `?` in the others.
 */
import transliterate from '@sindresorhus/transliterate'

/** Windows-1252 without its two blanks: printable ASCII, U+00A1 to U+00FF, and these. */
const LETTERS = '!-~¡-ÿ€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const BEYOND_WINDOWS_1252 = new RegExp(`[^\\t\\n\\r \\u00A0${LETTERS}]`, 'u')
const EACH_BEYOND_WINDOWS_1252 = new RegExp(BEYOND_WINDOWS_1252, 'gu')
/** What most texts are: one line between letters, in which there is nothing to do. */
const PLAIN = new RegExp(`^(?:[${LETTERS}](?:[ ${LETTERS}]*[${LETTERS}])?)?$`)
/** What can go without a trace: emoji and their joiners, marks, directions, other formatting. */
const INVISIBLE_OR_PICTURE =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{M}\p{C}]/u
const LINE_END = /[\r\n\u2028\u2029\v\f]/
const LINE_ENDS = /[\r\n\u2028\u2029\v\f]+/g
const UNKNOWN = '?'

export type QuickBooksText = {
  readonly text: string
  /** Something was spelled differently, replaced or dropped; blanks and line ends don't count. */
  readonly lost: boolean
}

/** For Memo, Desc and Notes: line breaks stay. */
export function quickBooksText(text: string): QuickBooksText {
  if (PLAIN.test(text)) {
    return { text, lost: false }
  }
  const plain = text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/[\t\p{Zs}]/gu, ' ')
  // Controls are the keyboard's accidents, not text: they go without counting as a loss.
  const printable = plain.replaceAll(/[^\P{Cc}\n]/gu, '')
  const spelled = printable.replaceAll(EACH_BEYOND_WINDOWS_1252, windows1252)
  return { text: tidyBlanks(spelled), lost: spelled !== printable }
}

/** For everything else: one line. QuickBooks trims names, so blanks at the ends go here too. */
export function quickBooksLine(text: string): QuickBooksText {
  return quickBooksText(LINE_END.test(text) ? text.replaceAll(LINE_ENDS, ' ') : text)
}

/** The first character Windows-1252 has no place for, or null. */
export function firstBeyondWindows1252(text: string): string | null {
  // Whole documents come through here, and nearly all of them are ASCII.
  if (/^[\t\n\r -~]*$/.test(text)) {
    return null
  }
  return BEYOND_WINDOWS_1252.exec(text)?.[0] ?? null
}

/** Of a character beyond it. */
function windows1252(character: string): string {
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
