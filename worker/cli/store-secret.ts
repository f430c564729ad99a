/** Where the operator's side has the key from. */
import type { CommandContext } from './command.ts'
import { localKey } from './local-secrets.ts'
import { operatorError } from './operator-error.ts'

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
