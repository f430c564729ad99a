/** The shop's last word on each subject. */
import { and, desc, eq, inArray, like, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { snapshots } from '../db/schema.ts'

export type Snapshot = typeof snapshots.$inferSelect

/** D1 binds 100 parameters a query and the plugin sends 100 changes: the list goes as one JSON. */
export function snapshotsOf(db: Database, storeID: string, subjects: readonly string[]) {
  return rowsOf(db, { storeID, subjects: JSON.stringify(subjects) })
}

const rowsOf = builtOnce(
  (db, { storeID, subjects }: { readonly storeID: string; readonly subjects: string }) =>
    db
      .select()
      .from(snapshots)
      .where(
        and(
          eq(snapshots.storeID, storeID),
          inArray(snapshots.subject, sql`(SELECT value FROM json_each(${subjects}))`),
        ),
      ),
)

export async function findSnapshots(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<Map<string, Snapshot>> {
  return bySubject(await snapshotsOf(db, storeID, subjects))
}

/** The newest order of that number, or none. It reads the store's snapshots through: for a person. */
export function snapshotNumbered(
  db: Database,
  { storeID, number }: { readonly storeID: string; readonly number: string },
) {
  return db
    .select()
    .from(snapshots)
    .where(
      and(
        eq(snapshots.storeID, storeID),
        like(snapshots.subject, 'order:%'),
        sql`${snapshots.snapshot} ->> '$.number' = ${number}`,
      ),
    )
    .orderBy(desc(snapshots.receivedAtMs))
    .limit(1)
}

export function bySubject(rows: readonly Snapshot[]): Map<string, Snapshot> {
  return new Map(rows.map((row) => [row.subject, row]))
}

/** D1 holds 1 MB a row, of UTF-8 bytes; the columns beside the payload need room too. */
export const SNAPSHOT_BYTES_MAX = 900_000

/** What one statement carries: a bound text may be no larger than a row. */
const STATEMENT_CHARACTERS_MAX = 300_000

export type NewSnapshot = Omit<Snapshot, 'storeID' | 'receivedAtMs'>

/**
 * Each takes the place of the one it was decided on. Where another request of the shop came between
 * the reading and this, the revision becomes null, which it may not be: the whole batch fails, and
 * is to be decided anew.
 */
export function saveSnapshots(
  db: Database,
  taken: {
    readonly storeID: string
    readonly snapshots: readonly NewSnapshot[]
    readonly nowMs: number
  },
): Statement[] {
  return inParts(taken.snapshots).map((part) =>
    db.run(sql`
      INSERT INTO ${snapshots} (store_id, subject, epoch, generation, revision, event,
        content_hash, snapshot, refunds, sought, received_at_ms)
      SELECT ${taken.storeID}, value ->> '$.subject', value ->> '$.epoch',
        value ->> '$.generation', value ->> '$.revision', value ->> '$.event',
        value ->> '$.contentHash', value ->> '$.snapshot', value ->> '$.refunds', value ->> '$.sought',
        ${taken.nowMs}
      FROM json_each(${JSON.stringify(part)}) WHERE true
      ON CONFLICT (store_id, subject) DO UPDATE SET
        epoch = excluded.epoch, generation = excluded.generation,
        revision = CASE WHEN revision = excluded.revision - 1 THEN excluded.revision END,
        event = excluded.event, content_hash = excluded.content_hash,
        snapshot = excluded.snapshot, refunds = excluded.refunds, sought = excluded.sought,
        received_at_ms = excluded.received_at_ms`),
  )
}

function inParts(taken: readonly NewSnapshot[]): NewSnapshot[][] {
  const parts: NewSnapshot[][] = []
  let room = 0
  for (const snapshot of taken) {
    const texts = [snapshot.snapshot, snapshot.refunds, snapshot.sought]
    const size = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
    const part = parts.at(-1)
    if (part === undefined || size > room) {
      parts.push([snapshot])
      room = STATEMENT_CHARACTERS_MAX - size
    } else {
      part.push(snapshot)
      room -= size
    }
  }
  return parts
}

export type SeenGeneration = {
  readonly subject: string
  readonly epoch: string
  readonly generation: number
}

/** The generation moved on, the content did not: nothing is to be done, and a replay stays old. */
export function recordGenerations(
  db: Database,
  { storeID, seen }: { readonly storeID: string; readonly seen: readonly SeenGeneration[] },
): Statement[] {
  return seen.length === 0
    ? []
    : [
        db.run(sql`
          UPDATE ${snapshots} SET epoch = seen.value ->> '$.epoch',
            generation = seen.value ->> '$.generation'
          FROM json_each(${JSON.stringify(seen)}) AS seen
          WHERE ${snapshots.storeID} = ${storeID}
            AND ${snapshots.subject} = seen.value ->> '$.subject'
            AND (${snapshots.epoch} <> seen.value ->> '$.epoch'
              OR ${snapshots.generation} < seen.value ->> '$.generation')`),
      ]
}

/** By the ID of each account of which the shop has said it. */
export async function accountRoles(
  db: Database,
  { storeID, accounts }: { readonly storeID: string; readonly accounts: readonly number[] },
): Promise<ReadonlyMap<number, string>> {
  const subjects = JSON.stringify(accounts.map((id) => `customer:${id}`))
  const rows = await db
    .select({
      subject: snapshots.subject,
      role: sql<string | null>`${snapshots.snapshot} ->> '$.role'`,
    })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.storeID, storeID),
        inArray(snapshots.subject, sql`(SELECT value FROM json_each(${subjects}))`),
      ),
    )
  return new Map(
    rows.flatMap(({ subject, role }) =>
      role === null ? [] : [[Number(subject.replace('customer:', '')), role] as const],
    ),
  )
}

/** Enough to have seen every tax rate and gateway a shop uses. */
const SUGGESTION_ORDERS_MAX = 2_000

/** The newest orders' JSON, for suggesting a mapping from what they show. */
export async function listOrderSnapshots(db: Database, storeID: string): Promise<string[]> {
  const rows = await db
    .select({ snapshot: snapshots.snapshot })
    .from(snapshots)
    .where(and(eq(snapshots.storeID, storeID), like(snapshots.subject, 'order:%')))
    .orderBy(desc(snapshots.receivedAtMs))
    .limit(SUGGESTION_ORDERS_MAX)
  return rows.flatMap(({ snapshot }) => (snapshot === null ? [] : [snapshot]))
}
