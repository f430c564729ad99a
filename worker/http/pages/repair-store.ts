/** What the buttons of a problem do that is the whole store's. */
import type { Context } from 'hono'
import type { StoreRepair } from '../../books/repair.ts'
import { openDatabase } from '../../db/database.ts'
import { repairStore as repairByHand } from '../../session/repair-store.ts'
import { whoOf } from '../../stores/person.ts'
import { secretPage } from '../../ui/connection-page.tsx'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { redirectWithFlash, shellOf } from './shell.ts'

export async function repairStore(
  context: Context<OwnerEnv>,
  repair: StoreRepair,
): Promise<Response> {
  const { store, who } = context.get('owner')
  const { DB, TILLBRIDGE_KEY } = context.env
  const done = await repairByHand(repair, {
    db: openDatabase(DB),
    storeID: store.storeID,
    who: whoOf(who),
    nowMs: Date.now(),
    key: async () => TILLBRIDGE_KEY,
  })
  const said = (sentence: string) => redirectWithFlash(context, { to: '/problems', sentence })
  switch (done.kind) {
    case 'done':
      return said(done.sentence)
    case 'shop-not-reached':
      return said(
        `Nothing was done: the shop did not take the call (${done.result}). ${done.remedy}`,
      )
    case 'password':
      // Shown in the answer itself: a redirect would have to carry it.
      return answered(
        context,
        secretPage(shellOf(context), { kind: 'password', secret: done.password }),
      )
  }
}
