/** A person says which document of QuickBooks is an order's. */
import { sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { jobs, links } from '../db/schema.ts'

export type Adoption = {
  readonly jobID: number
  readonly subject: string
  readonly role: string
  readonly kind: string
  readonly txnID: string
  readonly refNumber: string
  readonly totalCents: number | null
}

/**
 * Only as long as the entry is held: what was let go meanwhile may be on its way with a document of
 * its own. Of how the document came to be nothing is known, so that it is compared before anything
 * is said of it. What stands for the order already stays.
 */
export function adoptDocuments(
  db: Database,
  adopted: {
    readonly storeID: string
    readonly documents: readonly Adoption[]
    readonly nowMs: number
  },
): Statement[] {
  const { storeID, documents, nowMs } = adopted
  return jsonParts(documents).map((part) =>
    db.run(sql`
      INSERT INTO ${links} (store_id, subject, role, kind, quick_books_id, label, edit_sequence,
        sent, total_cents, posting, linked_at_ms)
      SELECT ${storeID}, value ->> '$.subject', value ->> '$.role', value ->> '$.kind',
        value ->> '$.txnID', value ->> '$.refNumber', '', '', value ->> '$.totalCents', 1, ${nowMs}
      FROM json_each(${part})
      WHERE EXISTS (SELECT 1 FROM ${jobs} AS held
        WHERE held.id = value ->> '$.jobID' AND held.store_id = ${storeID}
          AND held.state = 'blocked')
      ON CONFLICT (store_id, subject, role) DO UPDATE SET
        kind = excluded.kind, quick_books_id = excluded.quick_books_id, label = excluded.label,
        edit_sequence = '', sent = '', total_cents = excluded.total_cents,
        deleted_at_ms = NULL, twin_id = NULL, evidence = NULL, customer_list_id = NULL,
        linked_at_ms = excluded.linked_at_ms
      WHERE deleted_at_ms IS NOT NULL`),
  )
}
