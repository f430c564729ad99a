/** The Worker on a database that adds up D1's own count of the rows it read. */
import { env } from 'cloudflare:workers'
import worker from '../../worker/index.ts'
import { ORIGIN } from './browser.ts'

/** What one visit of the page reads. */
export function rowsReadAt(path: string, cookie: string): Promise<number> {
  return rowsReadBy(new Request(`${ORIGIN}${path}`, { headers: { Cookie: cookie } }))
}

/** What a form reads that answers with a page of its own. */
export function rowsReadOnSubmit(
  path: string,
  form: { readonly cookie: string; readonly fields: Readonly<Record<string, string>> },
): Promise<number> {
  const body = new URLSearchParams(form.fields).toString()
  const type = 'application/x-www-form-urlencoded'
  const headers = {
    Cookie: form.cookie,
    'Content-Type': type,
    'Content-Length': String(body.length),
  }
  return rowsReadBy(new Request(`${ORIGIN}${path}`, { method: 'POST', headers, body }))
}

async function rowsReadBy(request: Request): Promise<number> {
  const counted = countedDatabase(env.DB)
  const response = await worker.fetch(request, { ...env, DB: counted.db })
  if (response.status !== 200) {
    throw new Error(`${request.url} answered ${response.status}`)
  }
  return counted.rows()
}

function countedDatabase(real: D1Database): {
  readonly db: D1Database
  readonly rows: () => number
} {
  let rows = 0
  const count = <T>(result: D1Result<T>): D1Result<T> => {
    rows += result.meta.rows_read
    return result
  }
  const originals = new WeakMap<object, D1PreparedStatement>()
  const statement = (one: D1PreparedStatement): D1PreparedStatement => {
    const counting = {
      bind: (...values: unknown[]) => statement(one.bind(...values)),
      all: async () => count(await one.all()),
      run: async () => count(await one.run()),
      // drizzle reads single queries so, and that answer has no count: it is asked once more.
      raw: async () => {
        count(await one.all())
        return one.raw()
      },
    } as unknown as D1PreparedStatement
    originals.set(counting, one)
    return counting
  }
  const db = {
    prepare: (query: string) => statement(real.prepare(query)),
    batch: async (statements: D1PreparedStatement[]) =>
      (await real.batch(statements.map((one) => originals.get(one) ?? one))).map(count),
  } as unknown as D1Database
  return { db, rows: () => rows }
}
