/** What a call reads first, in one trip: the store, the session, and what an answer is about. */
import { linksOfSent } from '../links/links.ts'
import type { Link } from '../posting/known.ts'
import { lastMessageSet, messageSetNamed, messageSetsIn } from '../queue/message-sets.ts'
import type { MessageSet } from '../queue/message-sets.ts'
import { jobsOut } from '../queue/open-jobs.ts'
import type { JobInFlight } from './settle-set.ts'
import { storeWith } from '../stores/store.ts'
import { carriedOverIn } from './carried-over.ts'
import { sessionIn, sessionOfTicket } from './sessions.ts'
import type { Session } from './sessions.ts'
import type { Outside, World } from './world.ts'

export type Reading = {
  readonly world: World
  /** Null when no session ever had this ticket. */
  readonly session: Session | null
}

export type AnswerReading = Reading & {
  /** The set that the answer is about. */
  readonly set: MessageSet | null
  readonly standing: readonly Link[]
  /** The jobs that are out: how often each was sent, and what held it before. */
  readonly out: readonly JobInFlight[]
}

/** Null for a store that does not exist. */
export async function readSession(outside: Outside, ticketHash: string): Promise<Reading | null> {
  const { db, storeID } = outside
  const [stores, found] = await db.readTogether([
    storeWith(db, storeID),
    sessionOfTicket(db, storeID, ticketHash),
  ])
  const [store] = stores
  return store === undefined
    ? null
    : {
        world: { ...outside, store, carriedOver: carriedOverIn(store) },
        session: sessionIn(found),
      }
}

/** `setID`: of the set that the answer is about, as far as it says; else of the last one. */
export async function readForAnswer(
  outside: Outside,
  { ticketHash, setID: named }: { readonly ticketHash: string; readonly setID: string | null },
): Promise<AnswerReading | null> {
  const { db, storeID } = outside
  const [stores, found, sets, pieces, out, standing] = await db.readTogether([
    storeWith(db, storeID),
    sessionOfTicket(db, storeID, ticketHash),
    ...(named === null
      ? lastMessageSet(db, { storeID, ticketHash })
      : messageSetNamed(db, { storeID, messageSetID: named })),
    jobsOut(db, storeID),
    linksOfSent(db, storeID),
  ])
  const [store] = stores
  return store === undefined
    ? null
    : {
        world: { ...outside, store, carriedOver: carriedOverIn(store) },
        session: sessionIn(found),
        set: messageSetsIn(sets, pieces)[0] ?? null,
        standing: standing as unknown as readonly Link[],
        out,
      }
}
