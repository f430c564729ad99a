/**
 * The characters that a company file can hold. QuickBooks stores Windows-1252: any other character
 * is a parse error in some versions, which loses the whole message set, and a `?` in the others.
 */
import transliterate from '@sindresorhus/transliterate'

/** Windows-1252 without its two blanks: printable ASCII, U+00A1 to U+00FF, and these. */
export const WINDOWS_1252_LETTERS = '!-~¡-ÿ€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const BEYOND_WINDOWS_1252 = new RegExp(`[^\\t\\n\\r \\u00A0${WINDOWS_1252_LETTERS}]`, 'u')
const EACH_BEYOND_WINDOWS_1252 = new RegExp(BEYOND_WINDOWS_1252, 'gu')
/** Emoji with their joiners, stray marks, directions and controls: gone without a stand-in. */
const INVISIBLE_OR_PICTURE =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{M}\p{C}]/u
const UNKNOWN = '?'

/** The text with each character beyond Windows-1252 spelled in others, dropped, or a `?`. */
export function windows1252(text: string): string {
  return text.replaceAll(EACH_BEYOND_WINDOWS_1252, spelled)
}

/** The first character Windows-1252 has no place for, or null. */
export function firstBeyondWindows1252(text: string): string | null {
  // Whole documents come through here, and nearly all of them are ASCII.
  if (/^[\t\n\r -~]*$/.test(text)) {
    return null
  }
  return BEYOND_WINDOWS_1252.exec(text)?.[0] ?? null
}

function spelled(character: string): string {
  if (INVISIBLE_OR_PICTURE.test(character)) {
    return ''
  }
  const spellings = [
    character.normalize('NFKC'),
    transliterate(character),
    character.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  ]
  const spelling = spellings.find(
    (candidate) => candidate !== '' && firstBeyondWindows1252(candidate) === null,
  )
  return spelling ?? UNKNOWN
}
