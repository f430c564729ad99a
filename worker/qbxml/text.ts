/** Text as QuickBooks can hold it: its characters, its blanks, its line ends. */
import { windows1252, WINDOWS_1252_LETTERS } from '../text/windows-1252.ts'

/** What most texts are: one line between letters, in which there is nothing to do. */
const PLAIN = new RegExp(
  `^(?:[${WINDOWS_1252_LETTERS}](?:[ ${WINDOWS_1252_LETTERS}]*[${WINDOWS_1252_LETTERS}])?)?$`,
)
const LINE_END = /[\r\n\u2028\u2029\v\f]/
const LINE_ENDS = /[\r\n\u2028\u2029\v\f]+/g

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
  const spelled = windows1252(printable)
  return { text: tidyBlanks(spelled), lost: spelled !== printable }
}

/** For everything else: one line. QuickBooks trims names, so blanks at the ends go here too. */
export function quickBooksLine(text: string): QuickBooksText {
  return quickBooksText(LINE_END.test(text) ? text.replaceAll(LINE_ENDS, ' ') : text)
}

function tidyBlanks(text: string): string {
  return text.replaceAll(/ +(?=\n)/g, '').trim()
}
