/** Settings that were changed as an owner changes them, and what is said when they cannot be. */
import { changeSetting, parseSettings, settingSentence } from '../../worker/books/parse-settings.ts'
import type { ParsedSettings } from '../../worker/books/parse-settings.ts'
import type { Settings } from '../../worker/books/settings.ts'

/** What is wrong, in sentences; empty when nothing is. */
export function sentences(parsed: ParsedSettings): readonly string[] {
  return parsed.kind === 'settings' ? [] : parsed.problems.map(settingSentence)
}

export function complaints(given: unknown): readonly string[] {
  return sentences(parseSettings(given))
}

export function changed(settings: Settings, key: string, value: unknown): Settings {
  const parsed = changeSetting(settings, { key, value })
  if (parsed.kind === 'problems') {
    throw new Error(sentences(parsed).join('\n'))
  }
  return parsed.settings
}

export const TAX_ITEM = {
  name: 'State 7.25%',
  ratePercent: '7.25',
  description: 'State',
  agencyName: 'CDTFA',
}
