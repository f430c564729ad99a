/** What decides what goes wrong, and when: drawn from the seed, asked by everybody. */
import { drawProfile } from './profile.ts'
import type { DatabaseFault, Profile } from './profile.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import { createTrace } from './trace.ts'
import type { Clock, Trace } from './trace.ts'

/** Who waits for the database. */
export type Asking = 'call' | 'post' | 'alarm'

export type Weather = {
  readonly seed: number
  readonly random: Random
  readonly clock: Clock
  readonly trace: Trace
  readonly profile: Profile
  /** No more faults. */
  isCalm: boolean
  /** Something else runs in the middle of an operation; nothing runs inside that. */
  isInterfering: boolean
  /** What else happens while the Worker waits for its database. */
  meanwhile: (asking: Asking) => Promise<void>
}

export type WeatherOptions = {
  readonly seed: number
  readonly clock: Clock
  readonly isTraced: boolean
}

export function createWeather({ seed, clock, isTraced }: WeatherOptions): Weather {
  const random = createRandom(seed)
  return {
    seed,
    random,
    clock,
    trace: createTrace(clock, isTraced),
    profile: drawProfile(random),
    isCalm: false,
    isInterfering: false,
    meanwhile: async () => {},
  }
}

/** Runs something else before an operation, now and then. */
export async function interfere(weather: Weather, asking: Asking): Promise<void> {
  const { random, profile, isCalm, isInterfering } = weather
  if (isInterfering || isCalm || !random.chance(profile.interferenceRate)) {
    return
  }
  weather.isInterfering = true
  weather.trace.say(() => `meanwhile, before an operation of the ${asking}:`)
  try {
    await weather.meanwhile(asking)
  } finally {
    weather.isInterfering = false
  }
}

export function drawDatabaseFault({ random, profile, isCalm }: Weather): DatabaseFault | null {
  const { databaseFaults, databaseFaultRate } = profile
  const isFaulty = !isCalm && databaseFaults.length > 0 && random.chance(databaseFaultRate)
  return isFaulty ? random.pick(databaseFaults) : null
}
