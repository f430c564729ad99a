/** The settings of a document that stands, when the shop changes its order. */
import type { Settings } from './settings.ts'

/**
 * As they were when it was made, since a new choice is for new documents. Where they lacked what the
 * order names by now, such as the item of another tax rate, today's mapping has it.
 */
export function asPosted(earlier: Settings, today: Settings): Settings {
  return { ...earlier, mapping: filled(earlier.mapping, today.mapping) }
}

/** Each table of the mapping with its own rows first; of what is no table, what was chosen first. */
function filled<TTables extends object>(earlier: TTables, today: TTables): TTables {
  const tables = Object.entries(today).map(([name, now]) => {
    const before: unknown = Reflect.get(earlier, name)
    return [
      name,
      isTable(before) && isTable(now) ? { ...now, ...present(before) } : (before ?? now),
    ]
  })
  return Object.fromEntries(tables) as TTables
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function present(table: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== null))
}
