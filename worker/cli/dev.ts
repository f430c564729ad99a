/** `bun run dev`: the Worker on this machine, with its own database and its own secrets. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT, startWorker } from './local-worker.ts'

const PORT = 8787
const SECRETS_FILE = join(PROJECT, '.dev.vars')
const ORIGIN_FILE = join(PROJECT, '.wrangler/tillbridge-origin')

interface DevOptions {
  readonly port: number
  readonly vars: Readonly<Record<string, string>>
}

try {
  await run(devOptions(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function run(options: DevOptions): Promise<void> {
  const made = await makeMissingSecrets()
  if (made.length > 0) {
    console.log(`Made ${made.join(' and ')} in .dev.vars. Keep the file to yourself.`)
  }
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopping.abort())
  }
  const worker = await startWorker({ ...options, output: 'terminal', signal: stopping.signal })
  await mkdir(join(PROJECT, '.wrangler'), { recursive: true })
  await writeFile(ORIGIN_FILE, `${worker.origin}\n`)
  console.log(`Tillbridge runs at ${worker.origin}. Ctrl-C stops it.`)
  await worker.ended
}

function devOptions(commandLine: readonly string[]): DevOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    options: { port: { type: 'string' }, var: { type: 'string', multiple: true } },
  })
  const port = Number(values.port ?? PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port: expected a number such as ${PORT}, got "${values.port}"`)
  }
  return { port, vars: Object.fromEntries((values.var ?? []).map(nameAndValue)) }
}

function nameAndValue(variable: string): readonly [name: string, value: string] {
  const colon = variable.indexOf(':')
  if (colon < 1) {
    throw new Error(`--var: expected NAME:value, got "${variable}"`)
  }
  return [variable.slice(0, colon), variable.slice(colon + 1)]
}

/** Adds what .dev.vars lacks, and says the names of what was added. What stands there stays. */
async function makeMissingSecrets(): Promise<readonly string[]> {
  const present = await readFile(SECRETS_FILE, 'utf8').catch(() => '')
  const secrets = {
    // AES-256 takes 32 bytes.
    TILLBRIDGE_KEY: randomBytes(32).toString('base64'),
    TILLBRIDGE_ADMIN: randomBytes(18).toString('base64url'),
  }
  const missing = Object.entries(secrets).filter(
    ([name]) => !new RegExp(`^\\s*${name}\\s*=`, 'm').test(present),
  )
  if (missing.length > 0) {
    const before = present === '' || present.endsWith('\n') ? present : `${present}\n`
    const added = missing.map(([name, value]) => `${name}="${value}"\n`).join('')
    await writeFile(SECRETS_FILE, before + added, { mode: 0o600 })
    await chmod(SECRETS_FILE, 0o600)
  }
  return missing.map(([name]) => name)
}
