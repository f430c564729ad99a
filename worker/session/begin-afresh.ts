/**
 * A person wants the next update to begin afresh: it waits for none that stands still, what waits for
 * its time goes at once, and sets are small again. Where nothing waits QuickBooks' lists are read, or
 * no update would go through to QuickBooks to find that it answers.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { writeTogether } from '../db/database.ts'
import { jobs } from '../db/schema.ts'
import { recordJournal } from '../journal/journal.ts'
import { NO_RECORDS } from '../posting/list-record.ts'
import { hastenJobs } from '../queue/by-hand.ts'
import { recordLists, recordListsOpened, recordOrdersPerSet } from '../stores/store.ts'
import { ORDERS_PER_SET_MIN } from './pace.ts'
import type { Hand } from './queue-by-hand.ts'
import { endLease } from './sessions.ts'

export async function beginAfresh(hand: Omit<Hand, 'entriesMax'>): Promise<void> {
  const { db, storeID, who, nowMs } = hand
  const [waiting] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.storeID, storeID), inArray(jobs.state, ['queued', 'sent'])))
    .limit(1)
  const entries = [{ subject: null, event: 'update-freed', detail: { who } }] as const
  await writeTogether(db, [
    endLease(db, storeID),
    hastenJobs(db, { storeID, nowMs }),
    recordOrdersPerSet(db, storeID, ORDERS_PER_SET_MIN),
    ...(waiting === undefined
      ? [recordLists(db, storeID, NO_RECORDS), recordListsOpened(db, storeID, 0)]
      : []),
    ...recordJournal(db, { storeID, entries, nowMs }),
  ])
}
