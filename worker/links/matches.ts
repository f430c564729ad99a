/** Which customers and items of QuickBooks were taken for whom, and why. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { links } from '../db/schema.ts'
import type { Evidence } from '../posting/customer-match.ts'

export type MatchRow = {
  readonly subject: string
  readonly role: string
  readonly quickBooksID: string
  readonly label: string
  /** Null of what was made in QuickBooks for the subject. */
  readonly evidence: Evidence | null
  readonly linkedAtMs: number
}

const ENTRY_ROLES = ['customer', 'item']

/** Newest first. */
export async function listMatches(
  db: Database,
  page: { readonly storeID: string; readonly limit: number },
): Promise<readonly MatchRow[]> {
  const rows = await db
    .select({
      subject: links.subject,
      role: links.role,
      quickBooksID: links.quickBooksID,
      label: links.label,
      evidence: links.evidence,
      linkedAtMs: links.linkedAtMs,
    })
    .from(links)
    .where(
      and(
        eq(links.storeID, page.storeID),
        inArray(links.role, ENTRY_ROLES),
        isNull(links.deletedAtMs),
      ),
    )
    .orderBy(desc(links.linkedAtMs))
    .limit(page.limit)
  return rows.map((row) => ({ ...row, evidence: row.evidence as Evidence | null }))
}

/** The subject's customer or item is looked up anew the next time it is needed. */
export function forgetMatch(
  db: Database,
  match: { readonly storeID: string; readonly subject: string; readonly nowMs: number },
): Statement {
  return db.run(sql`
    UPDATE ${links} SET deleted_at_ms = ${match.nowMs}
    WHERE store_id = ${match.storeID} AND subject = ${match.subject}
      AND role IN ('customer', 'item') AND deleted_at_ms IS NULL`)
}
