/** What the outside gives a call: time, chance and the database are parameters, not globals. */
import type { ReadingDatabase } from '../db/database.ts'
import type { Store } from '../stores/store.ts'
import type { CarriedOver } from './carried-over.ts'
import type { MakeWork } from './remembered-work.ts'

export type Outside = {
  readonly db: ReadingDatabase
  readonly storeID: string
  readonly nowMs: number
  /** Random text for a ticket or a message set's ID, of so many hex characters. */
  readonly randomHex: (characters: number) => string
  /** In [0, 1). */
  readonly jitter: () => number
  readonly lease: Lease
  /** Whoever lives longer than a call remembers what it made. */
  readonly makeWork: MakeWork
  /** Something may have come about that the shop does not know: nobody waits for its hearing it. */
  readonly tellShop: () => void
}

/** The outside, with the store as this call read it. */
export type World = Outside & { readonly store: Store; readonly carriedOver: CarriedOver }

export type Lease = {
  readonly seconds: number
  /** While a set is out, at least. */
  readonly withSetSeconds: number
}
