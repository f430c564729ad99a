/**
 * Text as a company file can hold it, so that what is measured here is what arrives there.
 * QuickBooks stores Windows-1252; `qbxml` guards that border and leaves this text as it is.
 */
import { windows1252, WINDOWS_1252_LETTERS } from '../text/windows-1252.ts'

const TAG = /<\/?[a-z][^<>]*>/gi
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
/** What most texts are: words with one blank between them, in which there is nothing to do. */
const PLAIN = new RegExp(`^(?:[${WINDOWS_1252_LETTERS}]+(?: [${WINDOWS_1252_LETTERS}]+)*)?$`)
const WORD = /[\p{L}\p{N}]/u

export type PlainText = {
  readonly text: string
  /** Whether a character was spelled differently or dropped; blanks and controls don't count. */
  readonly isAltered: boolean
}

/** One line: blanks run together, controls out, foreign letters spelled in Latin ones. */
export function plainText(text: string): PlainText {
  if (PLAIN.test(text)) {
    return { text, isAltered: false }
  }
  const tidy = text
    .normalize('NFC')
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(/(?![\x80-\x9F])\p{Cc}/gu, '')
    .trim()
  const spelled = windows1252(tidy.replaceAll(/[\x80-\x9F]/g, meantBy))
  return { text: spelled.replaceAll(/ {2,}/g, ' ').trim(), isAltered: spelled !== tidy }
}

/** U+0080 to U+009F are no text: somebody read Windows-1252 as Latin-1, and this was meant. */
const MEANT = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

function meantBy(control: string): string {
  return MEANT[control.charCodeAt(0) - 0x80] ?? ''
}

/** A name must say something: `"?? ??"` is what is left of one in a script nobody spelled. */
export function hasWord(text: string): boolean {
  return WORD.test(text)
}

/** Markup of the shop's editors as text: tags out, entities read. */
export function withoutMarkup(html: string): string {
  const isMarkedUp = html.includes('<') || html.includes('&')
  return isMarkedUp ? html.replaceAll(TAG, ' ').replaceAll(ENTITY, entityText) : html
}

function entityText(entity: string, ...groups: readonly (string | undefined)[]): string {
  const [decimal, hexadecimal, name] = groups
  if (typeof name === 'string') {
    return NAMED_ENTITIES[name.toLowerCase()] ?? entity
  }
  const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10)
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity
}
