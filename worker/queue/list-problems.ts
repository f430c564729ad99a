import { and, desc, eq, sql } from 'drizzle-orm'
import type { Problem } from '../books/problems.ts'
import type { Database } from '../db/database.ts'
import { jobs } from '../db/schema.ts'

export type ProblemGroup = {
  /** Of one of them, for its words. */
  readonly problem: Problem
  readonly count: number
  readonly oldestAtMs: number
}

/** What holds orders, by its cause, the most frequent first. Every held entry is read. */
export async function listProblems(
  db: Database,
  storeID: string,
): Promise<readonly ProblemGroup[]> {
  const rows = await db
    .select({
      // SQLite takes a bare column from the row that has the minimum.
      problem: jobs.problem,
      count: sql<number>`count(*)`,
      oldestAtMs: sql<number>`min(${jobs.updatedAtMs})`,
    })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), sql`${jobs.state} = 'blocked'`))
    .groupBy(sql`${jobs.problem} ->> '$.code'`)
    .orderBy(desc(sql`count(*)`))
  return rows.map(({ problem, ...group }) => ({ ...group, problem: problem as Problem }))
}
