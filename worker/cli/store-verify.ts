import { verifyBooks } from '../session/verify-books.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'

/** Belongs to every restoring, of the company file that is meant to stay or of our own database. */
export async function storeVerify(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const { storeID } = await storeNamed(context)
  const orders = await verifyBooks({ db, storeID, who: 'operator', nowMs })
  const text = [
    `At the next update QuickBooks is read before anything is sent: ${orders} orders are looked for.`,
    'What stands there is linked again, what is missing is sent, nothing is sent twice.',
  ].join('\n')
  return { text, json: { storeID, orders } }
}
