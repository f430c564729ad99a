/** What of the shop's text fits no field of QuickBooks, in words that do. */
import type { TextLoss } from './document.ts'
import { hasWord, plainText } from './plain-text.ts'

/** Notes of a customer; Intuit's operations file 16.0. */
const NOTES_LENGTH_MAX = 4095
const HEADING = 'In full, as the shop has it:'

/** For the Notes of a customer; null where everything had room. */
export function overflowNotes(losses: readonly TextLoss[]): string | null {
  const texts = overflowTexts(losses)
  return texts.length === 0 ? null : [HEADING, ...texts].join('\n').slice(0, NOTES_LENGTH_MAX)
}

/**
 * One text a field that was cut, `billing.address_2: Apt 4`. What was only spelled in other letters
 * is not repeated: QuickBooks could hold the original here no better, and our log has it.
 */
export function overflowTexts(losses: readonly TextLoss[]): readonly string[] {
  const texts = losses.flatMap(({ field, original, sent }) => {
    const { text } = plainText(original)
    return text === sent || !hasWord(text) ? [] : [`${field}: ${text}`]
  })
  return [...new Set(texts)]
}
