/** `store move`: the shop changed its address; `http/move.ts` hears the same from the shop itself. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { recordMove } from '../stores/move-shop.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { shopAddress } from './store-add.ts'

export async function storeMove(context: CommandContext): Promise<CommandResult> {
  const { db, nowMs, options } = context
  const store = await storeNamed(context)
  const { storeID, shopURL: from } = store
  const to = shopAddress(options.shop)
  if (from === to) {
    return { json: { storeID, shopURL: to }, text: `The shop is at ${to} already.` }
  }
  const detail = { from, to, who: OPERATOR }
  await writeTogether(db, [
    recordMove(db, store, to),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'shop-moved', detail }],
      nowMs,
    }),
  ])
  return {
    json: { storeID, shopURL: to },
    text: `The shop moved from ${from} to ${to}. Changes from the old address are refused from now on.`,
  }
}
