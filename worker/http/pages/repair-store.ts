/** What the buttons of a problem do that is the whole store's. */
import type { Context } from 'hono'
import type { StoreRepair } from '../../books/repair.ts'
import { openDatabase } from '../../db/database.ts'
import { beginAfresh } from '../../session/begin-afresh.ts'
import { pinCompanyAgain, renewPassword } from '../../session/connection-by-hand.ts'
import { nudgeByHand } from '../../session/nudge.ts'
import { verifyBooks } from '../../session/verify-books.ts'
import { whoOf } from '../../stores/person.ts'
import { secretPage } from '../../ui/connection-page.tsx'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { redirectWithFlash, shellOf } from './shell.ts'

export async function repairStore(
  context: Context<OwnerEnv>,
  { kind }: StoreRepair,
): Promise<Response> {
  const { store, who } = context.get('owner')
  const { storeID } = store
  const db = openDatabase(context.env.DB)
  const hand = { db, storeID, who: whoOf(who), nowMs: Date.now() }
  const said = (sentence: string) => redirectWithFlash(context, { to: '/problems', sentence })
  switch (kind) {
    case 'verify-books':
      await verifyBooks(hand)
      return said('The next update looks for each document, and sends only what is missing.')
    case 'pin-company-again':
      await pinCompanyAgain(hand)
      return said('The next update takes the company file that is open for the shop’s.')
    case 'begin-afresh':
      await beginAfresh(hand)
      return said(
        'The next update begins afresh, with few orders at a time. Press Update Selected in the Web Connector.',
      )
    case 'ask-shop':
      return said(askedSentence(await nudgeByHand({ ...hand, key: context.env.TILLBRIDGE_KEY })))
    case 'new-password': {
      // Shown in the answer itself: a redirect would have to carry it.
      const secret = await renewPassword(hand)
      return answered(context, secretPage(shellOf(context), { kind: 'password', secret }))
    }
  }
}

/** `result` as of a nudge: the status of the shop's answer, or why there is none. */
function askedSentence(result: string | null): string {
  if (result === null) {
    return 'The shop was asked less than a minute ago: give it a moment.'
  }
  return /^2\d\d$/.test(result)
    ? 'The shop took it, and calls with what it has to tell.'
    : `Nothing was done: the shop did not take the call (${result}). Look whether its address opens in a browser, and whether the plugin is active under Plugins.`
}
