/** A change of the settings: saved, told, and held orders that waited for it tried again. */
import { codesWaitingFor } from '../books/problems.ts'
import { settingChanges } from '../books/settings-changes.ts'
import type { SettingChange } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { requeueBlocked } from '../queue/requeue.ts'
import { isVersionTaken, saveSettings } from '../stores/settings.ts'
import type { SettingsVersion } from '../stores/settings.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'

/** The log is for reading; the whole change is in the settings' own history. */
const CHANGES_LOGGED_MAX = 50

export type SavedChange = {
  /** The version that stands now; the old one when nothing changed. */
  readonly version: number
  readonly changes: readonly SettingChange[]
}

export async function saveChange(
  { db, nowMs }: { readonly db: Database; readonly nowMs: number },
  change: {
    readonly storeID: string
    readonly before: SettingsVersion
    readonly settings: Settings
  },
): Promise<SavedChange> {
  const { storeID, before, settings } = change
  const changes = settingChanges(before.settings, settings)
  if (changes.length === 0) {
    return { version: before.version, changes }
  }
  const version = before.version + 1
  const detail = {
    version,
    who: OPERATOR,
    changes: changes.slice(0, CHANGES_LOGGED_MAX),
    changesInAll: changes.length,
  }
  const entries = [{ subject: null, event: 'settings-changed', detail }] as const
  try {
    await writeTogether(db, [
      saveSettings(db, { storeID, version, settings, who: OPERATOR, nowMs }),
      requeueBlocked(db, { storeID, codes: codesWaitingFor('mapping'), nowMs }),
      ...recordJournal(db, { storeID, entries, nowMs }),
    ])
  } catch (error) {
    if (!isVersionTaken(error)) {
      throw error
    }
    throw operatorError({
      what: 'Nothing was saved.',
      why: `Somebody else changed the settings of ${storeID} at the same moment: version ${version} is theirs.`,
      how: `See what they did, then give the command again: bun run tillbridge settings history ${storeID}`,
    })
  }
  return { version, changes }
}

/** `refNumberPrefix: "" → "W-"`. */
export function changeSentence({ key, before, after }: SettingChange): string {
  return `${key}: ${valueText(before)} → ${valueText(after)}`
}

/** JSON, as `settings set` takes it; nothing is a dash. */
export function valueText(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value)
}
