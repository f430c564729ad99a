/** A person in the shop says that it moved, and is no copy: the store is known at the new address. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { moveVerdict, recordMove } from '../stores/move-shop.ts'
import type { Move } from '../stores/move-shop.ts'
import { whoOf } from '../stores/person.ts'
import { shopAddressIn } from '../stores/shop-address.ts'
import { findStore } from '../stores/store.ts'
import { shown } from '../woo/field-problem.ts'
import type { MoveRequest } from '../woo/requests.ts'
import { shopMoved, wrongForm } from './shop-caller.ts'
import type { ShopCaller } from './shop-caller.ts'
import { personOf } from './sign-in.ts'

const PLAIN_ADDRESS = 'an address such as "https://shop.example", without query or password'

export async function answerMove(
  { user, from, to: written }: MoveRequest,
  caller: ShopCaller,
): Promise<Response> {
  const to = shopAddressIn(written)
  if (to === null) {
    return wrongForm({
      kind: 'field-problem',
      field: 'to',
      expected: PLAIN_ADDRESS,
      got: shown(written),
    })
  }
  const move = { from, to }
  const { store } = caller
  switch (moveVerdict(store, move)) {
    case 'is-there':
      return Response.json({ shopURL: store.shopURL })
    case 'is-elsewhere':
      return shopMoved(store, from)
    case 'moves':
      return recorded(move, whoOf(personOf(user)), caller)
  }
}

async function recorded(
  { from, to }: Move,
  who: string,
  { db, store, nowMs }: ShopCaller,
): Promise<Response> {
  const { storeID, shopURL } = store
  const detail = { from: shopURL, to, who }
  try {
    await writeTogether(db, [
      recordMove(db, store, to),
      ...recordJournal(db, {
        storeID,
        entries: [{ subject: null, event: 'shop-moved', detail }],
        nowMs,
      }),
    ])
    return Response.json({ shopURL: to })
  } catch (error) {
    const now = await findStore(db, storeID)
    if (now === null || now.shopURL === shopURL) {
      throw error
    }
    // Moved by somebody else between our reading and our writing.
    return now.shopURL === to ? Response.json({ shopURL: to }) : shopMoved(now, from)
  }
}
