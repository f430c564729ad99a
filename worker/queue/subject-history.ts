/** What became of one subject: its entries in the queue, and every set that wrote something of it. */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs, messageSetPieces, messageSets } from '../db/schema.ts'

export type Attempt = {
  readonly messageSetID: string
  readonly sentAtMs: number
  readonly answeredAtMs: number | null
  readonly state: 'out' | 'answered' | 'doubtful'
  readonly resends: number
  readonly hresult: string | null
  readonly message: string | null
}

/** For a person: it looks through what each set since then was for. */
export async function attemptsOf(
  db: Database,
  {
    storeID,
    subject,
    sinceMs,
  }: {
    readonly storeID: string
    readonly subject: string
    readonly sinceMs: number
  },
): Promise<readonly Attempt[]> {
  const named = JSON.stringify({ subject }).slice(1, -1)
  const isAbout = sql`EXISTS (SELECT 1 FROM ${messageSetPieces}
    WHERE ${messageSetPieces.storeID} = ${storeID}
      AND ${messageSetPieces.messageSetID} = ${messageSets.messageSetID}
      AND ${messageSetPieces.part} = 'manifest' AND instr(${messageSetPieces.text}, ${named}) > 0)`
  return db
    .select({
      messageSetID: messageSets.messageSetID,
      sentAtMs: messageSets.sentAtMs,
      answeredAtMs: messageSets.answeredAtMs,
      state: messageSets.state,
      resends: messageSets.resends,
      hresult: messageSets.hresult,
      message: messageSets.message,
    })
    .from(messageSets)
    .where(and(eq(messageSets.storeID, storeID), gte(messageSets.sentAtMs, sinceMs), isAbout))
    .orderBy(asc(messageSets.sentAtMs))
}

/** Oldest first. Done entries have no index: each row of the store is looked at. */
export function entriesOf(
  db: Database,
  { storeID, subject }: { readonly storeID: string; readonly subject: string },
) {
  return db
    .select()
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), eq(jobs.subject, subject)))
    .orderBy(asc(jobs.id))
}
