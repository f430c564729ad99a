/** A store's signing secret, as the operator hands it to the shop. */
import type { CommandContext } from './command.ts'
import { localKey } from './local-secrets.ts'
import { operatorError } from './operator-error.ts'

const SECRET_BYTES = 32

export function newSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64url')
}

/** What is pasted into the plugin. */
export function connectionCode(pair: {
  readonly originURL: string
  readonly storeID: string
  readonly secret: string
}): string {
  const code = JSON.stringify({ url: pair.originURL, storeID: pair.storeID, secret: pair.secret })
  return Buffer.from(code, 'utf8').toString('base64url')
}

/** What the Worker encrypts secrets under. */
export async function keyFor({ place }: Pick<CommandContext, 'place'>): Promise<string> {
  if (place === 'local') {
    return localKey()
  }
  const key = process.env.TILLBRIDGE_KEY ?? ''
  if (key === '') {
    throw operatorError({
      what: 'The store’s secret cannot be encrypted.',
      why: 'A Worker secret cannot be read back, so the key must come from you.',
      how: 'Set TILLBRIDGE_KEY in the environment to what you gave `wrangler secret put TILLBRIDGE_KEY`.',
    })
  }
  return key
}
