/**
 * D1 over SQLite in memory, as far as the Worker uses it: prepare, bind, all, raw, first, run and
 * batch as one transaction. Each operation passes a gate first, where what goes wrong goes wrong.
 */
import type { Database as Sqlite, SQLQueryBindings, Statement as SqliteStatement } from 'bun:sqlite'
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'

export type Query = { readonly sql: string; readonly params: readonly unknown[] }

/** One round trip to D1. */
export type Operation = {
  readonly kind: 'query' | 'batch'
  readonly queries: readonly Query[]
}

/** What becomes of an operation. */
export type Fate =
  | 'carried-out'
  /** D1 answers with an error, and nothing happened. */
  | 'failed'
  /** It is committed, and its answer never arrives. */
  | 'answer-lost'

export type Gate = {
  /** Throws when whoever asks is gone. */
  readonly before: (operation: Operation) => Promise<Fate>
  /** After each batch that was committed, on the bare database. */
  readonly afterBatch?: (sqlite: Sqlite) => void
}

/** What D1 allows a query, and SQLite left to itself does not ask. */
const BOUND_PARAMETERS_MAX = 100
const COMPOUND_TERMS_MAX = 5

export type BoundD1 = {
  readonly binding: D1Database
  /** Resolves when nothing is on its way: of parallel reads one may have failed before the others. */
  readonly idle: () => Promise<unknown>
}

type Statement = D1PreparedStatement & { readonly query: Query }

/**
 * A binding for one actor. Its operations go one after another, in the order they were asked for:
 * the engine's parallel reads must not make a run depend on the machine.
 */
export function bindD1(database: () => Sqlite, gate: Gate): BoundD1 {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(operation: Operation, act: (sqlite: Sqlite) => T): Promise<T> => {
    const turn = last.then(() => carryOut({ database, gate }, operation, act))
    last = turn.catch(() => undefined)
    return turn
  }
  const one = <T>(query: Query, act: (sqlite: Sqlite) => T) =>
    inTurn({ kind: 'query', queries: [query] }, act)
  const statement = (query: Query): Statement => {
    const bound = {
      query,
      bind: (...params: unknown[]) => statement({ ...query, params }),
      all: () => one(query, (sqlite) => resultOf(sqlite, query)),
      run: () => one(query, (sqlite) => resultOf(sqlite, query)),
      raw: () =>
        one(query, (sqlite) => prepared(sqlite, query.sql).statement.values(...bindings(query))),
      first: async () => (await one(query, (sqlite) => resultOf(sqlite, query))).results[0] ?? null,
    }
    return bound as unknown as Statement
  }
  const binding = {
    prepare: (sql: string) => statement({ sql, params: [] }),
    batch: (statements: readonly Statement[]) => {
      const queries = statements.map(({ query }) => query)
      return inTurn({ kind: 'batch', queries }, (sqlite) => {
        const results = runBatch(sqlite, queries)
        gate.afterBatch?.(sqlite)
        return results
      })
    },
  }
  return { binding: binding as unknown as D1Database, idle: () => last }
}

/** All of it or nothing. A savepoint, since the whole run is one transaction that is rolled back. */
export function runBatch(sqlite: Sqlite, queries: readonly Query[]): D1Result[] {
  const statements = queries.map((query) => ({ query, ...prepared(sqlite, query.sql) }))
  if (statements.every(({ isReading }) => isReading)) {
    return statements.map(({ query }) => resultOf(sqlite, query))
  }
  prepared(sqlite, 'SAVEPOINT batch').statement.run()
  try {
    const results = statements.map(({ query }) => resultOf(sqlite, query))
    prepared(sqlite, 'RELEASE batch').statement.run()
    return results
  } catch (error) {
    prepared(sqlite, 'ROLLBACK TO batch').statement.run()
    prepared(sqlite, 'RELEASE batch').statement.run()
    throw error
  }
}

type Prepared = {
  readonly statement: SqliteStatement
  readonly hasRows: boolean
  readonly isReading: boolean
}

const preparedStatements = new WeakMap<Sqlite, Map<string, Prepared>>()

/** Bun keeps twenty statements; the engine has more, and preparing them is a tenth of a run. */
function prepared(sqlite: Sqlite, sql: string): Prepared {
  let statements = preparedStatements.get(sqlite)
  if (statements === undefined) {
    statements = new Map()
    preparedStatements.set(sqlite, statements)
  }
  const known = statements.get(sql)
  if (known !== undefined) {
    return known
  }
  if (compoundTermsOf(sql) > COMPOUND_TERMS_MAX) {
    throw new Error(`D1_ERROR: too many terms in compound SELECT: ${sql}`)
  }
  const statement = sqlite.prepare(sql)
  const hasRows = statement.columnNames.length > 0
  const made = { statement, hasRows, isReading: /^\s*select/i.test(sql) }
  statements.set(sql, made)
  return made
}

/** Of the longest compound in it; each pair of brackets may have one of its own. */
function compoundTermsOf(sql: string): number {
  const terms = [1]
  let most = 1
  for (const [token] of sql
    .replaceAll(/'[^']*'/g, '')
    .matchAll(/[()]|\b(?:union|except|intersect)\b/gi)) {
    if (token === '(') {
      terms.push(1)
    } else if (token === ')') {
      terms.pop()
    } else {
      terms.push((terms.pop() ?? 1) + 1)
      most = Math.max(most, terms.at(-1) ?? 1)
    }
  }
  return most
}

async function carryOut<T>(
  { database, gate }: { readonly database: () => Sqlite; readonly gate: Gate },
  operation: Operation,
  act: (sqlite: Sqlite) => T,
): Promise<T> {
  const fate = await gate.before(operation)
  if (fate === 'failed') {
    throw new Error('D1_ERROR: the simulated database failed before it did anything')
  }
  const result = act(database())
  if (fate === 'answer-lost') {
    throw new Error('D1_ERROR: Network connection lost.')
  }
  return result
}

function resultOf(sqlite: Sqlite, query: Query): D1Result<Record<string, unknown>> {
  const { statement, hasRows } = prepared(sqlite, query.sql)
  if (hasRows) {
    const results = statement.all(...bindings(query)) as Record<string, unknown>[]
    return { success: true, results, meta: metaOf(0) }
  }
  const { changes } = statement.run(...bindings(query))
  return { success: true, results: [], meta: metaOf(changes) }
}

function metaOf(changes: number): D1Result['meta'] {
  return {
    changes,
    changed_db: changes > 0,
    duration: 0,
    last_row_id: 0,
    rows_read: 0,
    rows_written: changes,
    size_after: 0,
  }
}

function bindings({ sql, params }: Query): SQLQueryBindings[] {
  if (params.length > BOUND_PARAMETERS_MAX) {
    throw new Error(`D1_ERROR: too many SQL variables: ${params.length} in ${sql}`)
  }
  return params.map((value) => {
    if (value === undefined) {
      throw new TypeError(`D1_TYPE_ERROR: Type 'undefined' not supported for value of ${sql}`)
    }
    return typeof value === 'boolean' ? Number(value) : (value as SQLQueryBindings)
  })
}
