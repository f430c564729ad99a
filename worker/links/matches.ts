/** Which customers and items of QuickBooks were taken for whom, and why. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { builtOnce } from '../db/built-once.ts'
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

type Page = { readonly storeID: string; readonly limit: number }

const MATCH_COLUMNS = {
  subject: links.subject,
  role: links.role,
  quickBooksID: links.quickBooksID,
  label: links.label,
  evidence: links.evidence,
  linkedAtMs: links.linkedAtMs,
}

/** Word for word the condition of the index `links_entry`, or every link would be read. */
const IS_ENTRY = sql.raw(`role IN ('customer', 'item')`)

/** By QuickBooks' ID, so that whoever shares an entry stands together. */
export function matchesAfter(
  db: Database,
  page: Page & { readonly after: { readonly quickBooksID: string; readonly subject: string } },
) {
  const { after, ...place } = page
  return matchesBehind(db, { ...place, ...after })
}

type Behind = Page & { readonly quickBooksID: string; readonly subject: string }

const matchesBehind = builtOnce((db, { storeID, limit, quickBooksID, subject }: Behind) =>
  db
    .select(MATCH_COLUMNS)
    .from(links)
    .where(
      and(
        eq(links.storeID, storeID),
        IS_ENTRY,
        sql`${links.quickBooksID} >= ${quickBooksID}`,
        sql`(${links.quickBooksID} > ${quickBooksID} OR ${links.subject} > ${subject})`,
        isNull(links.deletedAtMs),
      ),
    )
    .orderBy(links.quickBooksID, links.subject)
    .limit(limit),
)

/** Of these subjects, and of whoever is linked to these entries. */
export function matchesOf(
  db: Database,
  of: Page & { readonly subjects: readonly string[]; readonly listIDs: readonly string[] },
) {
  const standing = and(eq(links.storeID, of.storeID), IS_ENTRY, isNull(links.deletedAtMs))
  // Left to itself SQLite reads all of the store's links rather than look up a few entries.
  const ofEntries = sql`(SELECT entry.subject, entry.role FROM json_each(${JSON.stringify(of.listIDs)}) AS wanted
    CROSS JOIN ${links} AS entry INDEXED BY links_entry
      ON entry.store_id = ${of.storeID} AND entry.quick_books_id = wanted.value
    WHERE entry.role IN ('customer', 'item'))`
  return [
    db
      .select(MATCH_COLUMNS)
      .from(links)
      .where(and(standing, inArray(links.subject, within(of.subjects))))
      .limit(of.limit),
    db
      .select(MATCH_COLUMNS)
      .from(links)
      .where(and(standing, sql`(${links.subject}, ${links.role}) IN ${ofEntries}`))
      .limit(of.limit),
  ] as const
}

function within(values: readonly string[]) {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`
}

export function matchIn(
  row: Omit<MatchRow, 'evidence'> & { readonly evidence: unknown },
): MatchRow {
  return { ...row, evidence: row.evidence as Evidence | null }
}
