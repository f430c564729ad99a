/** A store's settings; every change is a new version, so that who and when are never lost. */
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { completedSettings, DEFAULT_SETTINGS } from '../books/settings.ts'
import type { Settings } from '../books/settings.ts'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { settings, stores } from '../db/schema.ts'

export type SettingsVersion = { readonly version: number; readonly settings: Settings }

export type SavedSettings = SettingsVersion & { readonly atMs: number; readonly who: string }

type SettingsRow = typeof settings.$inferSelect

/** Of a store in which nobody changed anything yet. */
export const NEVER_CHANGED: SettingsVersion = { version: 0, settings: DEFAULT_SETTINGS }

/** Version 0 are the defaults. Fields that a stored version does not know yet have theirs. */
export async function readSettings(db: Database, storeID: string): Promise<SettingsVersion> {
  const { newest, settingsIn } = askSettings(db, storeID)
  return settingsIn(await newest)
}

/**
 * The settings that stand, in a batch of reads. They are some kilobytes, which nearly every call and
 * page asks for and which seldom change: the database says only whether they are still, word for word,
 * what this Worker read last, and else what they are.
 */
export function askSettings(db: Database, storeID: string) {
  const read = readLast.get(storeID) ?? NOTHING_READ
  return {
    newest: newestUnlessRead(db, { storeID, text: read.text }),
    settingsIn: ([row]: readonly NewestRow[]): SettingsVersion => {
      if (row === undefined) {
        return NEVER_CHANGED
      }
      const { version, text } = row
      if (text === null) {
        return { version, settings: read.settings }
      }
      const now = { text, settings: completedSettings(JSON.parse(text)) }
      remember(storeID, now)
      return { version, settings: now.settings }
    },
  }
}

/** `text` is null where it is what was read last. */
type NewestRow = { readonly version: number; readonly text: string | null }

const newestUnlessRead = builtOnce(
  (db, { storeID, text }: { readonly storeID: string; readonly text: string }) =>
    db
      .select({
        version: settings.version,
        text: sql<string | null>`nullif(${settings.settings}, ${text})`.as('text'),
      })
      .from(settings)
      .where(eq(settings.storeID, storeID))
      .orderBy(desc(settings.version))
      .limit(1),
)

type Read = { readonly text: string; readonly settings: Settings }

const NOTHING_READ: Read = { text: '', settings: DEFAULT_SETTINGS }

/** A text goes to the database with each question; a shop with a thousand tax rates has a long one. */
const TEXT_CHARACTERS_MAX = 30_000
/** With its text a store's settings are some 30 KB as a rule, at most 200, of a Worker's 128 MB. */
const STORES_REMEMBERED_MAX = 100

/** By store. */
const readLast = new Map<string, Read>()

/** What was read longest ago makes room. */
function remember(storeID: string, read: Read): void {
  readLast.delete(storeID)
  if (read.text.length > TEXT_CHARACTERS_MAX) {
    return
  }
  readLast.set(storeID, read)
  const [oldest] = readLast.keys()
  if (readLast.size > STORES_REMEMBERED_MAX && oldest !== undefined) {
    readLast.delete(oldest)
  }
}

/** So many, the newest first, for a batch of reads. */
export const newestSettings = builtOnce(
  (db, { storeID, limit }: { readonly storeID: string; readonly limit: number }) =>
    db
      .select()
      .from(settings)
      .where(eq(settings.storeID, storeID))
      .orderBy(desc(settings.version))
      .limit(limit),
)

/** A store with the one setting that each call of the Web Connector asks for, in one statement. */
export function storeWithQuietHours(db: Database, storeID: string) {
  return storeAndQuietHours(db, { storeID })
}

const storeAndQuietHours = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  db
    .select({
      ...getTableColumns(stores),
      quietHours: sql<string | null>`(
        SELECT newest.settings -> '$.quietHours' FROM settings AS newest
        WHERE newest.store_id = ${storeID} ORDER BY newest.version DESC LIMIT 1)`.as('quiet_hours'),
    })
    .from(stores)
    .where(eq(stores.storeID, storeID)),
)

export function quietHoursIn(stored: string | null): Settings['quietHours'] {
  const said = JSON.parse(stored ?? '{}') as Partial<Settings['quietHours']>
  return { ...DEFAULT_SETTINGS.quietHours, ...said }
}

/** Null when there is none of that number; version 0 always is. */
export async function readSettingsVersion(
  db: Database,
  { storeID, version }: { readonly storeID: string; readonly version: number },
): Promise<SettingsVersion | null> {
  if (version === NEVER_CHANGED.version) {
    return NEVER_CHANGED
  }
  const [row] = await db
    .select()
    .from(settings)
    .where(and(eq(settings.storeID, storeID), eq(settings.version, version)))
  return row === undefined ? null : savedIn(row)
}

/** Newest first. */
export async function listSettings(
  db: Database,
  page: { readonly storeID: string; readonly limit: number },
): Promise<readonly SavedSettings[]> {
  const rows = await newestSettings(db, page)
  return rows.map(savedIn)
}

export function savedIn({ version, atMs, who, settings: saved }: SettingsRow): SavedSettings {
  return { version, atMs, who, settings: completedSettings(saved) }
}

/**
 * Fails when the version is taken, because somebody else saved first (`isVersionTaken`): two owners
 * never overwrite unseen.
 */
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

/** Whether a write failed because of `saveSettings`. drizzle, D1 and wrangler pass SQLite's words on. */
export function isVersionTaken(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false
  }
  const isSaid = error.message.includes('UNIQUE constraint failed: settings.')
  return isSaid || isVersionTaken(error.cause)
}
