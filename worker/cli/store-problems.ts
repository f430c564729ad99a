/** What `problems repair` does about a problem of a store as a whole. */
import { repairName } from '../books/repair.ts'
import type { StoreRepair } from '../books/repair.ts'
import type { ProblemCode } from '../books/problems.ts'
import { beginAfresh } from '../session/begin-afresh.ts'
import { pinCompanyAgain, renewPassword } from '../session/connection-by-hand.ts'
import { nudgeByHand } from '../session/nudge.ts'
import { verifyBooks } from '../session/verify-books.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { keyFor } from './store-secret.ts'

export async function repairWholeStore(
  { code, repair }: { readonly code: ProblemCode; readonly repair: StoreRepair },
  { context, storeID }: { readonly context: CommandContext; readonly storeID: string },
): Promise<CommandResult> {
  const { db, nowMs } = context
  const hand = { db, storeID, who: OPERATOR, nowMs }
  const json = { storeID, code, repair: repairName(repair) }
  switch (repair.kind) {
    case 'verify-books': {
      const orders = await verifyBooks(hand)
      const text = `The next update looks for ${orders} orders in QuickBooks, and sends only what is missing.`
      return { json: { ...json, orders }, text }
    }
    case 'pin-company-again':
      await pinCompanyAgain(hand)
      return { json, text: 'The next update takes the company file that is open for the shop’s.' }
    case 'begin-afresh':
      await beginAfresh(hand)
      return { json, text: 'The next update begins afresh, with few orders at a time.' }
    case 'new-password': {
      const password = await renewPassword(hand)
      const text = `The Web Connector’s new password, shown once:\n\n  ${password}\n\nType it into the Web Connector, in the column Password.`
      return { json: { ...json, password }, text }
    }
    case 'ask-shop': {
      const result = await nudgeByHand({ ...hand, key: await keyFor(context) })
      return { json: { ...json, result }, text: askedWords(result) }
    }
  }
}

/** `result` is the status of the shop's answer, or why there is none; null where it was asked before. */
function askedWords(result: string | null): string {
  if (result === null) {
    return 'The shop was asked less than a minute ago: give it a moment.'
  }
  if (/^2\d\d$/.test(result)) {
    return 'The shop took it, and calls with what it has to tell.'
  }
  throw operatorError({
    what: 'The shop was not reached.',
    why: `It did not take the call (${result}).`,
    how: 'Look whether its address opens in a browser, and whether the plugin is active under Plugins.',
  })
}
