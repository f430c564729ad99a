/**
 * Where a run begins: with a store that was connected a minute ago, or with one in use, whose
 * customers and items stand in QuickBooks already. Both are made once a process.
 */
import type { Database as Sqlite } from 'bun:sqlite'
import { backUp } from '../../worker/practice/person.ts'
import { createStore } from './new-store.ts'
import { livePast } from './past.ts'
import type { Past } from './past.ts'
import { createScene } from './scene.ts'
import { START_MS } from './trace.ts'
import { createWeather } from './weather.ts'
import { createWorkerInMemory } from './worker-in-memory.ts'

export type Beginning = {
  /** One run at a time uses it: prepared statements outlive the run, its rows do not. */
  readonly sqlite: Sqlite
  /** Null for a store without one. */
  readonly past: Past | null
}

const DAY_MS = 86_400_000

let newStore: Promise<Beginning> | null = null
let storeInUse: Promise<Beginning> | null = null

export async function beginning(isInUse: boolean): Promise<Beginning> {
  newStore ??= createStore().then((sqlite) => ({ sqlite, past: null }))
  storeInUse ??= createPast()
  const chosen = await (isInUse ? storeInUse : newStore)
  const { sqlite } = chosen
  if (sqlite.inTransaction) {
    sqlite.run('ROLLBACK')
  }
  sqlite.run('BEGIN')
  return chosen
}

async function createPast(): Promise<Beginning> {
  const sqlite = await createStore()
  const clock = { nowMs: START_MS - DAY_MS, officeSkewMs: 0 }
  const weather = createWeather({ seed: 0, clock, isTraced: false })
  const scene = createScene(weather, createWorkerInMemory({ sqlite, weather }))
  await livePast(scene)
  return { sqlite, past: { shop: scene.shop, books: backUp(scene.ledger.company) } }
}
