/** What the settings' pages show: all of them, one of them, and every version there was. */
import type { Context } from 'hono'
import { settingChanges, settingRows, valueText } from '../../books/settings-changes.ts'
import type { SettingRow } from '../../books/settings-changes.ts'
import { DEFAULT_SETTINGS } from '../../books/settings.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { NEVER_CHANGED, newestSettings, savedIn } from '../../stores/settings.ts'
import type { SettingsVersion } from '../../stores/settings.ts'
import type { VersionShown } from '../../ui/settings-history-page.tsx'
import { settingsHistoryPage } from '../../ui/settings-history-page.tsx'
import { settingTitle } from '../../ui/setting-words.ts'
import { settingsPage } from '../../ui/settings-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { shellOf } from './shell.ts'

const TYPED_CHARACTERS_MAX = 100
const VERSIONS_SHOWN_MAX = 30

export async function settingsList(context: Context<OwnerEnv>) {
  const { db, storeID } = placeOf(context)
  const typed = (context.req.query('q') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  const isOnlyChanged = context.req.query('changed') === 'yes'
  const [found] = await db.readTogether([newestSettings(db, { storeID, limit: 1 })])
  const [saved = null] = found.map(savedIn)
  const { settings } = saved ?? NEVER_CHANGED
  const rows = settingRows(settings).filter(
    (row) => isFound(row, typed) && !(isOnlyChanged && row.isDefault),
  )
  return settingsPage(shellOf(context), { typed, isOnlyChanged, rows, saved })
}

/** Every word somewhere in its name, its meaning or its value. */
function isFound({ key, value, meaning }: SettingRow, typed: string): boolean {
  const text = `${key} ${settingTitle(key)} ${meaning} ${valueText(value)}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export async function settingsHistory(context: Context<OwnerEnv>) {
  const { db, storeID } = placeOf(context)
  const { standing, versions, isCut } = await versionsOf(db, storeID)
  return settingsHistoryPage(shellOf(context), { versions, standing: standing.version, isCut })
}

export type Versions = {
  readonly standing: SettingsVersion
  /** Newest first, each with what it changed of the one before it. */
  readonly versions: readonly VersionShown[]
  readonly isCut: boolean
}

export async function versionsOf(db: ReadingDatabase, storeID: string): Promise<Versions> {
  // One more, for what the oldest that is shown changed.
  const [rows] = await db.readTogether([
    newestSettings(db, { storeID, limit: VERSIONS_SHOWN_MAX + 1 }),
  ])
  const saved = rows.map(savedIn)
  const versions = saved
    .slice(0, VERSIONS_SHOWN_MAX)
    .map(({ version, atMs, who, settings }, at) => {
      const before = saved[at + 1]?.settings ?? DEFAULT_SETTINGS
      return { version, atMs, who, changes: settingChanges(before, settings) }
    })
  return {
    standing: saved[0] ?? NEVER_CHANGED,
    versions,
    isCut: saved.length > VERSIONS_SHOWN_MAX,
  }
}
