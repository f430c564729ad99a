/** Text on its way into QuickBooks: its character set first, then its length. */
import { quickBooksLine, quickBooksText } from '../../qbxml/text.ts'

/** One line within a field's length. Undefined when nothing is left: an empty element is refused. */
export function lineWithin(text: string | null, lengthMax: number): string | undefined {
  return presence(clip(quickBooksLine(text ?? '').text, lengthMax))
}

/** Text that may hold line breaks. */
export function proseWithin(text: string, lengthMax: number): string | undefined {
  return presence(clip(quickBooksText(text).text, lengthMax))
}

/**
 * A list entry's name. Spelling it out in QuickBooks' characters may make it longer than the field
 * (`Щ` becomes `Shch`); then the name gives way and what is in brackets at its end, the shop's own
 * ID, stays.
 */
export function nameWithin(name: string, lengthMax: number): string {
  const spelled = quickBooksLine(name).text.replaceAll(':', '-')
  if (spelled.length <= lengthMax) {
    return spelled
  }
  const suffix = /\s\([^()]*\)$/.exec(spelled)?.[0] ?? ''
  return `${clip(spelled.slice(0, spelled.length - suffix.length), lengthMax - suffix.length)}${suffix}`
}

function clip(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).trim()
}

function presence(text: string): string | undefined {
  return text === '' ? undefined : text
}
