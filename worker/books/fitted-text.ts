/** Text within a field's limit; what gives way is written down, never silent. */
import type { TextLoss } from './document.ts'
import { plainText } from './plain-text.ts'

/** Of what arrives whole, which is nearly everything. */
const NO_LOSSES: readonly TextLoss[] = []
const LOOSE_BLANK = /^ |  | $/

export type Fitted = {
  readonly text: string
  readonly losses: readonly TextLoss[]
}

export type FieldText = {
  /** The shop's field, e.g. `billing.city`. */
  readonly field: string
  readonly text: string
  readonly lengthMax: number
}

export function fittedText({ field, text, lengthMax }: FieldText): Fitted {
  const plain = plainText(text)
  const sent = fittingPart(plain.text, lengthMax)
  const isWhole = !plain.isAltered && sent === plain.text
  return { text: sent, losses: isWhole ? NO_LOSSES : [{ field, original: text, sent }] }
}

/** For what is wrong when cut, such as a telephone number: whole, or left out. */
export function wholeText({ field, text, lengthMax }: FieldText): Fitted {
  const plain = plainText(text)
  const isCut = fittingPart(plain.text, lengthMax) !== plain.text
  const sent = isCut ? '' : plain.text
  const isWhole = !plain.isAltered && !isCut
  return { text: sent, losses: isWhole ? NO_LOSSES : [{ field, original: text, sent }] }
}

/** Of plain text, which has no blank at its end before it is cut. */
function fittingPart(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).trimEnd()
}

/** The words in lines; a word longer than a line is broken, since nothing may be lost here. */
export function wrapped(text: string, lengthMax: number): string[] {
  if (text === '') {
    return []
  }
  if (text.length <= lengthMax && !LOOSE_BLANK.test(text)) {
    return [text]
  }
  const lines: string[] = []
  let line = ''
  for (const word of pieces(text, lengthMax)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > lengthMax) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** As many whole words as fit, at least the first one's beginning. */
export function cutAtWord(text: string, lengthMax: number): string {
  return wrapped(text, lengthMax)[0] ?? ''
}

function pieces(text: string, lengthMax: number): string[] {
  const words = text.split(' ').filter((word) => word !== '')
  return words.flatMap((word) => {
    const count = Math.ceil(word.length / lengthMax)
    return Array.from({ length: count }, (_, at) =>
      word.slice(at * lengthMax, (at + 1) * lengthMax),
    )
  })
}

export function orNull(text: string): string | null {
  return text === '' ? null : text
}
