/**
 * The real engine on a database in memory, with the platform's part played: calls of the store one
 * after another, exceptions that become failed calls, instances that are evicted.
 */
import { Database as Sqlite } from 'bun:sqlite'
import { openDatabase } from '../../worker/db/database.ts'
import type { Database } from '../../worker/db/database.ts'
import { answerChanges } from '../../worker/http/changes.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import { answerCall } from '../../worker/session/answer-call.ts'
import { leaseEndMs } from '../../worker/session/authenticate.ts'
import { closeSession } from '../../worker/session/close-session.ts'
import { findLiveSession } from '../../worker/session/sessions.ts'
import type { Session } from '../../worker/session/sessions.ts'
import type { World } from '../../worker/session/world.ts'
import { findStore } from '../../worker/stores/store.ts'
import { decodeEnvelope } from '../../worker/woo/changes.ts'
import { fieldSentence } from '../../worker/woo/field-problem.ts'
import type { Bridge, Posted, Row } from './bridge.ts'
import { bindD1, runBatch } from './sqlite-d1.ts'
import type { Fate, Operation, Query } from './sqlite-d1.ts'
import { LEASE, STORE } from './store.ts'
import { drawDatabaseFault, interfere } from './weather.ts'
import type { Weather } from './weather.ts'

export type DatabaseFault =
  | Exclude<Fate, 'carried-out'>
  /** The instance is gone, and nothing more of this call happens. */
  | 'evicted'
  /** The same, and its write is still on its way. */
  | 'evicted-writing'

export type Asking = 'call' | 'post' | 'alarm'

export type InMemory = {
  readonly template: Uint8Array
  readonly weather: Weather
  /** A planted bug: tampers with what each batch of a session left behind. */
  readonly spoil?: ((sqlite: Sqlite) => void) | undefined
}

class Evicted extends Error {
  override readonly name = 'Evicted'
}

type Actor = { readonly asking: Asking; isGone: boolean }

export function createWorkerInMemory(given: InMemory): Bridge & { readonly close: () => void } {
  const { weather, spoil } = given
  const { clock, random, trace } = weather
  let sqlite = Sqlite.deserialize(given.template)
  let backup: Uint8Array | null = null
  let answering = false
  const late: (readonly Query[])[] = []

  const databaseOf = (actor: Actor): Database =>
    openDatabase(
      bindD1(() => sqlite, {
        before: (operation) => fateOf(actor, operation),
        ...(spoil === undefined ? {} : { afterBatch: spoil }),
      }),
    )

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
      if (fault === 'evicted-writing' && operation.kind === 'batch') {
        late.push(operation.queries)
      }
      throw new Evicted()
    }
    return fault
  }

  const worldOf = async (db: Database): Promise<World> => {
    const store = await findStore(db, STORE.storeID)
    if (store === null) {
      throw new Error('the store is gone')
    }
    const { hex: randomHex, next: jitter } = random
    return { db, store, nowMs: clock.nowMs, randomHex, jitter, lease: LEASE }
  }

  const live = (): Session | null => {
    const row = sqlite
      .query('SELECT last_call_at_ms, state FROM sessions WHERE ended_at_ms IS NULL')
      .get() as { last_call_at_ms: number; state: string } | null
    return row === null
      ? null
      : ({ lastCallAtMs: row.last_call_at_ms, state: JSON.parse(row.state) } as Session)
  }

  return {
    call: async (call): Promise<Reply> => {
      if (answering) {
        throw new Error('two calls of one store at once')
      }
      answering = true
      const actor: Actor = { asking: 'call', isGone: false }
      try {
        const { result } = await answerCall(call, await worldOf(databaseOf(actor)))
        return actor.isGone ? failed('the object was evicted') : { kind: 'reply', result }
      } catch (error) {
        return failed(sentenceOf(error))
      } finally {
        answering = false
      }
    },
    isAnswering: () => answering,
    post: async (envelope): Promise<Posted> => {
      const actor: Actor = { asking: 'post', isGone: false }
      const decoded = decodeEnvelope(envelope)
      if ('kind' in decoded) {
        throw new Error(`the shop sends what the door does not read: ${fieldSentence(decoded)}`)
      }
      try {
        const { db, store, nowMs } = await worldOf(databaseOf(actor))
        const answer = await answerChanges(decoded, { db, store, nowMs })
        return actor.isGone
          ? { kind: 'failed', reason: 'the Worker is gone' }
          : { kind: 'answer', answer }
      } catch (error) {
        return { kind: 'failed', reason: sentenceOf(error) }
      }
    },
    leaseEndMs: async () => {
      const session = live()
      return session === null ? null : leaseEndMs(session, { lease: LEASE })
    },
    ring: async () => {
      answering = true
      const actor: Actor = { asking: 'alarm', isGone: false }
      try {
        const world = await worldOf(databaseOf(actor))
        const session = await findLiveSession(world.db, STORE.storeID)
        if (session !== null && leaseEndMs(session, world) <= world.nowMs) {
          await closeSession(session, world)
        }
      } catch (error) {
        // The platform rings again later, or never: the next authenticate does the same.
        trace.say(() => `the alarm failed: ${sentenceOf(error)}`)
      } finally {
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
    rows: async (sql) => sqlite.query(sql).all() as Row[],
    backUp: () => {
      backup = sqlite.serialize()
    },
    canRestore: () => backup !== null,
    restore: () => {
      if (backup !== null) {
        sqlite.close()
        sqlite = Sqlite.deserialize(backup)
        late.length = 0
      }
    },
    close: () => sqlite.close(),
  }
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
