/** What the outside gives a call: time, chance and the database are parameters, not globals. */
import type { Database } from '../db/database.ts'
import type { Store } from '../stores/store.ts'

export type World = {
  readonly db: Database
  readonly store: Store
  readonly nowMs: number
  /** Random text for a ticket or a message set's ID, of so many hex characters. */
  readonly randomHex: (characters: number) => string
  /** In [0, 1). */
  readonly jitter: () => number
  readonly lease: Lease
}

export type Lease = {
  readonly seconds: number
  /** While a set is out. */
  readonly withSetSeconds: number
}
