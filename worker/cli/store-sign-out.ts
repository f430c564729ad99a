import { endOwnerSessions } from '../stores/owner-sessions.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'

/** When a computer was lost, or somebody left the shop. */
export async function storeSignOut(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const signedOut = await endOwnerSessions(context.db, storeID)
  return {
    json: { storeID, signedOut },
    text: `Sign-ins that were ended: ${signedOut}. The shop’s menu makes new ones.`,
  }
}
