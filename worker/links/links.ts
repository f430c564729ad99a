/** Subject of the shop ⇄ ListID or TxnID in QuickBooks. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { links } from '../db/schema.ts'
import type { Link } from '../posting/known.ts'

export async function findLinks(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<Link[]> {
  return linksOf(db, {
    storeID,
    subjects: sql`SELECT value FROM json_each(${JSON.stringify(subjects)})`,
  }) as unknown as Promise<Link[]>
}

/** As `Link[]`, for a batch of reads. */
export function linksOf(
  db: Database,
  { storeID, subjects }: { readonly storeID: string; readonly subjects: SQL },
) {
  return db
    .select({
      subject: links.subject,
      role: links.role,
      kind: links.kind,
      quickBooksID: links.quickBooksID,
      label: links.label,
      editSequence: links.editSequence,
      sent: links.sent,
      totalCents: links.totalCents,
      posting: links.posting,
      isDeleted: sql<boolean>`${links.deletedAtMs} IS NOT NULL`.mapWith(Boolean),
    })
    .from(links)
    .where(and(eq(links.storeID, storeID), inArray(links.subject, sql`(${subjects})`)))
}

/**
 * Links what QuickBooks answered, many rows in one statement. A link that exists is kept when it
 * names another object that stands: two QuickBooks objects for one subject are never settled by
 * overwriting. One that a person deleted gives way.
 */
export function recordLinks(
  db: Database,
  linked: { readonly storeID: string; readonly links: readonly Link[]; readonly nowMs: number },
): Statement[] {
  if (linked.links.length === 0) {
    return []
  }
  return [
    db.run(sql`
      INSERT INTO ${links} (store_id, subject, role, kind, quick_books_id, label, edit_sequence,
        sent, total_cents, posting, deleted_at_ms, linked_at_ms)
      SELECT ${linked.storeID}, value ->> '$.subject', value ->> '$.role', value ->> '$.kind',
        value ->> '$.quickBooksID', value ->> '$.label', value ->> '$.editSequence',
        value ->> '$.sent', value ->> '$.totalCents', value ->> '$.posting',
        CASE WHEN value ->> '$.isDeleted' THEN ${linked.nowMs} END, ${linked.nowMs}
      FROM json_each(${JSON.stringify(linked.links)}) WHERE true
      ON CONFLICT (store_id, subject, role) DO UPDATE SET
        kind = excluded.kind, quick_books_id = excluded.quick_books_id, label = excluded.label,
        edit_sequence = excluded.edit_sequence, sent = excluded.sent,
        total_cents = excluded.total_cents, posting = excluded.posting,
        deleted_at_ms = excluded.deleted_at_ms
      WHERE quick_books_id = excluded.quick_books_id OR deleted_at_ms IS NOT NULL`),
  ]
}
