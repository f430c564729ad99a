/**
 * A person says that the company file, or our own database, is an older one and is meant to stay:
 * everything that may stand in QuickBooks is looked for again, as if the store were new, and only
 * what is missing is sent.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { jobs, links, mirror, mirrorKeys, sessions, snapshots, stores } from '../db/schema.ts'
import { recordJournal } from '../journal/journal.ts'
import { NO_RECORDS } from '../posting/list-record.ts'
import { JOB_RANK } from '../queue/job.ts'

/** How many orders will be looked for. What a person deleted is not among them. */
export async function verifyBooks({
  db,
  storeID,
  who,
  nowMs,
}: {
  readonly db: Database
  readonly storeID: string
  readonly who: string
  readonly nowMs: number
}): Promise<number> {
  const isStanding = and(eq(links.storeID, storeID), isNull(links.deletedAtMs))
  const [counted] = await db
    .select({ orders: sql<number>`count(*)` })
    .from(links)
    .where(and(isStanding, eq(links.role, 'sale')))
  await writeTogether(db, [
    db.run(sql`
      INSERT INTO ${jobs} (store_id, subject, state, rank, generation, revision, is_pushed,
        attempts, run_at_ms, created_at_ms, updated_at_ms)
      SELECT s.store_id, s.subject, 'queued', ${JOB_RANK.order}, s.generation, s.revision, 0,
        0, ${nowMs}, ${nowMs}, ${nowMs}
      FROM ${links} AS l JOIN ${snapshots} AS s ON s.store_id = l.store_id AND s.subject = l.subject
      WHERE l.store_id = ${storeID} AND l.role = 'sale' AND l.deleted_at_ms IS NULL
      ON CONFLICT (store_id, subject) WHERE state IN ('queued', 'blocked') DO UPDATE SET
        state = 'queued', attempts = 0, run_at_ms = excluded.run_at_ms,
        updated_at_ms = excluded.updated_at_ms`),
    // What a session decided on the links as they were must not be written any more.
    db
      .update(sessions)
      .set({ turn: sql`${sessions.turn} + 1` })
      .where(and(eq(sessions.storeID, storeID), isNull(sessions.endedAtMs))),
    db.delete(links).where(isStanding),
    db.delete(mirror).where(eq(mirror.storeID, storeID)),
    db.delete(mirrorKeys).where(eq(mirrorKeys.storeID, storeID)),
    db
      .update(stores)
      .set({
        notice: null,
        carriedOver: sql`json_set(coalesce(${stores.carriedOver}, '{}'), '$.newest', json('[]'),
          '$.replaced', json('[]'),
          '$.deletedReadAtMs', NULL, '$.lists', json(${JSON.stringify(NO_RECORDS)}),
          '$.inDoubtFromMs', ${stores.createdAtMs})`,
      })
      .where(eq(stores.storeID, storeID)),
    ...recordJournal(db, {
      storeID,
      entries: [
        { subject: null, event: 'books-verified', detail: { who, orders: counted?.orders } },
      ],
      nowMs,
    }),
  ])
  return counted?.orders ?? 0
}
