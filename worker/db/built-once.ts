/**
 * Queries whose SQL is built once for all. drizzle (0.45.4) builds it anew for each request, of which
 * it is a quarter; its own prepared queries are bound to one database and go in no batch.
 */
import { fillPlaceholders, sql } from 'drizzle-orm'
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { Database, Statement } from './database.ts'

/** What changes from one to the next; a column of JSON takes an object, and no null. */
type Values = Readonly<Record<string, string | number | object>>

type Query = { readonly sql: string; readonly params: readonly unknown[] }

/** What drizzle makes of a query, as far as a batch asks for it. */
type Prepared = {
  readonly getQuery: () => Query
  readonly stmt: D1PreparedStatement
  readonly execute: () => Promise<unknown>
}

type Preparable = { readonly _prepare: () => Prepared }

/**
 * `build` makes a query of a batch. Its values go nowhere but into the query, each by its name: while
 * the SQL is built they stand for others, and there is no rest of them.
 */
export function builtOnce<TValues extends Values, TQuery extends Statement>(
  build: (db: Database, values: TValues) => TQuery,
): (db: Database, values: TValues) => TQuery {
  let built: { readonly prepared: Prepared; readonly query: Query } | null = null
  return (db, values) => {
    const client = clientOf(db)
    if (client === null) {
      return build(db, values)
    }
    built ??= builtOf(build(db, PLACEHOLDERS as TValues))
    const { prepared, query } = built
    const filled = { ...query, params: fillPlaceholders([...query.params], values) }
    const ready = Object.create(prepared, {
      query: { value: filled },
      getQuery: { value: () => filled },
      stmt: { get: () => client.prepare(query.sql) },
    }) as Prepared
    const item: unknown = {
      _prepare: () => ready,
      // Asked alone, as every query of drizzle.
      // oxlint-disable-next-line unicorn/no-thenable
      then: (...given: Parameters<Promise<unknown>['then']>) => executed(ready).then(...given),
    }
    return item as TQuery
  }
}

async function executed(ready: Prepared): Promise<unknown> {
  return ready.execute()
}

function builtOf(query: Statement) {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- the name is drizzle's
  const prepared = (query as unknown as Preparable)._prepare()
  return { prepared, query: prepared.getQuery() }
}

const PLACEHOLDERS: unknown = new Proxy(
  {},
  { get: (_, name) => (typeof name === 'string' ? sql.placeholder(name) : undefined) },
)

/** Null on the operator's machine, where the database is wrangler. */
function clientOf(db: Database): D1Database | null {
  const { $client } = db as { readonly $client?: D1Database }
  return typeof $client?.prepare === 'function' ? $client : null
}
