import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join, resolve } from 'node:path'

export const PROJECT = resolve(import.meta.dir, '../..')

const HOST = '127.0.0.1'
const BIN = join(PROJECT, 'node_modules/.bin')
const START_SECONDS_MAX = 60
const STOP_SECONDS_MAX = 5
const POLL_MS = 100

export interface LocalWorkerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Variables and secrets, which win over those in wrangler.toml and .dev.vars. */
  readonly vars?: Readonly<Record<string, string>>
  /** The folder of the local database; `.wrangler/state` unless given. */
  readonly persistTo?: string
  /** Where wrangler's own lines go: to the terminal, or nowhere unless it fails. */
  readonly output?: Output
  /** Ends the Worker, or its start. */
  readonly signal?: AbortSignal
}

export interface LocalWorker {
  /** Such as `http://127.0.0.1:8787`, without a slash at the end. */
  readonly origin: string
  /** Ends the Worker with all its processes; safe to call twice. */
  readonly stop: () => Promise<void>
  /** Settles when the Worker has ended, whoever ended it. */
  readonly ended: Promise<void>
}

type Output = 'terminal' | 'quiet'

interface Wrangler {
  readonly stop: () => Promise<void>
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
  readonly hasEnded: () => boolean
  /** What it printed, unless that went to the terminal. */
  readonly words: () => string
}

/**
 * Applies the migrations to the local database and starts the Worker, for this machine alone.
 *
 * Comes back once the Worker answers. Fails with wrangler's own words when it cannot be started.
 */
export async function startWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const port = await freePort(options.port)
  await applyMigrations(options)
  const wrangler = startWrangler(devCommand({ ...options, port }), options)
  const origin = `http://${HOST}:${port}`
  if (!(await isAnswering(origin, wrangler))) {
    await wrangler.stop()
    throw new Error(`The Worker did not start on ${origin}.\n${wrangler.words()}`.trim())
  }
  return { origin, stop: wrangler.stop, ended: wrangler.ended.then(() => undefined) }
}

/** The port itself, or any free one for 0. Fails when somebody else has it. */
function freePort(port: number): Promise<number> {
  return new Promise((found, fail) => {
    const server = createServer()
    server.once('error', (error) =>
      fail(
        new Error(
          `Port ${port} cannot be used (${error.message}). Stop the program that has it, or choose another with --port.`,
        ),
      ),
    )
    server.listen(port, HOST, () => {
      const address = server.address()
      const taken = address !== null && typeof address === 'object' ? address.port : port
      server.close(() => found(taken))
    })
  })
}

async function applyMigrations({ persistTo, signal }: LocalWorkerOptions): Promise<void> {
  if (!existsSync(join(PROJECT, 'migrations'))) {
    return
  }
  const command = ['d1', 'migrations', 'apply', 'DB', '--local', ...persistFlag(persistTo)]
  const wrangler = startWrangler(command, signal ? { signal } : {})
  if ((await wrangler.ended) !== 0) {
    throw new Error(`The local database could not be brought up to date.\n${wrangler.words()}`)
  }
}

function devCommand({ port, vars = {}, persistTo }: LocalWorkerOptions): readonly string[] {
  return [
    'dev',
    `--ip=${HOST}`,
    `--port=${port}`,
    '--inspector-port=0',
    '--show-interactive-dev-session=false',
    ...persistFlag(persistTo),
    ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ]
}

function persistFlag(persistTo: string | undefined): readonly string[] {
  return persistTo === undefined ? [] : [`--persist-to=${persistTo}`]
}

/**
 * wrangler itself, not through npx or a shell: a signal to those would leave the server running.
 *
 * It leads its own process group, so that a Ctrl-C in the terminal reaches only us, and we end it
 * once and in order.
 */
function startWrangler(
  command: readonly string[],
  { output = 'quiet', signal }: { readonly output?: Output; readonly signal?: AbortSignal },
): Wrangler {
  const child = spawn(join(BIN, 'wrangler'), command, {
    cwd: PROJECT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // wrangler refuses Node before 22; the project brings its own.
      PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
      WRANGLER_SEND_METRICS: 'false',
      // Else workerd looks up request metadata on the network, and complains when offline.
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  })
  let words = ''
  let isOver = false
  const ended = new Promise<number | null>((settle) => {
    const end = (exitCode: number | null) => {
      isOver = true
      settle(exitCode)
    }
    child.once('close', end)
    child.once('error', (error) => {
      words += `${error.message}. Run: bun install`
      end(null)
    })
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      if (output === 'terminal') {
        process.stderr.write(chunk)
      } else {
        words += chunk.toString()
      }
    })
  }
  const hasEnded = () => isOver
  const stop = () => (isOver ? Promise.resolve() : stopGroup(child, ended))
  signal?.addEventListener('abort', () => void stop(), { once: true })
  if (signal?.aborted) {
    void stop()
  }
  return { stop, ended, hasEnded, words: () => words.trim() }
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  const isEnded = await Promise.race([
    ended.then(() => true),
    Bun.sleep(STOP_SECONDS_MAX * 1000).then(() => false),
  ])
  if (!isEnded && child.pid !== undefined) {
    // The whole group, since a killed wrangler would leave its workerd behind.
    process.kill(-child.pid, 'SIGKILL')
    await ended
  }
}

async function isAnswering(origin: string, wrangler: Wrangler): Promise<boolean> {
  const deadlineMs = Date.now() + START_SECONDS_MAX * 1000
  while (!wrangler.hasEnded() && Date.now() < deadlineMs) {
    try {
      // Any status will do: it is the Worker that answered.
      await fetch(origin, { redirect: 'manual' })
      return true
    } catch {
      // Nobody listens yet.
      await Bun.sleep(POLL_MS)
    }
  }
  return false
}
