/**
 * The real engine on a database in memory, with the platform's part played: calls of the store one
 * after another, exceptions that become failed calls, instances that are evicted.
 */
import { Database as Sqlite } from 'bun:sqlite'
import { openDatabase } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'
import { answerChanges } from '../../worker/http/changes.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import { answerCall } from '../../worker/session/answer-call.ts'
import { expireSession } from '../../worker/session/expire.ts'
import { rememberingWork } from '../../worker/session/remembered-work.ts'
import { verifyBooks } from '../../worker/session/verify-books.ts'
import type { Outside } from '../../worker/session/world.ts'
import { findStore } from '../../worker/stores/store.ts'
import type { Store } from '../../worker/stores/store.ts'
import { decodeEnvelope } from '../../worker/woo/changes.ts'
import { fieldSentence } from '../../worker/woo/field-problem.ts'
import type { Bridge, Posted, Row } from './bridge.ts'
import { liveLeaseEndMs } from './live-lease.ts'
import { saveChoice } from './owner.ts'
import { bindD1, runBatch } from './sqlite-d1.ts'
import type { Fate, Operation, Query } from './sqlite-d1.ts'
import { LEASE, STORE } from './store.ts'
import { drawDatabaseFault, interfere } from './weather.ts'
import type { Asking, Weather } from './weather.ts'

export type InMemory = {
  readonly sqlite: Sqlite
  readonly weather: Weather
  /** A planted bug: tampers with what each batch of a session left behind. */
  readonly spoil?: ((sqlite: Sqlite) => void) | undefined
}

class Evicted extends Error {
  override readonly name = 'Evicted'
}

type Actor = { readonly asking: Asking; isGone: boolean; idle: () => Promise<unknown> }

function newActor(asking: Asking): Actor {
  return { asking, isGone: false, idle: async () => {} }
}

export function createWorkerInMemory(given: InMemory): Bridge {
  const { weather, spoil } = given
  const { clock, random, trace } = weather
  let { sqlite } = given
  let backup: Uint8Array | null = null
  let answering = false
  let makeWork = rememberingWork()
  const late: (readonly Query[])[] = []

  const databaseOf = (actor: Actor): ReadingDatabase => {
    const { binding, idle } = bindD1(() => sqlite, {
      before: (operation) => fateOf(actor, operation),
      ...(spoil === undefined ? {} : { afterBatch: spoil }),
    })
    actor.idle = idle
    return openDatabase(binding)
  }

  const fateOf = async (actor: Actor, operation: Operation): Promise<Fate> => {
    refuseGone(actor)
    await interfere(weather, actor.asking)
    refuseGone(actor)
    const fault = drawDatabaseFault(weather)
    if (fault === null) {
      return 'carried-out'
    }
    trace.say(() => `D1, ${actor.asking}: ${fault} at ${wordsOf(operation)}`)
    if (fault === 'evicted' || fault === 'evicted-writing') {
      actor.isGone = true
      // Whatever its memory held goes with it.
      makeWork = rememberingWork()
      if (fault === 'evicted-writing' && isWrite(operation)) {
        late.push(operation.queries)
      }
      throw new Evicted()
    }
    return fault
  }

  const outsideOf = (actor: Actor): Outside => {
    const { hex: randomHex, next: jitter } = random
    const { storeID } = STORE
    const db = databaseOf(actor)
    return {
      db,
      storeID,
      nowMs: clock.nowMs,
      randomHex,
      jitter,
      lease: LEASE,
      makeWork,
      tellShop: () => undefined,
    }
  }

  const rows = async (sql: string) => sqlite.query(sql).all() as Row[]

  return {
    call: async (call): Promise<Reply> => {
      if (answering) {
        throw new Error('two calls of one store at once')
      }
      answering = true
      const actor = newActor('call')
      try {
        const reply = await answerCall(call, outsideOf(actor))
        if (reply === null) {
          return failed('the store is gone')
        }
        return actor.isGone
          ? failed('the object was evicted')
          : { kind: 'reply', result: reply.result }
      } catch (error) {
        return failed(sentenceOf(error))
      } finally {
        await actor.idle()
        answering = false
      }
    },
    isAnswering: () => answering,
    post: async (envelope): Promise<Posted> => {
      const actor = newActor('post')
      const decoded = decodeEnvelope(envelope)
      if ('kind' in decoded) {
        throw new Error(`the shop sends what the door does not read: ${fieldSentence(decoded)}`)
      }
      try {
        const { db, nowMs } = outsideOf(actor)
        const store = await storeRow(db)
        const answer = await answerChanges(decoded, { db, store, nowMs })
        return actor.isGone
          ? { kind: 'failed', reason: 'the Worker is gone' }
          : { kind: 'answer', answer }
      } catch (error) {
        return { kind: 'failed', reason: sentenceOf(error) }
      } finally {
        await actor.idle()
      }
    },
    leaseEndMs: () => liveLeaseEndMs(rows),
    ring: async () => {
      answering = true
      const actor = newActor('alarm')
      try {
        await expireSession(outsideOf(actor))
      } catch (error) {
        // The platform rings again later, or never: the next authenticate does the same.
        trace.say(() => `the alarm failed: ${sentenceOf(error)}`)
      } finally {
        await actor.idle()
        answering = false
      }
    },
    lateWrites: () => late.length,
    landLateWrite: async () => {
      const queries = late.shift()
      if (queries !== undefined) {
        try {
          runBatch(sqlite, queries)
        } catch (error) {
          trace.say(() => `the late write failed: ${sentenceOf(error)}`)
        }
      }
    },
    verifyBooks: async () => {
      // An operator whose command fails runs it again.
      for (let isDone = false; !isDone;) {
        const actor = newActor('call')
        const { db, storeID, nowMs } = outsideOf(actor)
        try {
          await verifyBooks({ db, storeID, nowMs, who: 'the owner' })
          isDone = true
        } catch (error) {
          trace.say(() => `the verification failed: ${sentenceOf(error)}`)
        } finally {
          await actor.idle()
        }
      }
    },
    choose: (choice) => {
      const { binding } = bindD1(() => sqlite, { before: async () => 'carried-out' })
      return saveChoice(openDatabase(binding), { choice, nowMs: clock.nowMs })
    },
    rows,
    backUp: () => {
      backup = sqlite.serialize()
    },
    restore: () => {
      if (backup !== null) {
        sqlite = Sqlite.deserialize(backup)
        late.length = 0
      }
    },
  }
}

function isWrite({ queries }: Operation): boolean {
  return queries.some(({ sql }) => !/^\s*select/i.test(sql))
}

async function storeRow(db: ReadingDatabase): Promise<Store> {
  const store = await findStore(db, STORE.storeID)
  if (store === null) {
    throw new Error('the store is gone')
  }
  return store
}

function refuseGone(actor: Actor): void {
  if (actor.isGone) {
    throw new Evicted()
  }
}

function failed(message: string): Reply {
  return { kind: 'failed', message }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** `batch of 5: update "sessions"`, for the trace. */
function wordsOf({ kind, queries }: Operation): string {
  const verbs = queries.map(({ sql }) => sql.trim().split(/\s+/).slice(0, 3).join(' '))
  return kind === 'batch' ? `a batch of ${queries.length}: ${verbs.join('; ')}` : (verbs[0] ?? '')
}
