/** A database with the real migrations and nothing in it. */
import { Database as Sqlite } from 'bun:sqlite'
import type { D1Database } from '@cloudflare/workers-types'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bindD1 } from '../simulation/sqlite-d1.ts'

const MIGRATIONS = resolve(import.meta.dir, '../../migrations')

export function emptyDatabase(): D1Database {
  const sqlite = new Sqlite(':memory:')
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  for (const file of files.toSorted()) {
    sqlite.exec(readFileSync(join(MIGRATIONS, file), 'utf8'))
  }
  return bindD1(() => sqlite, { before: async () => 'carried-out' }).binding
}
