/**
 * The database an operation works on. Every storage function takes one: today it is the Worker's
 * only D1, later one of many chosen by store; on the operator's machine it is wrangler.
 */
import type { BatchItem } from 'drizzle-orm/batch'
import { drizzle } from 'drizzle-orm/d1'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

export type Statement = BatchItem<'sqlite'>

export type Database = BaseSQLiteDatabase<'async', unknown> & {
  /** D1's only transaction: all of it happens or none. */
  batch(statements: readonly [Statement, ...Statement[]]): Promise<unknown>
}

export function openDatabase(binding: D1Database): Database {
  return drizzle(binding)
}

/** Writes what belongs together; nothing at all is no statement. */
export async function writeTogether(db: Database, statements: readonly Statement[]): Promise<void> {
  const [first, ...rest] = statements
  if (first === undefined) {
    return
  }
  await db.batch([first, ...rest])
}
