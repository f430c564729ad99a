/** What is to be done without anybody asking, once a day: old lines of the log go. */
import { openDatabase } from '../db/database.ts'
import type { Env } from '../env.ts'
import { forgetOldLines } from '../journal/retention.ts'
import { listStores } from '../stores/store.ts'

/** A store whose turn fails does not keep the others from theirs. */
export async function tidyUp({ DB }: Pick<Env, 'DB'>, nowMs: number): Promise<void> {
  const db = openDatabase(DB)
  for (const { storeID } of await listStores(db)) {
    try {
      await forgetOldLines(db, { storeID, nowMs })
    } catch (error) {
      console.error(JSON.stringify({ event: 'tidy-up-failed', storeID, error: String(error) }))
    }
  }
}
