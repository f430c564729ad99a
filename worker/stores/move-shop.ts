/** A shop that changed its address, because a person said that it is the shop and no copy of it. */
import { eq, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/database.ts'
import { stores } from '../db/schema.ts'
import { isSameAddress } from './shop-address.ts'
import type { Store } from './store.ts'

export type Move = { readonly from: string; readonly to: string }

/** `is-there`: asked again, as after an answer that was lost. */
export type MoveVerdict = 'moves' | 'is-there' | 'is-elsewhere'

/** Only from where the store is: whoever holds an old address moves nothing. */
export function moveVerdict({ shopURL }: Pick<Store, 'shopURL'>, { from, to }: Move): MoveVerdict {
  if (shopURL === to) {
    return 'is-there'
  }
  if (isSameAddress(from, shopURL)) {
    return 'moves'
  }
  return isSameAddress(to, shopURL) ? 'is-there' : 'is-elsewhere'
}

/**
 * Fails, and with it the whole batch, when the store was moved meanwhile: a column that may not be
 * null becomes null.
 */
export function recordMove(
  db: Database,
  { storeID, shopURL }: Pick<Store, 'storeID' | 'shopURL'>,
  to: string,
): Statement {
  return db
    .update(stores)
    .set({ shopURL: sql`CASE WHEN ${stores.shopURL} = ${shopURL} THEN ${to} END` })
    .where(eq(stores.storeID, storeID))
}
