/** The secrets of the Worker on this machine, in `.dev.vars`, which git ignores. */
import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from './local-worker.ts'

const SECRETS_FILE = join(PROJECT, '.dev.vars')

/** Adds what .dev.vars lacks, and says the names of what was added. What stands there stays. */
export async function makeMissingSecrets(): Promise<readonly string[]> {
  const present = await readFile(SECRETS_FILE, 'utf8').catch(() => '')
  const secrets = {
    // AES-256 takes 32 bytes.
    TILLBRIDGE_KEY: randomBytes(32).toString('base64'),
    TILLBRIDGE_ADMIN: randomBytes(18).toString('base64url'),
  }
  const missing = Object.entries(secrets).filter(([name]) => valueOf(present, name) === null)
  if (missing.length > 0) {
    const before = present === '' || present.endsWith('\n') ? present : `${present}\n`
    const added = missing.map(([name, value]) => `${name}="${value}"\n`).join('')
    await writeFile(SECRETS_FILE, before + added, { mode: 0o600 })
    await chmod(SECRETS_FILE, 0o600)
  }
  return missing.map(([name]) => name)
}

/** The key the local Worker encrypts under; made when there is none yet. */
export async function localKey(): Promise<string> {
  await makeMissingSecrets()
  return valueOf(await readFile(SECRETS_FILE, 'utf8'), 'TILLBRIDGE_KEY') ?? ''
}

/** What opens `/admin` of the local Worker; made when there is none yet. */
export async function localToken(): Promise<string> {
  await makeMissingSecrets()
  return valueOf(await readFile(SECRETS_FILE, 'utf8'), 'TILLBRIDGE_ADMIN') ?? ''
}

/** Whatever there is, and nothing is made; null where there is none. */
export async function presentSecrets(): Promise<{
  readonly key: string | null
  readonly token: string | null
}> {
  const present = await readFile(SECRETS_FILE, 'utf8').catch(() => '')
  return { key: valueOf(present, 'TILLBRIDGE_KEY'), token: valueOf(present, 'TILLBRIDGE_ADMIN') }
}

function valueOf(text: string, name: string): string | null {
  const [, value] = new RegExp(`^\\s*${name}\\s*=\\s*"?([^"\\n]*)"?\\s*$`, 'm').exec(text) ?? []
  return value ?? null
}
