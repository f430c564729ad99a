/** Every table that holds something of a store, from the schema itself, so that none is forgotten. */
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { writeTogether } from './database.ts'
import type { Database, Statement } from './database.ts'
import * as schema from './schema.ts'

export type StoreTable = {
  readonly name: string
  readonly table: SQLiteTable
  /** In the database's words, in the schema's order. */
  readonly columns: readonly string[]
  /** Those that tell one row of a store from another. */
  readonly keys: readonly string[]
}

const STORE_ID = 'store_id'

/** The store itself comes last. */
export const STORE_TABLES: readonly StoreTable[] = Object.values(schema)
  .flatMap((table) => (is(table, SQLiteTable) ? [storeTable(table)] : []))
  .toSorted((left, right) => Number(left.name === 'stores') - Number(right.name === 'stores'))

function storeTable(table: SQLiteTable): StoreTable {
  const columns = Object.values(getTableColumns(table))
  const { primaryKeys } = getTableConfig(table)
  const ofSeveral = primaryKeys.flatMap((key) => key.columns.map(({ name }) => name))
  const keys = [...columns.flatMap(({ primary, name }) => (primary ? [name] : [])), ...ofSeveral]
  return {
    name: getTableName(table),
    table,
    columns: columns.map(({ name }) => name),
    keys: keys.filter((name) => name !== STORE_ID),
  }
}

export type RowCounts = Readonly<Record<string, number>>

/** How many rows each table has of a store, in one trip. D1 takes a UNION of five at most. */
export async function countRows(db: Database, storeID: string): Promise<RowCounts> {
  const counts = STORE_TABLES.map(({ name, table }) => [
    name,
    sql<number>`(SELECT count(*) FROM ${table} WHERE store_id = ${storeID})`.as(name),
  ])
  const [row] = await db.select(Object.fromEntries(counts)).from(sql`(SELECT 1)`)
  return row as RowCounts
}

/** In pieces: D1 gives one statement half a minute. */
const ROWS_REMOVED_AT_ONCE = 5_000
const STATEMENTS_TOGETHER = 4

/** The store goes first, which shuts every door to it; what it had follows. What went, by table. */
export async function removeRows(db: Database, storeID: string): Promise<RowCounts> {
  const counts = await countRows(db, storeID)
  const statements = STORE_TABLES.toReversed().flatMap((table) => {
    const pieces = Math.ceil((counts[table.name] ?? 0) / ROWS_REMOVED_AT_ONCE)
    return Array.from({ length: pieces }, () => removal(db, { table, storeID }))
  })
  for (let at = 0; at < statements.length; at += STATEMENTS_TOGETHER) {
    await writeTogether(db, statements.slice(at, at + STATEMENTS_TOGETHER))
  }
  return counts
}

function removal(
  db: Database,
  { table, storeID }: { readonly table: StoreTable; readonly storeID: string },
): Statement {
  const key = sql.raw(['store_id', ...table.keys].join(', '))
  return db.run(sql`DELETE FROM ${table.table} WHERE (${key}) IN
    (SELECT ${key} FROM ${table.table} WHERE store_id = ${storeID} LIMIT ${ROWS_REMOVED_AT_ONCE})`)
}
