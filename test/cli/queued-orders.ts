/** Orders in the queue of a store, as the shop's door puts them there. */
import type { Database } from '../../worker/db/database.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { enqueueJobs } from '../../worker/queue/enqueue.ts'
import { JOB_RANK } from '../../worker/queue/job.ts'
import { saveSnapshots } from '../../worker/queue/snapshots.ts'
import { NOW_MS } from './typed.ts'

/** Orders 1 to `count`. */
export async function queueOrders(db: Database, storeID: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  await writeTogether(db, [
    ...saveSnapshots(db, { storeID, nowMs: NOW_MS, snapshots: numbers.map(snapshotOf) }),
    ...enqueueJobs(db, {
      storeID,
      nowMs: NOW_MS,
      news: numbers.map((number) => ({
        ...wordOf(number),
        rank: JOB_RANK.order,
        isPushed: false,
      })),
    }),
  ])
}

function snapshotOf(number: number) {
  return {
    ...wordOf(number),
    epoch: 'first',
    event: 'changed' as const,
    contentHash: String(number),
    sought: null,
    snapshot: JSON.stringify({ number: String(number) }),
    refunds: null,
  }
}

function wordOf(number: number) {
  return { subject: `order:${number}`, generation: 1, revision: 1 }
}
