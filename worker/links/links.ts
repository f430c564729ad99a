/** Subject of the shop ⇄ ListID or TxnID in QuickBooks. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { links } from '../db/schema.ts'
import type { Link } from '../posting/known.ts'

export async function findLinks(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<Link[]> {
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
    })
    .from(links)
    .where(
      and(
        eq(links.storeID, storeID),
        inArray(links.subject, sql`(SELECT value FROM json_each(${JSON.stringify(subjects)}))`),
      ),
    ) as unknown as Promise<Link[]>
}

/**
 * Links what QuickBooks answered, many rows in one statement. A link that exists is kept when it
 * names another object: two QuickBooks objects for one subject are never settled by overwriting.
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
        sent, total_cents, linked_at_ms)
      SELECT ${linked.storeID}, value ->> '$.subject', value ->> '$.role', value ->> '$.kind',
        value ->> '$.quickBooksID', value ->> '$.label', value ->> '$.editSequence',
        value ->> '$.sent', value ->> '$.totalCents', ${linked.nowMs}
      FROM json_each(${JSON.stringify(linked.links)}) WHERE true
      ON CONFLICT (store_id, subject, role) DO UPDATE SET
        label = excluded.label, edit_sequence = excluded.edit_sequence, sent = excluded.sent,
        total_cents = excluded.total_cents
      WHERE quick_books_id = excluded.quick_books_id`),
  ]
}
