/** Settings from outside: an owner's form, an operator's command, a file. */
import * as v from 'valibot'
import { shown } from '../woo/field-problem.ts'
import {
  allKeys,
  keyPath,
  keysDownTo,
  keyText,
  nearestKey,
  valueAt,
  withValueAt,
} from './setting-key.ts'
import type { SettingPath } from './setting-key.ts'
import { namedSettings, partsOf } from './settings-schema.ts'
import type { Shape } from './settings-schema.ts'
import { isPlainObject } from './setting-values.ts'
import { SETTINGS, SETTINGS_SCHEMA } from './settings.ts'
import type { Settings } from './settings.ts'

export type SettingProblem =
  | { readonly kind: 'unknown'; readonly key: string; readonly nearest: string }
  | {
      readonly kind: 'unusable'
      readonly key: string
      readonly expected: string
      readonly got: string
    }
  /** Changed as a whole it would forget what was not named. */
  | { readonly kind: 'group'; readonly key: string; readonly members: readonly string[] }

export type ParsedSettings =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'problems'; readonly problems: readonly SettingProblem[] }

/** Valid settings, those that are missing by their defaults; or all that is wrong with them. */
export function parseSettings(given: unknown): ParsedSettings {
  const parsed = v.safeParse(SETTINGS_SCHEMA, given)
  return parsed.success
    ? { kind: 'settings', settings: parsed.output }
    : { kind: 'problems', problems: parsed.issues.map((issue) => problemOf(issue, [])) }
}

/**
 * The settings as they would be with some of them given otherwise, in the shape that `settings get`
 * prints. Objects are laid over what stands, entry by entry; anything else takes its place.
 */
export function overlaidSettings(settings: Settings, given: unknown): ParsedSettings {
  return given === undefined
    ? { kind: 'settings', settings }
    : parseSettings(overlaid(settings, given))
}

function overlaid(standing: unknown, given: unknown): unknown {
  if (!isPlainObject(standing) || !isPlainObject(given)) {
    return given
  }
  const entries = Object.entries(given).map(([name, value]) => [
    name,
    overlaid(valueAt(standing, [name]), value),
  ])
  return { ...standing, ...Object.fromEntries(entries) }
}

/**
 * The settings with one value changed, at any depth. Only that setting is looked at: what a stricter
 * release would no longer take elsewhere must not stand in the way.
 */
export function changeSetting(
  settings: Settings,
  { key, value }: { readonly key: string; readonly value: unknown },
): ParsedSettings {
  const path = keyPath(key)
  const named = namedSettings(SETTINGS).find((one) =>
    one.path.every((step, at) => step === path[at]),
  )
  if (named === undefined) {
    return { kind: 'problems', problems: [problemWithKey(path)] }
  }
  const changed = valueAt(withValueAt(settings, path, value), named.path)
  const parsed = v.safeParse(named.setting.schema, changed)
  if (!parsed.success) {
    return {
      kind: 'problems',
      problems: parsed.issues.map((issue) => problemOf(issue, named.path)),
    }
  }
  const changedSettings = withValueAt(settings, named.path, parsed.output) as Settings
  return { kind: 'settings', settings: changedSettings }
}

/** Why a key names no setting that could have a value. */
export function problemWithKey(path: SettingPath): SettingProblem {
  const keys = allKeys()
  const known = keysDownTo(path).filter((key) => keys.includes(key))
  const members = keys.filter((key) => key.startsWith(`${keyText(path)}.`))
  if (known.length === path.length && members.length > 0) {
    return { kind: 'group', key: keyText(path), members }
  }
  const unknown = keyText(path.slice(0, known.length + 1))
  return { kind: 'unknown', key: unknown, nearest: nearestKey(unknown, keys) }
}

export function settingSentence(problem: SettingProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `There is no setting “${problem.key}”; the nearest is “${problem.nearest}”.`
    case 'unusable': {
      const { key, expected, got } = problem
      return `${key === '' ? 'The settings' : key}: expected ${expected}, got ${got}.`
    }
    case 'group':
      return `“${problem.key}” is several settings: ${problem.members.join(', ')}.`
  }
}

type Issue = v.BaseIssue<unknown>

function problemOf(issue: Issue, base: SettingPath): SettingProblem {
  const path = [...base, ...(issue.path ?? []).map(({ key }) => String(key))]
  const isAboutKey = issue.path?.at(-1)?.origin === 'key'
  if (isAboutKey && issue.expected === 'never') {
    const siblings = namesIn(shapeAt(SETTINGS_SCHEMA, path.slice(0, -1)))
    const near = siblings.map((name) => keyText([...path.slice(0, -1), name]))
    const isInValue = !allKeys().some((key) => near.includes(key))
    const key = keyText(path)
    return { kind: 'unknown', key, nearest: nearestKey(key, isInValue ? near : allKeys()) }
  }
  const isMissing = isAboutKey && issue.input === undefined
  return {
    kind: 'unusable',
    key: keyText(path),
    expected: isMissing ? messageOf(shapeAt(SETTINGS_SCHEMA, path)) : issue.message,
    got: shown(issue.input),
  }
}

function namesIn(shape: Shape | undefined): readonly string[] {
  return Object.keys(shape?.entries ?? {})
}

/** What a value at that place is made of. */
function shapeAt(shape: Shape | undefined, path: SettingPath): Shape | undefined {
  const parts = unwrapped(shape)
  const [step, ...rest] = path
  return step === undefined
    ? parts
    : shapeAt(parts?.entries?.[step] ?? parts?.value ?? parts?.item, rest)
}

function unwrapped(shape: Shape | undefined): Shape | undefined {
  return shape?.wrapped === undefined ? shape && partsOf(shape) : unwrapped(shape.wrapped)
}

function messageOf(shape: Shape | undefined): string {
  return typeof shape?.message === 'string' ? shape.message : 'a value'
}
