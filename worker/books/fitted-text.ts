/** Text within a field's limit; what gives way is written down, never silent. */
import type { TextLoss } from './document.ts'
import { plainText } from './plain-text.ts'

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
  const sent = plain.text.slice(0, lengthMax).trimEnd()
  const isWhole = !plain.isAltered && sent === plain.text
  return { text: sent, losses: isWhole ? [] : [{ field, original: text, sent }] }
}

/** For what is wrong when cut, such as a telephone number: whole, or left out. */
export function wholeText(source: FieldText): Fitted {
  const fitted = fittedText(source)
  const isCut = fitted.text !== plainText(source.text).text
  return isCut
    ? { text: '', losses: [{ field: source.field, original: source.text, sent: '' }] }
    : fitted
}

/** The words in lines; a word longer than a line is broken, since nothing may be lost here. */
export function wrapped(text: string, lengthMax: number): string[] {
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
  const piece = new RegExp(`.{1,${lengthMax}}`, 'gs')
  return text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => word.match(piece) ?? [])
}

export function orNull(text: string): string | null {
  return text === '' ? null : text
}
