/** workerd with real D1 on this machine: the Workers of the bench, each with a database of its own. */
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dir, '../..')

const BIN = join(ROOT, 'node_modules/.bin')
const HOST = '127.0.0.1'
const STATEMENT_BREAK = '--> statement-breakpoint'

export type Bundle = { readonly script: string; readonly scriptPath: string }

export type BenchWorker = {
  readonly name: string
  readonly bundle: Bundle
  /** Whether it has the Durable Object and the tables. */
  readonly isTillbridge: boolean
}

export type Machine = {
  /** Such as `http://127.0.0.1:41234`. */
  readonly originOf: (worker: string) => Promise<string>
  readonly databaseOf: (worker: string) => Promise<D1>
  /** Where the isolates' debuggers listen. */
  readonly inspectorOf: () => Promise<string>
  /** workerd's process. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

export type D1 = Awaited<ReturnType<Miniflare['getD1Database']>>

/** What `wrangler deploy` would upload for this entry. */
export async function bundle(entry: string, folder: string): Promise<Bundle> {
  await mkdir(folder, { recursive: true })
  const wrangler = Bun.spawn(
    [join(BIN, 'wrangler'), 'deploy', join(ROOT, entry), '--dry-run', '--outdir', folder],
    {
      cwd: ROOT,
      // wrangler refuses Node before 22; the project brings its own.
      env: {
        ...process.env,
        PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
        WRANGLER_SEND_METRICS: 'false',
      },
      stdout: 'pipe',
      stderr: 'pipe',
    },
  )
  const [out, err] = await Promise.all([
    new Response(wrangler.stdout).text(),
    new Response(wrangler.stderr).text(),
  ])
  if ((await wrangler.exited) !== 0) {
    throw new Error(`wrangler could not bundle ${entry}.\n${out}${err}`)
  }
  const script = (await readdir(folder)).find((name) => name.endsWith('.js')) ?? 'index.js'
  const scriptPath = join(folder, script)
  return { script: await readFile(scriptPath, 'utf8'), scriptPath }
}

/** What every figure is compared with: a Worker that asks D1 one question. */
export function emptyWorker(folder: string): Bundle {
  const script = `export default {
    async fetch(request, env) {
      await env.DB.prepare('SELECT 1 AS one').all()
      return new Response('')
    },
  }`
  return { script, scriptPath: join(folder, 'empty.js') }
}

export async function startMachine(
  workers: readonly BenchWorker[],
  { folder, key }: { readonly folder: string; readonly key: string },
): Promise<Machine> {
  const before = await childrenNamed('workerd')
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: HOST,
      port: 0,
      inspectorPort: 0,
      inspectorHost: HOST,
      cf: false,
      resourcePersistencePath: folder,
      workers: workers.map((worker) => options(worker, key)),
    }),
  )
  await miniflare.ready
  const started = (await childrenNamed('workerd')).filter((pid) => !before.includes(pid))
  const [pid] = started
  if (pid === undefined) {
    await miniflare.dispose()
    throw new Error('workerd did not start')
  }
  const machine: Machine = {
    originOf: async (worker) => (await miniflare.unsafeGetDirectURL(worker)).origin,
    databaseOf: (worker) => miniflare.getD1Database('DB', worker),
    inspectorOf: async () => (await miniflare.getInspectorURL()).host,
    pid,
    stop: () => miniflare.dispose(),
  }
  await Promise.all(
    workers
      .filter(({ isTillbridge }) => isTillbridge)
      .map(async ({ name }) => migrate(await machine.databaseOf(name))),
  )
  return machine
}

function options({ name, bundle: { script, scriptPath }, isTillbridge }: BenchWorker, key: string) {
  return {
    name,
    // workerd takes no module from outside its root.
    rootPath: dirname(scriptPath),
    modulesRoot: dirname(scriptPath),
    modules: [{ type: 'ESModule' as const, path: scriptPath, contents: script }],
    compatibilityDate: '2026-11-09',
    bindings: {
      TILLBRIDGE_KEY: key,
      TILLBRIDGE_URL: '',
      // A session of the bench waits for others to take their turn.
      SESSION_LEASE_SECONDS: '3600',
      SESSION_LEASE_WITH_SET_SECONDS: '3600',
    },
    d1Databases: { DB: `bench-${name}` },
    unsafeDirectSockets: [{ host: HOST, port: 0 }],
    ...(isTillbridge
      ? { durableObjects: { SESSION: { className: 'StoreSession', useSQLite: true } } }
      : {}),
  }
}

async function migrate(db: D1): Promise<void> {
  const folder = join(ROOT, 'migrations')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  for (const file of files) {
    const statements = (await readFile(join(folder, file), 'utf8')).split(STATEMENT_BREAK)
    await db.batch(statements.filter((sql) => sql.trim() !== '').map((sql) => db.prepare(sql)))
  }
}

/** Processes of this name that this process started. */
async function childrenNamed(name: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  )
  return stats.flatMap((stat) => {
    const [, pid, command, parent] = /^(\d+) \((.*)\) \S (\d+)/.exec(stat) ?? []
    return command === name && Number(parent) === process.pid ? [Number(pid)] : []
  })
}
