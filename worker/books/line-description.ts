/** A line's description within QuickBooks' length. */
import { fittedText } from './fitted-text.ts'
import type { Fitted } from './fitted-text.ts'

export const DESCRIPTION_LENGTH_MAX = 4095

export function fittedDescription(field: string, text: string): Fitted {
  return fittedText({ field, text, lengthMax: DESCRIPTION_LENGTH_MAX })
}
