/** What an owner's pattern such as `{last}, {first}` makes of a buyer. */

/** What a pattern may hold, as the order has it. */
export const NAME_PARTS = ['first', 'last', 'company', 'email', 'id'] as const
export type NamePart = (typeof NAME_PARTS)[number]

export const NAME_PATTERN_LENGTH_MAX = 100

const PLACEHOLDER = /\{([^{}]*)\}/g
/** Stands where an order has nothing to say; `plainText` lets no control through. */
const NOTHING = '\u0000'
/** Nothing but nothings in brackets: `({company})` of a buyer without one. */
const EMPTY_BRACKETS = /[([][\s,;|/–-]*\0[\s\0,;|/–-]*[)\]]/g
const ADJOINING = /\0(?:[\s,;|/–-]*\0)+/g
const LEADING = /^\0[\s,;|/–-]*/
const BEHIND = /[\s,;|/–-]*\0/g

export function isNamePattern(pattern: string): boolean {
  const placeholders = [...pattern.matchAll(PLACEHOLDER)].map(([, part]) => part)
  const isKnown = placeholders.every((part) => NAME_PARTS.some((known) => known === part))
  return placeholders.length > 0 && isKnown && !pattern.replaceAll(PLACEHOLDER, '').includes(':')
}

/** A part that is missing takes its comma, dash or brackets along: `"Lima"`, never `"Lima, "`. */
export function displayName(pattern: string, parts: Readonly<Record<NamePart, string>>): string {
  const filled = pattern.replaceAll(PLACEHOLDER, (_, part: NamePart) => {
    const text = parts[part].replaceAll(NOTHING, '').trim()
    return text === '' ? NOTHING : text
  })
  return filled.includes(NOTHING) ? withoutNothings(filled) : filled.trim()
}

function withoutNothings(filled: string): string {
  return filled
    .replaceAll(EMPTY_BRACKETS, NOTHING)
    .replaceAll(ADJOINING, NOTHING)
    .replace(LEADING, '')
    .replaceAll(BEHIND, '')
    .trim()
}
