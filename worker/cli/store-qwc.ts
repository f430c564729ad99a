import { renewFileID } from '../session/connection-by-hand.ts'
import { qwcOf } from '../session/store-qwc.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'

export async function storeQwc(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs } = context
  const store = await storeNamed(context)
  const { storeID } = store
  const isNew = context.options['new-file'] !== undefined
  const hand = { db, storeID, who: OPERATOR, nowMs }
  const qwc = qwcOf(isNew ? { ...store, ...(await renewFileID(store, hand)) } : store)
  return { json: { qwc }, text: qwc.trimEnd() }
}
