import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Reply } from '../../worker/practice/exchange.ts'
import { verifyBooks } from '../../worker/session/verify-books.ts'
import type { Bridge, Posted, Row } from '../simulation/bridge.ts'
import { liveLeaseEndMs } from '../simulation/live-lease.ts'
import { saveChoice } from '../simulation/owner.ts'
import { livePast } from '../simulation/past.ts'
import { play } from '../simulation/play.ts'
import { createRandom } from '../simulation/random.ts'
import { createScene } from '../simulation/scene.ts'
import { STORE } from '../simulation/store.ts'
import type { Clock } from '../simulation/trace.ts'
import { createWeather } from '../simulation/weather.ts'
import type { Weather } from '../simulation/weather.ts'
import { endpoint } from './office.ts'
import { addShop, db, post } from './shop.ts'
import type { TestShop } from './shop.ts'

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1)
const TIMEOUT_MS = 60_000
const ABORT_SHARE = 0.08
/** A call makes two or three trips to D1; a timer would not fire before it is done with them. */
const TRIPS_BEFORE_ABORT_MAX = 4
/** Ahead of the machine's clock, so that no alarm rings but when the run says so. */
const AHEAD_MS = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('through the real doors, on D1 and with Durable Objects that are aborted', () => {
  test.each(SEEDS)('seed %i breaks nothing', { timeout: TIMEOUT_MS }, async (seed) => {
    const shop = await addShop(STORE.storeID)
    const drawn = createWeather({ seed, clock: steeredClock(), isTraced: true })
    const weather = { ...drawn, profile: { ...drawn.profile, restoresWorker: false } }
    const scene = createScene(weather, workerd(shop, weather))
    if (weather.profile.isInUse) {
      await livePast(scene)
    }
    const violations = await play(scene)
    expect(violations, scene.trace.lines.join('\n')).toEqual([])
  })
})

/** Moving it moves `Date` in the Worker and in its Durable Objects. */
function steeredClock(): Clock {
  let nowMs = Date.now() + AHEAD_MS
  vi.setSystemTime(nowMs)
  return {
    officeSkewMs: 0,
    get nowMs() {
      return nowMs
    },
    set nowMs(toMs) {
      nowMs = toMs
      vi.setSystemTime(toMs)
    },
  }
}

function workerd(shop: TestShop, weather: Weather): Bridge {
  // Not the run's own chance: when an abort falls is not the seed's to say.
  const random = createRandom(weather.seed)
  const call = endpoint(shop)
  return {
    call: (made) =>
      !weather.isCalm && random.chance(ABORT_SHARE)
        ? abortedCall(call(made), random.int(0, TRIPS_BEFORE_ABORT_MAX))
        : call(made),
    isAnswering: () => false,
    post: async (envelope): Promise<Posted> => {
      const response = await post(shop, JSON.stringify(envelope))
      return response.status === 200
        ? { kind: 'answer', answer: await response.json() }
        : { kind: 'failed', reason: `${response.status} ${await response.text()}` }
    },
    leaseEndMs: () => liveLeaseEndMs(rows),
    ring: async () => {
      await runDurableObjectAlarm(env.SESSION.get(env.SESSION.idFromName(STORE.storeID)))
    },
    // Here the platform decides what an aborted object still writes.
    lateWrites: () => 0,
    landLateWrite: async () => {},
    verifyBooks: async () => {
      await verifyBooks({ db, storeID: STORE.storeID, nowMs: Date.now(), who: 'the owner' })
    },
    choose: (choice) => saveChoice(db, { choice, nowMs: Date.now() }),
    rows,
    backUp: () => {},
    restore: () => {},
  }
}

async function rows(sql: string): Promise<readonly Row[]> {
  const { results } = await env.DB.prepare(sql).all<Row>()
  return results
}

/** The object goes while the call is somewhere between its reads and its writes. */
async function abortedCall(answering: Promise<Reply>, trips: number): Promise<Reply> {
  for (let trip = 0; trip < trips; trip += 1) {
    await rows('SELECT 1')
  }
  await abortAllDurableObjects()
  return answering
}
