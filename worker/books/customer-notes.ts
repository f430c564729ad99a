/** What of the shop's text fits no field of QuickBooks, in words that do. */
import type { TextLoss } from './document.ts'
import { hasWord, plainText } from './plain-text.ts'

/** Notes of a customer; Intuit's operations file 16.0. */
const NOTES_LENGTH_MAX = 4095
const HEADING = 'In full, as the shop has it:'

/**
 * One line a field that was cut. What was only spelled in other letters is not repeated: QuickBooks
 * could hold the original here no better, and our log has it.
 */
export function overflowNotes(losses: readonly TextLoss[]): string | null {
  const lines = losses.flatMap(({ field, original, sent }) => {
    const { text } = plainText(original)
    return text === sent || !hasWord(text) ? [] : [`${field}: ${text}`]
  })
  return lines.length === 0
    ? null
    : [HEADING, ...new Set(lines)].join('\n').slice(0, NOTES_LENGTH_MAX)
}
