/** The log: what happened to a subject, from the shop's door to the TxnID. */
import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { journal } from '../db/schema.ts'

export type JournalEvent =
  | 'change-taken'
  | 'change-refused'
  | 'change-withdrawn'
  | 'text-shortened'
  | 'date-moved'
  | 'session-opened'
  | 'session-ended'
  | 'set-in-doubt'
  | 'list-entry-added'
  | 'list-entry-adopted'
  | 'list-entry-gone'
  | 'customer-matched'
  | 'item-matched'
  | 'customer-activated'
  | 'list-unread'
  | 'posted'
  | 'not-done'
  | 'found-posted'
  | 'changed'
  | 'found-changed'
  | 'field-written'
  | 'voided'
  | 'deleted'
  | 'closed'
  | 'found-deleted'
  | 'unchanged'
  | 'held'
  | 'field-left-out'
  | 'settings-changed'
  | 'books-verified'
  | 'match-forgotten'
  | 'match-chosen'
  | 'job-retried'
  | 'job-moved'
  | 'job-cancelled'
  | 'job-paused'
  | 'problem-repaired'
  | 'store-added'
  | 'store-renamed'
  | 'store-paused'
  | 'store-resumed'
  | 'store-restored'
  | 'secret-rotated'
  | 'file-renewed'
  | 'password-renewed'
  | 'company-released'
  | 'update-freed'
  | 'shop-asked'
  | 'alert-raised'
  | 'alert-over'
  | 'shop-moved'
  | 'signed-in'
  | 'late-answer'

export type JournalEntry = {
  /** Null: about the store itself. */
  readonly subject: string | null
  readonly event: JournalEvent
  /** Nouns as fields; never a password, a signature or a whole payload. */
  readonly detail: Readonly<Record<string, unknown>>
}

export function recordJournal(
  db: Database,
  written: {
    readonly storeID: string
    readonly entries: readonly JournalEntry[]
    readonly nowMs: number
  },
): Statement[] {
  return jsonParts(written.entries).map((part) =>
    insertLines(db, { storeID: written.storeID, nowMs: written.nowMs, part }),
  )
}

const insertLines = builtOnce(
  (
    db,
    {
      storeID,
      nowMs,
      part,
    }: { readonly storeID: string; readonly nowMs: number; readonly part: string },
  ) =>
    db.run(sql`
      INSERT INTO ${journal} (store_id, id, at_ms, subject, event, detail)
      SELECT ${storeID}, key + 1 + (SELECT coalesce(max(id), 0) FROM ${journal}
          WHERE store_id = ${storeID}), ${nowMs}, value ->> '$.subject',
        value ->> '$.event', value -> '$.detail'
      FROM json_each(${part})`),
)

export type JournalFilter = {
  readonly subject?: string
  readonly event?: string
  readonly fromMs?: number
  readonly untilMs?: number
}

export type JournalPage = {
  readonly storeID: string
  readonly limit: number
  readonly filter?: JournalFilter
  readonly beforeID?: number
}

export type JournalLine = typeof journal.$inferSelect

/** Newest first; with `beforeID` only what is older than that entry. */
export async function readJournal(db: Database, page: JournalPage): Promise<JournalLine[]> {
  return journalRows(db, page)
}

/** As `readJournal`, for a batch of reads. */
export function journalRows(db: Database, page: JournalPage) {
  const { subject, event, fromMs, untilMs } = page.filter ?? {}
  const isWanted = and(
    eq(journal.storeID, page.storeID),
    page.beforeID === undefined ? undefined : lt(journal.id, page.beforeID),
    subject === undefined ? undefined : eq(journal.subject, subject),
    event === undefined ? undefined : eq(journal.event, event),
    fromMs === undefined ? undefined : gte(journal.atMs, fromMs),
    untilMs === undefined ? undefined : lt(journal.atMs, untilMs),
  )
  // SQLite would rather walk the whole log of the store, which it has in the right order.
  const ofSubject = sql`(SELECT id FROM ${journal} INDEXED BY journal_subject
    WHERE ${isWanted} ORDER BY id DESC LIMIT ${page.limit})`
  return db
    .select()
    .from(journal)
    .where(
      subject === undefined
        ? isWanted
        : and(eq(journal.storeID, page.storeID), inArray(journal.id, ofSubject)),
    )
    .orderBy(desc(journal.id))
    .limit(page.limit)
}
