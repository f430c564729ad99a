/** What a setting is called: `mapping.gateways.stripe`, down into its value. */
import { isPlainObject } from './setting-values.ts'
import { namedSettings } from './settings-schema.ts'
import { SETTINGS } from './settings.ts'

export type SettingPath = readonly string[]

/** Longer names than any of ours are not compared any further. */
const COMPARED_LENGTH_MAX = 120
/** A part of a name is as good as a name with two wrong letters, if it is no syllable. */
const PART_DISTANCE = 2
const PART_LENGTH_MIN = 3
/** Quoted, or up to the next dot, or nothing between two dots. */
const STEP = /(?:"(?:[^"\\]|\\.)*"|[^.])+|(?<=^|\.)(?=\.|$)/g

/** A step that is empty or holds a dot stands in quotes: `mapping.gateways."".paymentMethodName`. */
export function keyText(path: SettingPath): string {
  return path.map((step) => (/^[^."]+$/.test(step) ? step : JSON.stringify(step))).join('.')
}

export function keyPath(key: string): SettingPath {
  return (key.match(STEP) ?? []).map((step) => (/^".*"$/.test(step) ? unquoted(step) : step))
}

function unquoted(step: string): string {
  try {
    return String(JSON.parse(step))
  } catch {
    // A lone quotation mark or an escape that JSON does not know: then it is meant as it stands.
    return step
  }
}

export function valueAt(value: unknown, path: SettingPath): unknown {
  const [step, ...rest] = path
  if (step === undefined) {
    return value
  }
  return isPlainObject(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined
}

export function withValueAt(whole: unknown, path: SettingPath, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) {
    return value
  }
  const others = isPlainObject(whole) ? whole : {}
  return { ...others, [step]: withValueAt(valueAt(others, [step]), rest, value) }
}

/** Every setting, and every group of them, such as `mapping.accounts`. */
export function allKeys(): readonly string[] {
  return [...new Set(namedSettings(SETTINGS).flatMap(({ path }) => keysDownTo(path)))]
}

/** `mapping`, `mapping.accounts`, `mapping.accounts.income`. */
export function keysDownTo(path: SettingPath): readonly string[] {
  return path.map((_, at) => keyText(path.slice(0, at + 1)))
}

/** The key that was probably meant, also when only a part of it was given. */
export function nearestKey(unknown: string, keys: readonly string[]): string {
  const distances = keys.map((key) => {
    const steps = keyPath(key)
    const ends = steps.map((_, at) => keyText(steps.slice(at)))
    return { key, distance: Math.min(...ends.map((end) => distanceTo(end, unknown))) }
  })
  const [first = { key: '', distance: 0 }, ...others] = distances
  return others.reduce((best, one) => (one.distance < best.distance ? one : best), first).key
}

/** `prefix` means `refNumberPrefix`, though it has fewer letters to change to `kinds`. */
function distanceTo(end: string, unknown: string): number {
  const letters = editDistance(unknown, end)
  const isPart =
    unknown.length >= PART_LENGTH_MIN && end.toLowerCase().includes(unknown.toLowerCase())
  return isPart ? Math.min(letters, PART_DISTANCE) : letters
}

/** How many letters are added, dropped or changed from one to the other; case does not count. */
function editDistance(one: string, other: string): number {
  const from = one.toLowerCase().slice(0, COMPARED_LENGTH_MAX)
  const to = other.toLowerCase().slice(0, COMPARED_LENGTH_MAX)
  let before = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 0; row < from.length; row += 1) {
    const distances = [row + 1]
    for (let at = 1; at <= to.length; at += 1) {
      const changed = (before[at - 1] ?? 0) + (to[at - 1] === from[row] ? 0 : 1)
      distances[at] = Math.min(changed, (before[at] ?? 0) + 1, (distances[at - 1] ?? 0) + 1)
    }
    before = distances
  }
  return before[to.length] ?? 0
}
