/** Where the Worker answers: in connection codes, `.qwc` files and links to orders. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from './local-worker.ts'
import { urlIn } from './deployment.ts'
import { operatorError } from './operator-error.ts'
import { deploymentFile } from './wrangler.ts'

const ORIGIN_FILE = join(PROJECT, '.wrangler/tillbridge-origin')
const LOCAL_ORIGIN = 'http://127.0.0.1:8787'

/** `bun run dev` may run on another port; a store added meanwhile must point there. */
export async function rememberOrigin(origin: string): Promise<void> {
  await mkdir(join(PROJECT, '.wrangler'), { recursive: true })
  await writeFile(ORIGIN_FILE, `${origin}\n`)
}

export async function originOf(asked: {
  readonly place: 'local' | 'remote'
  /** What `--url` says. */
  readonly url: string | undefined
}): Promise<string> {
  if (asked.url !== undefined) {
    return validOrigin(asked.url)
  }
  if (asked.place === 'local') {
    const remembered = await readFile(ORIGIN_FILE, 'utf8').catch(() => LOCAL_ORIGIN)
    return validOrigin(remembered.trim())
  }
  const configured = process.env.TILLBRIDGE_URL ?? (await configuredOrigin())
  if (configured === '') {
    throw operatorError({
      what: 'The address of the Worker is not known.',
      why: 'TILLBRIDGE_URL is empty in the deployment’s settings.',
      how: 'Deploy first, which writes it down: bun run tillbridge deploy. Or add --url https://….',
    })
  }
  return validOrigin(configured)
}

async function configuredOrigin(): Promise<string> {
  const own = await readFile(deploymentFile(), 'utf8').catch(() => null)
  return urlIn(own ?? (await readFile(join(PROJECT, 'wrangler.toml'), 'utf8')))
}

function validOrigin(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw operatorError({
      what: `“${text}” is no address.`,
      why: 'An address begins with https:// (or http:// on this machine).',
      how: 'Write it as the browser shows it, e.g. --url https://bridge.example.',
    })
  }
  return url.origin
}
