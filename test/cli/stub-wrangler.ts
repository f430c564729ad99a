/**
 * Cloudflare as far as `deploy` and `doctor` ask for it, played by a program in the place of wrangler:
 * it writes down each call, and keeps an account with one database, some secrets and one Worker in
 * the folder that `STUB_ACCOUNT` names.
 */
import { Database } from 'bun:sqlite'
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ACCOUNT = process.env.STUB_ACCOUNT ?? ''
const MIGRATIONS = resolve(import.meta.dir, '../../migrations')
const UUID = '11111111-2222-3333-4444-555555555555'

const args = process.argv.slice(2)
appendFileSync(join(ACCOUNT, 'calls.txt'), `${JSON.stringify(args)}\n`)
process.exit(answer(args.join(' ')))

function answer(call: string): number {
  if (call.startsWith('whoami')) {
    return has('signed-out') ? 1 : say({ email: 'owner@shop.example' })
  }
  if (call.startsWith('d1 list')) {
    return say(has('database') ? [{ uuid: UUID, name: 'tillbridge' }] : [])
  }
  if (call.startsWith('d1 create')) {
    return keep('database', '')
  }
  if (call.startsWith('d1 migrations apply')) {
    return migrate()
  }
  if (call.startsWith('d1 migrations list')) {
    return say(has('tables') ? 'No migrations to apply!' : '0000_spine.sql')
  }
  if (call.startsWith('secret list')) {
    return has('worker') ? say(Object.keys(secrets()).map((name) => ({ name }))) : 1
  }
  if (call.startsWith('deploy')) {
    return uploaded()
  }
  return call.startsWith('d1 execute') ? execute() : fail(`wrangler does not know: ${call}`)
}

function migrate(): number {
  if (!has('tables')) {
    const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
    withDatabase((sqlite) =>
      files.toSorted().forEach((file) => sqlite.exec(readFileSync(join(MIGRATIONS, file), 'utf8'))),
    )
  }
  return keep('tables', '')
}

function uploaded(): number {
  const file = optionOf('--secrets-file')
  const added = file === null ? {} : JSON.parse(readFileSync(file, 'utf8'))
  keep('secrets', JSON.stringify({ ...secrets(), ...added }))
  keep('worker', '')
  return has('own-domain') ? say('Deployed') : say('  https://tillbridge.owner.workers.dev')
}

function execute(): number {
  const file = optionOf('--file')
  const sql = file === null ? (optionOf('--command') ?? '') : readFileSync(file, 'utf8')
  return withDatabase((sqlite) => {
    // The commands of a store's making read one statement at a time, and write several.
    const isReading = /^\s*select/i.test(sql)
    if (!isReading) {
      sqlite.exec(sql)
    }
    return say([{ results: isReading ? sqlite.prepare(sql).all() : [], success: true }])
  })
}

function withDatabase<T>(act: (sqlite: Database) => T): T {
  const sqlite = new Database(join(ACCOUNT, 'd1.sqlite'))
  try {
    return act(sqlite)
  } finally {
    sqlite.close()
  }
}

function secrets(): Record<string, string> {
  return has('secrets') ? JSON.parse(readFileSync(join(ACCOUNT, 'secrets'), 'utf8')) : {}
}

function has(name: string): boolean {
  return existsSync(join(ACCOUNT, name))
}

function keep(name: string, text: string): number {
  writeFileSync(join(ACCOUNT, name), text)
  return 0
}

function optionOf(name: string): string | null {
  const at = args.indexOf(name)
  return at < 0 ? null : (args[at + 1] ?? null)
}

function say(answered: unknown): number {
  console.log(typeof answered === 'string' ? answered : JSON.stringify(answered))
  return 0
}

function fail(words: string): number {
  console.error(words)
  return 1
}
