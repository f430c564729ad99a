/** What the shop has still to hear. Kept in order; the plugin's cursor says how far it heard. */
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Problem } from '../books/problems.ts'
import { builtOnce } from '../db/built-once.ts'
import type { Database, Statement } from '../db/database.ts'
import { jsonParts } from '../db/json-parts.ts'
import { outcomes } from '../db/schema.ts'

export type OutcomeDocument = {
  readonly kind: string
  readonly refNumber: string
  readonly txnID: string
  readonly totalCents: number
}

export type Outcome = {
  readonly subject: string
  readonly generation: number
  readonly state: 'posted' | 'held' | 'withdrawn'
  readonly documents: readonly OutcomeDocument[]
  readonly problem: Problem | null
}

/** SHOP.md: at most 100 a time. */
export const OUTCOMES_PER_ANSWER_MAX = 100

/**
 * Numbered on from the store's newest, which therefore is never removed: the plugin's cursor would
 * be ahead of whatever came after it.
 */
export function recordOutcomes(
  db: Database,
  made: { readonly storeID: string; readonly outcomes: readonly Outcome[]; readonly nowMs: number },
): Statement[] {
  return jsonParts(made.outcomes).map((part) =>
    db.run(sql`
      INSERT INTO ${outcomes} (store_id, id, subject, generation, state, at_ms, documents, problem)
      SELECT ${made.storeID}, key + 1 + (SELECT coalesce(max(id), 0) FROM ${outcomes}
          WHERE store_id = ${made.storeID}), value ->> '$.subject', value ->> '$.generation',
        value ->> '$.state', ${made.nowMs}, value -> '$.documents',
        CASE WHEN json_type(value, '$.problem') = 'object' THEN value -> '$.problem' END
      FROM json_each(${part})`),
  )
}

/** One more than the limit is read, so that the answer can say whether there is more. */
export async function readOutcomes(
  db: Database,
  wanted: { readonly storeID: string; readonly afterID: number },
) {
  return db
    .select()
    .from(outcomes)
    .where(and(eq(outcomes.storeID, wanted.storeID), gt(outcomes.id, wanted.afterID)))
    .orderBy(asc(outcomes.id))
    .limit(OUTCOMES_PER_ANSWER_MAX + 1)
}

/** `beforeID` null begins with the newest. */
type Page = {
  readonly storeID: string
  readonly beforeID: number | null
  readonly limit: number
}

/** What was told last, newest first, for a person. */
export function newestOutcomes(db: Database, { beforeID, ...page }: Page) {
  return newestRows(db, { ...page, beforeID: beforeID ?? BEHIND_ALL })
}

const BEHIND_ALL = Number.MAX_SAFE_INTEGER

const newestRows = builtOnce(
  (db, { storeID, beforeID, limit }: Page & { readonly beforeID: number }) =>
    db
      .select()
      .from(outcomes)
      .where(and(eq(outcomes.storeID, storeID), lt(outcomes.id, beforeID)))
      .orderBy(desc(outcomes.id))
      .limit(limit),
)

/** Whose `newestOutcomes` are, as a query. */
export function newestSubjects({ storeID, beforeID, limit }: Page): SQL {
  return sql`SELECT subject FROM ${outcomes}
    WHERE store_id = ${storeID} AND id < ${beforeID ?? BEHIND_ALL} ORDER BY id DESC LIMIT ${limit}`
}

/** As `newestOutcomes`, without what an outcome is made of. */
export function newestOutcomeTotals(
  db: Database,
  { storeID, limit }: { readonly storeID: string; readonly limit: number },
) {
  return db
    .select({
      subject: outcomes.subject,
      state: outcomes.state,
      atMs: outcomes.atMs,
      totalCents: sql<number | null>`${outcomes.documents} ->> '$[0].totalCents'`,
    })
    .from(outcomes)
    .where(eq(outcomes.storeID, storeID))
    .orderBy(desc(outcomes.id))
    .limit(limit)
}

/** 0 when there is none. */
export async function newestOutcomeID(db: Database, storeID: string): Promise<number> {
  const [row] = await db
    .select({ id: outcomes.id })
    .from(outcomes)
    .where(eq(outcomes.storeID, storeID))
    .orderBy(desc(outcomes.id))
    .limit(1)
  return row?.id ?? 0
}
