/** `bun run dev`: the Worker on this machine, with its own database and its own secrets. */
import { parseArgs } from 'node:util'
import { makeMissingSecrets } from './local-secrets.ts'
import { startWorker } from './local-worker.ts'
import { rememberOrigin } from './origin.ts'

const PORT = 8787

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
  await rememberOrigin(worker.origin)
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
