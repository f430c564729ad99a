/** A store's settings; every change is a new version, so that who and when are never lost. */
import { desc, eq } from 'drizzle-orm'
import { completedSettings, DEFAULT_SETTINGS } from '../books/settings.ts'
import type { Settings } from '../books/settings.ts'
import type { Database, Statement } from '../db/database.ts'
import { settings } from '../db/schema.ts'

export type SettingsVersion = { readonly version: number; readonly settings: Settings }

/** Version 0 are the defaults. Fields that a stored version does not know yet have theirs. */
export async function readSettings(db: Database, storeID: string): Promise<SettingsVersion> {
  return settingsIn(await newestSettings(db, storeID))
}

/** A row or none, for a batch of reads. */
export function newestSettings(db: Database, storeID: string) {
  return db
    .select()
    .from(settings)
    .where(eq(settings.storeID, storeID))
    .orderBy(desc(settings.version))
    .limit(1)
}

export function settingsIn(rows: readonly (typeof settings.$inferSelect)[]): SettingsVersion {
  const [row] = rows
  if (row === undefined) {
    return { version: 0, settings: DEFAULT_SETTINGS }
  }
  return { version: row.version, settings: completedSettings(row.settings) }
}

/** Fails on the primary key when somebody else saved first: two owners never overwrite unseen. */
export function saveSettings(
  db: Database,
  change: {
    readonly storeID: string
    readonly version: number
    readonly settings: Settings
    readonly who: string
    readonly nowMs: number
  },
): Statement {
  return db.insert(settings).values({
    storeID: change.storeID,
    version: change.version,
    atMs: change.nowMs,
    who: change.who,
    settings: change.settings,
  })
}
