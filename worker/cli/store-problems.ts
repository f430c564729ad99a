/** What `problems repair` does about a problem of a store as a whole. */
import { repairName } from '../books/repair.ts'
import type { StoreRepair } from '../books/repair.ts'
import type { ProblemCode } from '../books/problems.ts'
import { repairStore } from '../session/repair-store.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { keyFor } from './store-secret.ts'

export async function repairWholeStore(
  { code, repair }: { readonly code: ProblemCode; readonly repair: StoreRepair },
  { context, storeID }: { readonly context: CommandContext; readonly storeID: string },
): Promise<CommandResult> {
  const { db, nowMs } = context
  const hand = { db, storeID, who: OPERATOR, nowMs, key: () => keyFor(context) }
  const done = await repairStore(repair, hand)
  const json = { storeID, code, repair: repairName(repair) }
  switch (done.kind) {
    case 'done':
      return { json, text: done.sentence }
    case 'password': {
      const { password } = done
      const text = `The Web Connector’s new password, shown once:\n\n  ${password}\n\nType it into the Web Connector, in the column Password.`
      return { json: { ...json, password }, text }
    }
    case 'shop-not-reached':
      throw operatorError({
        what: 'The shop was not reached.',
        why: `It did not take the call (${done.result}).`,
        how: done.remedy,
      })
  }
}
