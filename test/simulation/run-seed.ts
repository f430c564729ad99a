/** One seed on the engine in memory. */
import type { Database as Sqlite } from 'bun:sqlite'
import { beginning } from './beginnings.ts'
import type { Violation } from './checks.ts'
import { play } from './play.ts'
import { createScene } from './scene.ts'
import { START_MS } from './trace.ts'
import { createWeather } from './weather.ts'
import { createWorkerInMemory } from './worker-in-memory.ts'

export type SeedOptions = {
  readonly isTraced?: boolean
  /** A planted bug, for the test that the simulation finds it. */
  readonly spoil?: (sqlite: Sqlite) => void
}

export type SeedReport = {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly trace: readonly string[]
}

export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedReport> {
  const clock = { nowMs: START_MS, officeSkewMs: 0 }
  const weather = createWeather({ seed, clock, isTraced: options.isTraced ?? false })
  const { sqlite, past } = await beginning(weather.profile.isInUse)
  const worker = createWorkerInMemory({ sqlite, weather, spoil: options.spoil })
  const scene = createScene(weather, worker, past)
  return { seed, violations: await play(scene), trace: scene.trace.lines }
}
