/** A person changes the settings: saved, told, and held orders that waited for it tried again. */
import { codesWaitingFor } from '../books/problems.ts'
import { settingChanges } from '../books/settings-changes.ts'
import type { SettingChange } from '../books/settings-changes.ts'
import type { Settings } from '../books/settings.ts'
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { requeueBlocked } from '../queue/requeue.ts'
import { isVersionTaken, saveSettings } from '../stores/settings.ts'
import type { SettingsVersion } from '../stores/settings.ts'
import type { Hand } from './queue-by-hand.ts'

/** The log is for reading; the whole change is in the settings' own history. */
const CHANGES_LOGGED_MAX = 50

export type SavedChange = {
  /** The version that stands now; the old one when nothing changed. */
  readonly version: number
  readonly changes: readonly SettingChange[]
}

/** `taken`: somebody else saved first, and nothing of this was saved. */
export async function saveByHand(
  { db, storeID, who, nowMs }: Omit<Hand, 'entriesMax'>,
  { before, settings }: { readonly before: SettingsVersion; readonly settings: Settings },
): Promise<SavedChange | 'taken'> {
  const changes = settingChanges(before.settings, settings)
  if (changes.length === 0) {
    return { version: before.version, changes }
  }
  const version = before.version + 1
  const detail = {
    version,
    who,
    changes: changes.slice(0, CHANGES_LOGGED_MAX),
    changesInAll: changes.length,
  }
  const entries = [{ subject: null, event: 'settings-changed', detail }] as const
  try {
    await writeTogether(db, [
      saveSettings(db, { storeID, version, settings, who, nowMs }),
      requeueBlocked(db, { storeID, codes: codesWaitingFor('mapping'), nowMs }),
      ...recordJournal(db, { storeID, entries, nowMs }),
    ])
  } catch (error) {
    if (!isVersionTaken(error)) {
      throw error
    }
    return 'taken'
  }
  return { version, changes }
}
