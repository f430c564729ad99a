/** `store rotate-secret`: a new secret for the shop; the old one stays good for a day. */
import { renewCode } from '../session/connection-by-hand.ts'
import { openSecret } from '../stores/secret-box.ts'
import type { Store } from '../stores/store.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { timeOf } from './store-list.ts'
import { keyFor } from './store-secret.ts'

export async function storeRotateSecret(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const store = await storeNamed(context)
  const { storeID } = store
  const key = await keyFor(context)
  const isKeyLost = context.options['lost-key'] !== undefined
  if (!isKeyLost && !(await isOpenedBy(key, store))) {
    throw operatorError({
      what: 'The secret was not changed.',
      why: `TILLBRIDGE_KEY does not open the secret of ${storeID}: the Worker is likely to have another key, and could not read a secret under this one.`,
      how: `Give the key that the Worker has. Where it is lost, and the Worker has this new one: bun run tillbridge store rotate-secret ${storeID} --lost-key`,
    })
  }
  const hand = { db, storeID, who: OPERATOR, nowMs, key, isPreviousKept: !isKeyLost }
  const { code, previousUntilMs } = await renewCode(store, hand)
  const text = [
    'The new connection code, shown once:',
    '',
    `  ${code}`,
    '',
    'Paste it into WooCommerce › Settings › Integration › Tillbridge.',
    previousUntilMs === null
      ? 'The old one is good no more.'
      : `Until ${timeOf(previousUntilMs)} the old one is good, too.`,
  ].join('\n')
  return { json: { storeID, connectionCode: code, previousUntilMs }, text }
}

async function isOpenedBy(key: string, { storeID, secretCipher }: Store): Promise<boolean> {
  try {
    await openSecret(secretCipher, { key, storeID })
    return true
  } catch {
    return false
  }
}
