/**
 * Writing what was read, in batches as large as a page. What has not changed is not written again:
 * D1 bills rows.
 */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { mirror, mirrorKeys } from '../db/schema.ts'
import { nameKey, PLAIN_ENTRY } from '../posting/known.ts'
import type { ListEntry, ListName } from '../posting/known.ts'
import { IS_ITEM_KEY, KEYED_LISTS, storedKeysOf } from './keys.ts'
import { entriesIn } from './mirror.ts'

export type ReadEntries = {
  readonly storeID: string
  readonly nowMs: number
  /** As QuickBooks showed them now; of one that is there twice the later counts. */
  readonly entries: readonly ListEntry[]
  /** Being read whole, page by page: what is shown is marked, so that the rest can be swept out. */
  readonly marked: readonly ListName[]
  /** Read whole in one answer: what it did not show is gone. */
  readonly whole: readonly ListName[]
  /** Read whole, page by page, since then, and now to the end. */
  readonly swept: readonly { readonly list: ListName; readonly fromMs: number }[]
  /** Entries that QuickBooks says are gone. */
  readonly gone: readonly Pick<ListEntry, 'list' | 'listID'>[]
}

export type Recorded = {
  readonly statements: readonly Statement[]
  /** Behind the others: sweeping out what was not shown. */
  readonly sweeps: readonly Statement[]
  /** As they were known, of those that are gone. */
  readonly known: readonly ListEntry[]
  /** Called otherwise now. */
  readonly renamed: readonly ListEntry[]
}

export async function recordEntries(db: Database, read: ReadEntries): Promise<Recorded> {
  const { storeID, gone } = read
  const shown = new Map(read.entries.map((entry) => [keyOf(entry), entry]))
  if (shown.size + gone.length + read.whole.length + read.swept.length === 0) {
    return { statements: [], sweeps: [], known: [], renamed: [] }
  }
  const [rows, listed] = await Promise.all([
    rowsByID(db, storeID, [...shown.values(), ...gone]),
    read.whole.length === 0 ? [] : listedIDs(db, storeID, read.whole),
  ])
  const before = new Map(entriesIn(rows).map((entry) => [keyOf(entry), entry]))
  const missing = listed.filter((entry) => !shown.has(keyOf(entry)))
  const changed = [...shown].filter(([key, entry]) => !isSame(before.get(key), entry))
  const unchanged = [...shown].filter(([key, entry]) => isSame(before.get(key), entry))
  const pairs = changed.map(([key, entry]) => ({ entry, before: before.get(key) }))
  const known = gone.flatMap((entry) => before.get(keyOf(entry)) ?? [])
  const marked = unchanged.flatMap(([, entry]) => (read.marked.includes(entry.list) ? [entry] : []))
  return {
    known,
    statements: [
      ...renameBelow(db, storeID, pairs),
      ...upsert(db, { ...read, entries: changed.map(([, entry]) => entry) }),
      ...mark(db, { ...read, entries: marked }),
      ...writeKeys(db, {
        storeID,
        pairs: [...pairs, ...marked.map((entry) => ({ entry, before: undefined }))],
      }),
      ...remove(db, storeID, [...missing, ...known]),
      ...forgetKeys(db, storeID, known),
    ],
    sweeps: read.swept.flatMap((sweep) => sweepOut(db, { storeID, ...sweep })),
    renamed: pairs.flatMap((pair) => (isRenamed(pair) ? [pair.entry] : [])),
  }
}

type Identified = { readonly list: string; readonly listID: string }
type Pair = { readonly entry: ListEntry; readonly before: ListEntry | undefined }

function isRenamed({ entry, before }: Pair): boolean {
  return before !== undefined && before.fullName !== entry.fullName
}

function keyOf({ list, listID }: Identified): string {
  return `${list} ${listID}`
}

/** What is worth keeping of an entry: nulls and the like are not. */
function kept(entry: ListEntry): Partial<ListEntry> {
  const said = Object.entries(entry).filter(([name, value]) => !isPlain(name, value))
  return Object.fromEntries(said)
}

function isPlain(name: string, value: unknown): boolean {
  const plain: unknown = Reflect.get(PLAIN_ENTRY, name)
  return value === plain || (Array.isArray(value) && value.length === 0)
}

function isSame(before: ListEntry | undefined, entry: ListEntry): boolean {
  if (before === undefined) {
    return false
  }
  const names = new Set([...Object.keys(before), ...Object.keys(entry)])
  return [...names].every((name) =>
    isSameValue(Reflect.get(before, name), Reflect.get(entry, name)),
  )
}

function isSameValue(left: unknown, right: unknown): boolean {
  return left === right || (Array.isArray(left) && JSON.stringify(left) === JSON.stringify(right))
}

function rowsByID(db: Database, storeID: string, entries: readonly Identified[]) {
  const ids = JSON.stringify(entries.map(({ list, listID }) => [list, listID]))
  return db
    .select({ entry: mirror.entry })
    .from(mirror)
    .where(
      and(
        eq(mirror.storeID, storeID),
        sql`(${mirror.list}, ${mirror.listID}) IN
          (SELECT value ->> 0, value ->> 1 FROM json_each(${ids}))`,
      ),
    )
}

function listedIDs(db: Database, storeID: string, lists: readonly ListName[]) {
  return db
    .select({ list: mirror.list, listID: mirror.listID })
    .from(mirror)
    .where(and(eq(mirror.storeID, storeID), inArray(mirror.list, [...lists])))
}

/**
 * What stands below an entry carries its name, and QuickBooks does not say that it changed: a job of
 * a customer who was renamed.
 */
function renameBelow(db: Database, storeID: string, pairs: readonly Pair[]): Statement[] {
  const renames = pairs.filter(isRenamed).map(({ entry, before }) => ({
    list: entry.list,
    name: entry.fullName,
    nameBefore: before?.fullName ?? '',
    key: nameKey(entry.fullName),
    keyBefore: nameKey(before?.fullName ?? ''),
  }))
  return jsonParts(renames).map((part) => {
    // `;` follows `:` in every order of characters.
    const isBelow = sql`name_key > rename.value ->> '$.keyBefore' || ':'
      AND name_key < rename.value ->> '$.keyBefore' || ';'`
    const renamed = (name: SQL, to: SQL, from: SQL) => sql`(SELECT
      (rename.value ->> ${to}) || substr(${name}, length(rename.value ->> ${from}) + 1)
      FROM json_each(${part}) AS rename
      WHERE rename.value ->> '$.list' = list AND ${isBelow} LIMIT 1)`
    return db.run(sql`
      UPDATE ${mirror} SET
        name_key = ${renamed(sql`name_key`, sql`'$.key'`, sql`'$.keyBefore'`)},
        entry = json_set(entry, '$.fullName',
          ${renamed(sql`entry ->> '$.fullName'`, sql`'$.name'`, sql`'$.nameBefore'`)})
      WHERE store_id = ${storeID} AND (list, list_id) IN (
        SELECT below.list, below.list_id FROM json_each(${part}) AS rename
        CROSS JOIN ${mirror} AS below INDEXED BY mirror_name
          ON below.store_id = ${storeID} AND below.list = rename.value ->> '$.list'
          AND below.name_key > rename.value ->> '$.keyBefore' || ':'
          AND below.name_key < rename.value ->> '$.keyBefore' || ';')`)
  })
}

function upsert(
  db: Database,
  { storeID, entries, nowMs }: Pick<ReadEntries, 'storeID' | 'entries' | 'nowMs'>,
): Statement[] {
  const rows = entries.map((entry) => ({
    list: entry.list,
    listID: entry.listID,
    nameKey: nameKey(entry.fullName),
    entry: kept(entry),
  }))
  return jsonParts(rows).map((part) =>
    db.run(sql`
      INSERT INTO ${mirror} (store_id, list, list_id, name_key, entry, read_at_ms)
      SELECT ${storeID}, value ->> '$.list', value ->> '$.listID', value ->> '$.nameKey',
        value -> '$.entry', ${nowMs}
      FROM json_each(${part}) WHERE true
      ON CONFLICT (store_id, list, list_id) DO UPDATE SET
        name_key = excluded.name_key, entry = excluded.entry, read_at_ms = excluded.read_at_ms`),
  )
}

function mark(
  db: Database,
  { storeID, entries, nowMs }: Pick<ReadEntries, 'storeID' | 'entries' | 'nowMs'>,
): Statement[] {
  const ids = entries.map(({ list, listID }) => [list, listID])
  return jsonParts(ids).map((part) =>
    db
      .update(mirror)
      .set({ readAtMs: nowMs })
      .where(
        and(
          eq(mirror.storeID, storeID),
          sql`(list, list_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${part}))`,
        ),
      ),
  )
}

/** Where nothing was known before, keys may be there all the same: those are left as they are. */
function writeKeys(
  db: Database,
  { storeID, pairs }: { readonly storeID: string; readonly pairs: readonly Pair[] },
): Statement[] {
  const added: (readonly [string, string])[] = []
  const removed: (readonly [string, string])[] = []
  for (const { entry, before } of pairs) {
    const [keys, keysBefore] = [storedKeysOf(entry), storedKeysOf(before)]
    added.push(...without(keys, keysBefore).map((key) => [key, entry.listID] as const))
    removed.push(...without(keysBefore, keys).map((key) => [key, entry.listID] as const))
  }
  return [
    ...jsonParts(added).map((part) =>
      db.run(sql`
        INSERT INTO ${mirrorKeys} (store_id, key, list_id)
        SELECT ${storeID}, value ->> 0, value ->> 1 FROM json_each(${part}) WHERE true
        ON CONFLICT DO NOTHING`),
    ),
    ...deleteKeys(db, storeID, removed),
  ]
}

function without(keys: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...keys].filter((key) => !others.has(key))
}

function forgetKeys(db: Database, storeID: string, gone: readonly ListEntry[]): Statement[] {
  const removed = gone.flatMap((entry) =>
    [...storedKeysOf(entry)].map((key) => [key, entry.listID] as const),
  )
  return deleteKeys(db, storeID, removed)
}

function deleteKeys(
  db: Database,
  storeID: string,
  removed: readonly (readonly [string, string])[],
): Statement[] {
  return jsonParts(removed).map((part) =>
    db
      .delete(mirrorKeys)
      .where(
        and(
          eq(mirrorKeys.storeID, storeID),
          sql`(key, list_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${part}))`,
        ),
      ),
  )
}

function sweepOut(
  db: Database,
  swept: { readonly storeID: string; readonly list: ListName; readonly fromMs: number },
): Statement[] {
  const isUnshown = and(
    eq(mirror.storeID, swept.storeID),
    eq(mirror.list, swept.list),
    lt(mirror.readAtMs, swept.fromMs),
  )
  const unshown = db.select({ listID: mirror.listID }).from(mirror).where(isUnshown)
  return [
    ...(KEYED_LISTS.some((list) => list === swept.list)
      ? [
          db.delete(mirrorKeys).where(
            and(
              eq(mirrorKeys.storeID, swept.storeID),
              // ListIDs are told apart by their list alone.
              sql`${IS_ITEM_KEY} = ${swept.list === 'item' ? 1 : 0}`,
              inArray(mirrorKeys.listID, unshown),
            ),
          ),
        ]
      : []),
    db.delete(mirror).where(isUnshown),
  ]
}

function remove(db: Database, storeID: string, gone: readonly Identified[]): Statement[] {
  const ids = gone.map(({ list, listID }) => [list, listID])
  return jsonParts(ids).map((part) =>
    db
      .delete(mirror)
      .where(
        and(
          eq(mirror.storeID, storeID),
          sql`(list, list_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${part}))`,
        ),
      ),
  )
}
