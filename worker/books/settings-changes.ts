/** Settings as an owner reads them: what stands, and what one version has that another has not. */
import { keyText, valueAt } from './setting-key.ts'
import type { SettingPath } from './setting-key.ts'
import { isPlainObject } from './setting-values.ts'
import { namedSettings } from './settings-schema.ts'
import { DEFAULT_SETTINGS, SETTINGS } from './settings.ts'
import type { Settings } from './settings.ts'

export type SettingRow = {
  readonly key: string
  readonly value: unknown
  readonly isDefault: boolean
  readonly meaning: string
}

export type SettingChange = {
  readonly key: string
  /** Undefined: there was no such entry. */
  readonly before: unknown
  /** Undefined: there is no such entry any more. */
  readonly after: unknown
}

/** Every setting in the table's order. */
export function settingRows(settings: Settings): readonly SettingRow[] {
  return namedSettings(SETTINGS).map(({ path, setting }) => {
    const value = valueAt(settings, path)
    const standard = valueAt(DEFAULT_SETTINGS, path)
    const isDefault = changesUnder(path, standard, value).length === 0
    return { key: keyText(path), value, isDefault, meaning: setting.meaning }
  })
}

/** As deep as both sides have the same entry; an entry that is new or gone is one change. */
export function settingChanges(before: Settings, after: Settings): readonly SettingChange[] {
  return before === after ? [] : changesUnder([], before, after)
}

function changesUnder(
  path: SettingPath,
  before: unknown,
  after: unknown,
): readonly SettingChange[] {
  if (!isPlainObject(before) || !isPlainObject(after)) {
    const isSame = JSON.stringify(before) === JSON.stringify(after)
    return isSame ? [] : [{ key: keyText(path), before, after }]
  }
  const steps = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...steps].flatMap((step) =>
    changesUnder([...path, step], valueAt(before, [step]), valueAt(after, [step])),
  )
}

/** `refNumberPrefix: "" → "W-"`. */
export function changeSentence({ key, before, after }: SettingChange): string {
  return `${key}: ${valueText(before)} → ${valueText(after)}`
}

/** JSON, as `settings set` takes it; nothing is a dash. */
export function valueText(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value)
}
