/**
 * The database an operation works on. Every storage function takes one: today it is the Worker's
 * only D1, later one of many chosen by store; on the operator's machine it is wrangler.
 */
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch'
import { drizzle } from 'drizzle-orm/d1'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

export type Statement = BatchItem<'sqlite'>

export type Database = BaseSQLiteDatabase<'async', unknown> & {
  /** D1's only transaction: all of it happens or none. */
  batch(statements: readonly [Statement, ...Statement[]]): Promise<unknown>
}

/** What `readTogether` gives of them. */
export type RowsOf<TQueries extends readonly Statement[]> = BatchResponse<TQueries>

/** A database that answers several queries in one trip. */
export type ReadingDatabase = Database & {
  /** Selects only, each with its rows; one snapshot of the data. */
  readTogether: DrizzleD1Database['batch']
}

export function openDatabase(binding: D1Database): ReadingDatabase {
  const db = drizzle(binding)
  const readTogether = db.batch.bind(db)
  // drizzle's own batch forgets the parameters of `db.run(sql…)`: it looks for a statement that a
  // raw query does not have (0.45.4).
  return Object.assign(db, {
    readTogether,
    batch: (statements: readonly [Statement, ...Statement[]]) =>
      binding.batch(statements.map((statement) => prepared(binding, statement))),
  })
}

/** Writes what belongs together; nothing at all is no statement. */
export async function writeTogether(db: Database, statements: readonly Statement[]): Promise<void> {
  const [first, ...rest] = statements
  if (first === undefined) {
    return
  }
  await db.batch([first, ...rest])
}

/** What every drizzle query has and its types keep to themselves (0.45.4). */
type Preparable = {
  _prepare(): { getQuery(): { readonly sql: string; readonly params: readonly unknown[] } }
}

function prepared(binding: D1Database, statement: Statement): D1PreparedStatement {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- the name is drizzle's
  const { sql, params } = (statement as unknown as Preparable)._prepare().getQuery()
  return binding.prepare(sql).bind(...params)
}
