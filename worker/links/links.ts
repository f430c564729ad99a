/** Subject of the shop ⇄ ListID or TxnID in QuickBooks. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { jobs, links, mirror, snapshots } from '../db/schema.ts'
import type { Link, ListEntry } from '../posting/known.ts'

export async function findLinks(
  db: Database,
  storeID: string,
  subjects: readonly string[],
): Promise<Link[]> {
  return linksOfSubjects(db, storeID, subjects) as unknown as Promise<Link[]>
}

/** As `Link[]`, for a batch of reads. */
export function linksOfSubjects(db: Database, storeID: string, subjects: readonly string[]) {
  return linksListed(db, { storeID, subjects: JSON.stringify(subjects) })
}

const linksListed = builtOnce(
  (db, { storeID, subjects }: { readonly storeID: string; readonly subjects: string }) =>
    linksOf(db, { storeID, subjects: sql`SELECT value FROM json_each(${subjects})` }),
)

/** As `linksOfSubjects`, of all that an order seeks, as that is kept with it. */
export const linksKept = builtOnce(
  (db, { storeID, subject }: { readonly storeID: string; readonly subject: string }) =>
    linksOf(db, {
      storeID,
      subjects: sql`SELECT wanted.value FROM ${snapshots}, json_each(${snapshots.sought}, '$.subjects')
        AS wanted WHERE ${snapshots.storeID} = ${storeID} AND ${snapshots.subject} = ${subject}`,
    }),
)

/** As `linksOfSubjects`, of all that is in the set that is out. */
export function linksOfSent(db: Database, storeID: string) {
  return linksSent(db, { storeID })
}

const linksSent = builtOnce((db, { storeID }: { readonly storeID: string }) =>
  linksOf(db, {
    storeID,
    subjects: sql`SELECT ${jobs.subject} FROM ${jobs}
      WHERE ${jobs.storeID} = ${storeID} AND ${jobs.state} = 'sent'`,
  }),
)

function linksOf(
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
      twinID: links.twinID,
      evidence: links.evidence,
      customerListID: links.customerListID,
      isDeleted: sql<boolean>`${links.deletedAtMs} IS NOT NULL`.mapWith(Boolean),
    })
    .from(links)
    .where(and(eq(links.storeID, storeID), inArray(links.subject, sql`(${subjects})`)))
}

/**
 * Links what QuickBooks answered, many rows in one statement. A link that exists is kept when it
 * names another object that stands: two QuickBooks objects for one subject are never settled by
 * overwriting. One that a person deleted gives way, and of twins the one that is left.
 */
export function recordLinks(
  db: Database,
  linked: { readonly storeID: string; readonly links: readonly Link[]; readonly nowMs: number },
): Statement[] {
  return jsonParts(linked.links).map((part) =>
    db.run(sql`
      INSERT INTO ${links} (store_id, subject, role, kind, quick_books_id, label, edit_sequence,
        sent, total_cents, posting, deleted_at_ms, twin_id, evidence, customer_list_id, linked_at_ms)
      SELECT ${linked.storeID}, value ->> '$.subject', value ->> '$.role', value ->> '$.kind',
        value ->> '$.quickBooksID', value ->> '$.label', value ->> '$.editSequence',
        value ->> '$.sent', value ->> '$.totalCents', value ->> '$.posting',
        CASE WHEN value ->> '$.isDeleted' THEN ${linked.nowMs} END, value ->> '$.twinID',
        nullif(value -> '$.evidence', 'null'), value ->> '$.customerListID', ${linked.nowMs}
      FROM json_each(${part}) WHERE true
      ON CONFLICT (store_id, subject, role) DO UPDATE SET
        kind = excluded.kind, quick_books_id = excluded.quick_books_id, label = excluded.label,
        edit_sequence = excluded.edit_sequence, sent = excluded.sent,
        total_cents = excluded.total_cents, posting = excluded.posting,
        deleted_at_ms = excluded.deleted_at_ms, twin_id = excluded.twin_id,
        evidence = CASE WHEN quick_books_id = excluded.quick_books_id
          THEN coalesce(excluded.evidence, evidence) ELSE excluded.evidence END,
        customer_list_id = CASE WHEN quick_books_id = excluded.quick_books_id
          THEN coalesce(excluded.customer_list_id, customer_list_id)
          ELSE excluded.customer_list_id END
      WHERE quick_books_id = excluded.quick_books_id OR deleted_at_ms IS NOT NULL
        OR twin_id = excluded.quick_books_id`),
  )
}

/** List entries that are not in QuickBooks any more: what they were for is looked up anew. */
export function letGoOf(
  db: Database,
  gone: { readonly storeID: string; readonly listIDs: readonly string[]; readonly nowMs: number },
): Statement[] {
  return jsonParts(gone.listIDs).flatMap((part) => [
    db.run(sql`
      UPDATE ${links} INDEXED BY links_entry SET deleted_at_ms = ${gone.nowMs}
      WHERE store_id = ${gone.storeID} AND role IN ('customer', 'item')
        AND quick_books_id IN (SELECT value FROM json_each(${part})) AND deleted_at_ms IS NULL`),
    db.run(sql`
      UPDATE ${links} SET customer_list_id = NULL
      WHERE store_id = ${gone.storeID}
        AND customer_list_id IN (SELECT value FROM json_each(${part}))`),
  ])
}

/** As `letGoOf`, of what a reading of the whole list did not show: the mirror has it from before. */
export function letGoOfUnshown(
  db: Database,
  unshown: {
    readonly storeID: string
    readonly list: 'customer' | 'item'
    readonly fromMs: number
    readonly nowMs: number
  },
): Statement[] {
  const { storeID, list, fromMs, nowMs } = unshown
  const listIDs = sql`(SELECT list_id FROM ${mirror}
    WHERE store_id = ${storeID} AND list = ${list} AND read_at_ms < ${fromMs})`
  return [
    db.run(sql`
      UPDATE ${links} INDEXED BY links_entry SET deleted_at_ms = ${nowMs}
      WHERE store_id = ${storeID} AND role IN ('customer', 'item') AND role = ${list}
        AND quick_books_id IN ${listIDs} AND deleted_at_ms IS NULL`),
    db.run(sql`
      UPDATE ${links} SET customer_list_id = NULL
      WHERE store_id = ${storeID} AND customer_list_id IN ${listIDs}`),
  ]
}

/** A link follows the ListID; what it calls the entry is for whoever reads it. */
export function relabel(
  db: Database,
  renamed: { readonly storeID: string; readonly entries: readonly ListEntry[] },
): Statement[] {
  const labels = renamed.entries.map(({ listID, fullName }) => [listID, fullName])
  return jsonParts(labels).map((part) =>
    db.run(sql`
      UPDATE ${links} INDEXED BY links_entry
      SET label = (SELECT value ->> 1 FROM json_each(${part}) WHERE value ->> 0 = quick_books_id)
      WHERE store_id = ${renamed.storeID} AND role IN ('customer', 'item')
        AND quick_books_id IN (SELECT value ->> 0 FROM json_each(${part}))`),
  )
}
