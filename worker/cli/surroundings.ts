/** What stands around the database: the Worker, its secrets and its bindings. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPlainObject } from '../books/setting-values.ts'
import type { CommandContext } from './command.ts'
import { DEPLOY_COMMANDS } from './deploy-plan.ts'
import { databaseIDIn } from './deployment.ts'
import { presentSecrets } from './local-secrets.ts'
import { PROJECT } from './local-worker.ts'
import { originOf } from './origin.ts'
import type { Place } from './wrangler-database.ts'
import { deploymentFile, deploymentFlag, runWrangler } from './wrangler.ts'

export type Surroundings = {
  readonly place: Place
  /** Null where nobody knows it yet. */
  readonly origin: string | null
  /** Names of the Worker's secrets; null where they cannot be listed. */
  readonly secrets: readonly string[] | null
  /** What the secrets are encrypted under; null where the operator did not say it. */
  readonly key: string | null
  /** The deployment's own settings, or wrangler.toml. */
  readonly toml: string
  /** IDs of the account's databases; null where they were not asked for. */
  readonly databaseIDs: readonly string[] | null
  /** Null where the Worker does not answer. */
  readonly answer: { readonly status: number; readonly atMs: number | null } | null
}

const ANSWER_MS_MAX = 10_000

export async function surroundingsOf(context: CommandContext): Promise<Surroundings> {
  const { place } = context
  const origin = await originOf({ place, url: context.options.url }).catch(() => null)
  const own = await readFile(deploymentFile(), 'utf8').catch(() => null)
  const toml = await readFile(join(PROJECT, 'wrangler.toml'), 'utf8')
  return {
    place,
    origin,
    ...(place === 'local' ? await localSecrets() : await remoteSecrets()),
    toml: place === 'remote' && own !== null ? own : toml,
    answer: origin === null ? null : await answerOf(origin),
  }
}

async function localSecrets() {
  const { key, token } = await presentSecrets()
  const secrets = [
    ...(key === null ? [] : ['TILLBRIDGE_KEY']),
    ...(token === null ? [] : ['TILLBRIDGE_ADMIN']),
  ]
  return { secrets, key, databaseIDs: null }
}

async function remoteSecrets() {
  const [secrets, databases] = await Promise.all([
    listed([...DEPLOY_COMMANDS.listSecrets, ...deploymentFlag()]),
    listed(DEPLOY_COMMANDS.listDatabases),
  ])
  return {
    secrets: secrets?.map(({ name }) => String(name)) ?? null,
    key: process.env.TILLBRIDGE_KEY || null,
    databaseIDs: databases?.map(({ uuid }) => String(uuid)) ?? null,
  }
}

async function listed(
  command: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[] | null> {
  const { exitCode, stdout } = await runWrangler(command)
  const list: unknown = exitCode === 0 ? JSON.parse(stdout.slice(stdout.indexOf('['))) : null
  return Array.isArray(list) ? list.filter(isPlainObject) : null
}

async function answerOf(origin: string): Promise<Surroundings['answer']> {
  try {
    const response = await fetch(`${origin}/`, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    const atMs = Date.parse(response.headers.get('Date') ?? '')
    return { status: response.status, atMs: Number.isNaN(atMs) ? null : atMs }
  } catch {
    return null
  }
}

export function databaseIDOf({ toml }: Surroundings): string {
  return databaseIDIn(toml)
}
