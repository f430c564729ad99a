/**
 * The Worker as it is, with a D1 binding that adds up what D1's own `meta` says of each statement.
 * `GET /bench/rows` gives the sums and starts anew.
 */
import app, { StoreSession as Session } from '../../../worker/index.ts'
import type { Env } from '../../../worker/env.ts'
import type { StatementRows } from '../statement-rows.ts'

const PATH = '/bench/rows'

/** One isolate runs the Worker and its Durable Objects on this machine, so both add up here. */
const sums = new Map<string, StatementRows>()

export class StoreSession extends Session {
  constructor(context: DurableObjectState, env: Env) {
    super(context, { ...env, DB: counted(env.DB) })
  }
}

// oxlint-disable-next-line import/no-default-export -- workerd takes a module's handler from there.
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname !== PATH) {
      return app.fetch(request, { ...env, DB: counted(env.DB) }, context)
    }
    const answer = Response.json([...sums.values()])
    sums.clear()
    return answer
  },
}

/** What stands behind a counted statement. */
const originals = new WeakMap<
  D1PreparedStatement,
  { statement: D1PreparedStatement; sql: string }
>()

function counted(db: D1Database): D1Database {
  return new Proxy(db, {
    get(target, property) {
      switch (property) {
        case 'prepare':
          return (sql: string) => countedStatement(target.prepare(sql), sql)
        case 'batch':
          return (statements: D1PreparedStatement[]) => countedBatch(target, statements)
        default:
          throw new Error(`the bench does not count D1Database.${String(property)}`)
      }
    },
  })
}

async function countedBatch(
  db: D1Database,
  statements: readonly D1PreparedStatement[],
): Promise<D1Result[]> {
  const known = statements.map((statement) => {
    const original = originals.get(statement)
    if (original === undefined) {
      throw new Error('a batch holds a statement that was not prepared here')
    }
    return original
  })
  const results = await db.batch(known.map(({ statement }) => statement))
  results.forEach(({ meta }, at) => add(known[at]?.sql ?? '', meta))
  return results
}

function countedStatement(original: D1PreparedStatement, sql: string): D1PreparedStatement {
  const statement = new Proxy(original, {
    get(target, property) {
      switch (property) {
        case 'bind':
          return (...values: unknown[]) => countedStatement(target.bind(...values), sql)
        case 'run':
        case 'all':
          return async () => noted(sql, await target.all())
        case 'raw':
          return () => rawRows(target, sql)
        default:
          throw new Error(`the bench does not count D1PreparedStatement.${String(property)}`)
      }
    },
  })
  originals.set(statement, { statement: original, sql })
  return statement
}

/** `raw` gives no meta; a SELECT can be asked twice, anything else is asked once, by name. */
async function rawRows(statement: D1PreparedStatement, sql: string): Promise<unknown[][]> {
  if (/^\s*select/i.test(sql)) {
    noted(sql, await statement.all())
    return statement.raw()
  }
  const { results } = noted(sql, await statement.all<Record<string, unknown>>())
  return results.map((row) => Object.values(row))
}

function noted<T>(sql: string, result: D1Result<T>): D1Result<T> {
  add(sql, result.meta)
  return result
}

function add(sql: string, meta: D1Meta): void {
  const statement = statementName(sql)
  const sum = sums.get(statement)
  sums.set(statement, {
    statement,
    count: (sum?.count ?? 0) + 1,
    rowsRead: (sum?.rowsRead ?? 0) + meta.rows_read,
    rowsWritten: (sum?.rowsWritten ?? 0) + meta.rows_written,
  })
}

/** The verb and the table a statement is about. */
function statementName(sql: string): string {
  const text = sql.replaceAll(/["`]/g, '').replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const [, verb = '?', table = '?'] =
    /^(insert)(?: or \w+)? into (\w+)/.exec(text) ??
    /^(update)(?: or \w+)? (\w+)/.exec(text) ??
    /^(delete) from (\w+)/.exec(text) ??
    /^(?:with .*)?(select) .*?from (\w+)/.exec(text) ??
    []
  return `${verb} ${table}`
}
