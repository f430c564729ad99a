/** The database as the operator's machine reaches it: through wrangler, locally or remotely. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import type { Database } from '../db/database.ts'
import { operatorError } from './operator-error.ts'
import { withLiterals } from './sql-literal.ts'
import { deploymentFlag, runWrangler } from './wrangler.ts'

export type Place = 'local' | 'remote'

/** workerd has no busy timeout: while `bun run dev` writes, we are refused at once. */
const BUSY_RETRIES_MAX = 8
const BUSY_PAUSE_MS = 250
/** Longer commands go through a file; Linux allows 128 kB an argument. */
const COMMAND_CHARACTERS_MAX = 60_000

type Query = { readonly sql: string; readonly params: readonly unknown[] }
type Row = Readonly<Record<string, unknown>>

export function wranglerDatabase(place: Place, persistTo?: string): Database {
  const target = { place, persistTo }
  return drizzle(
    async (sql, params: unknown[], method) => {
      const [rows = []] = await execute([{ sql, params }], target)
      return { rows: rowsFor(method, rows) }
    },
    async (queries) => {
      const results = await execute(queries, target)
      return queries.map(({ method }, at) => ({ rows: rowsFor(method, results[at] ?? []) }))
    },
  )
}

/** drizzle wants the columns of a row in order, and for `get` the one row itself. */
function rowsFor(method: string, rows: readonly Row[]): unknown[] {
  const values = rows.map((row) => Object.values(row))
  return method === 'get' ? (values[0] ?? []) : values
}

type Target = { readonly place: Place; readonly persistTo: string | undefined }

async function execute(queries: readonly Query[], target: Target): Promise<readonly Row[][]> {
  const sql = queries.map(({ sql: text, params }) => withLiterals(text, params)).join(';\n')
  for (let attempt = 0; ; attempt += 1) {
    const done = await d1Execute(sql, target)
    if (done.kind === 'done') {
      return done.results
    }
    if (attempt === 0 && target.place === 'local' && done.words.includes('no such table')) {
      // The first command on a machine where the Worker never ran.
      await runWrangler(['d1', 'migrations', 'apply', 'DB', '--local', ...persistFlag(target)])
      continue
    }
    if (!/SQLITE_BUSY|database is locked/i.test(done.words) || attempt >= BUSY_RETRIES_MAX) {
      throw operatorError({
        what: 'The database did not take the command.',
        why: done.words,
        how:
          target.place === 'remote'
            ? 'Check `wrangler whoami`, and bring the deployed database up to date: bun run tillbridge deploy'
            : 'Run: bun run dev, which brings the local database up to date.',
      })
    }
    await Bun.sleep(BUSY_PAUSE_MS)
  }
}

function persistFlag({ persistTo }: Pick<Target, 'persistTo'>): readonly string[] {
  return persistTo === undefined ? [] : [`--persist-to=${persistTo}`]
}

type Executed =
  | { readonly kind: 'done'; readonly results: readonly Row[][] }
  | { readonly kind: 'failed'; readonly words: string }

async function d1Execute(sql: string, { place, persistTo }: Target): Promise<Executed> {
  const scratch = await mkdtemp(join(tmpdir(), 'tillbridge-sql-'))
  try {
    const file = join(scratch, 'statements.sql')
    const isLong = sql.length > COMMAND_CHARACTERS_MAX
    if (isLong) {
      await writeFile(file, sql, { mode: 0o600 })
    }
    const { exitCode, stdout, stderr } = await runWrangler([
      'd1',
      'execute',
      'DB',
      `--${place}`,
      ...(place === 'remote' ? deploymentFlag() : []),
      '--json',
      ...persistFlag({ persistTo }),
      ...(isLong ? ['--file', file] : ['--command', sql]),
    ])
    return exitCode === 0
      ? { kind: 'done', results: resultsIn(stdout) }
      : { kind: 'failed', words: `${stdout}\n${stderr}`.trim() }
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** wrangler may print a word of its own before the JSON. */
function resultsIn(stdout: string): readonly Row[][] {
  const results = JSON.parse(stdout.slice(stdout.indexOf('['))) as { results?: Row[] }[]
  return results.map(({ results: rows = [] }) => rows)
}
