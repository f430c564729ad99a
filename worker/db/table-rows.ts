/** Rows of a store as the database holds them: read page by page, and written again. */
import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { writeTogether } from './database.ts'
import type { Database, Statement } from './database.ts'
import type { StoreTable } from './store-tables.ts'

export type Value = string | number | null

/** One value a column. */
export type Row = readonly Value[]

/** Some megabytes at a time, whatever a row holds: a snapshot has a thousand times a job's. */
const PAGE_CHARACTERS = 4_000_000
const FIRST_PAGE_ROWS = 64
const PAGE_ROWS_MAX = 10_000

/** In the order of their keys. `columns` are those wanted, in that order. */
export async function* tablePages(
  db: Database,
  table: StoreTable,
  { storeID, columns }: { readonly storeID: string; readonly columns: readonly string[] },
): AsyncGenerator<readonly Row[]> {
  // The keys come first, so that the next page knows where this one ended.
  const read = [...table.keys, ...columns]
  const fields = Object.fromEntries(
    read.map((name, at) => [String(at), sql<Value>`${sql.identifier(name)}`.as(`c${at}`)]),
  )
  let after: Row | null = null
  let limit = FIRST_PAGE_ROWS
  for (;;) {
    const rows: Record<string, unknown>[] = await db
      .select(fields)
      .from(table.table)
      .where(sql`store_id = ${storeID} ${isAfter(table, after)}`)
      .orderBy(...orderOf(table))
      .limit(limit)
    const page = rows.map((row) => read.map((_, at) => row[String(at)] as Value))
    if (page.length > 0) {
      yield page.map((row) => row.slice(table.keys.length))
    }
    const last = page.at(-1)
    if (last === undefined || page.length < limit) {
      return
    }
    after = last.slice(0, table.keys.length)
    const characters = Math.max(1, JSON.stringify(page).length)
    const fitting = Math.floor((limit * PAGE_CHARACTERS) / characters)
    limit = Math.max(1, Math.min(fitting, limit * 8, PAGE_ROWS_MAX))
  }
}

function isAfter({ keys }: StoreTable, after: Row | null): SQL {
  return after === null || keys.length === 0
    ? sql``
    : sql`AND (${sql.raw(keys.join(', '))}) > (${sql.join(
        after.map((value) => sql`${value}`),
        sql`, `,
      )})`
}

function orderOf({ keys }: StoreTable): SQL[] {
  return keys.length === 0 ? [sql`store_id`] : keys.map((key) => sql`${sql.identifier(key)}`)
}

/** D1 takes 100 kB a statement, in bytes, of which a character has at most three. */
const STATEMENT_CHARACTERS_MAX = 24_000
const BATCH_CHARACTERS = 4_000_000

type Written = { readonly columns: readonly string[]; readonly rows: readonly Row[] }

/** Short rows go many in a statement; what does not fit one is written in pieces. */
export async function insertRows(
  db: Database,
  table: StoreTable,
  { columns, rows }: Written,
): Promise<void> {
  let statements: Statement[] = []
  let characters = 0
  for (const part of partsOf(rows)) {
    if (characters + part.characters > BATCH_CHARACTERS) {
      await writeTogether(db, statements)
      statements = []
      characters = 0
    }
    statements.push(...insertion(db, table, { columns, rows: part.rows }))
    characters += part.characters
  }
  await writeTogether(db, statements)
}

type Part = { readonly rows: readonly Row[]; readonly characters: number }

function partsOf(rows: readonly Row[]): Part[] {
  const parts: { rows: Row[]; characters: number }[] = []
  for (const row of rows) {
    const characters = JSON.stringify(row).length + 1
    const part = parts.at(-1)
    if (part === undefined || part.characters + characters > STATEMENT_CHARACTERS_MAX) {
      parts.push({ rows: [row], characters })
    } else {
      part.rows.push(row)
      part.characters += characters
    }
  }
  return parts
}

function insertion(
  db: Database,
  { table, keys }: StoreTable,
  { columns, rows }: Written,
): Statement[] {
  const names = sql.join(
    columns.map((name) => sql.identifier(name)),
    sql`, `,
  )
  const values = sql.raw(columns.map((_, at) => `value ->> '$[${at}]'`).join(', '))
  const [row = []] = rows
  const isLong = JSON.stringify(row).length > STATEMENT_CHARACTERS_MAX
  const first = isLong
    ? [row.map((value) => (typeof value === 'string' ? (pieces(value)[0] ?? '') : value))]
    : rows
  const insert = db.run(sql`INSERT INTO ${table} (${names})
    SELECT ${values} FROM json_each(${JSON.stringify(first)})`)
  return isLong ? [insert, ...additions(db, { table, keys, columns, row })] : [insert]
}

/** What the first pieces of a row's values left over. */
function additions(
  db: Database,
  {
    table,
    keys,
    columns,
    row,
  }: Pick<StoreTable, 'table' | 'keys' | 'columns'> & { readonly row: Row },
): Statement[] {
  const isRow = sql.join(
    ['store_id', ...keys].map(
      (key) => sql`${sql.identifier(key)} = ${row[columns.indexOf(key)] ?? null}`,
    ),
    sql` AND `,
  )
  return row.flatMap((value, at) => {
    const column = sql.identifier(columns[at] ?? '')
    const left = typeof value === 'string' ? pieces(value).slice(1) : []
    return left.map((piece) =>
      db.run(sql`UPDATE ${table} SET ${column} = ${column} || ${piece} WHERE ${isRow}`),
    )
  })
}

/** Several long values share the statement that inserts their row. */
const PIECE_CHARACTERS = 8_000

function pieces(text: string): string[] {
  const found: string[] = []
  for (let start = 0; start < text.length;) {
    const end = start + PIECE_CHARACTERS
    // Never between the halves of a character.
    const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
    found.push(text.slice(start, isSplit ? end - 1 : end))
    start = isSplit ? end - 1 : end
  }
  return found
}
