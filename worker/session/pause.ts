/** When nothing is sent though there is work: a person paused the store, or its hours are quiet. */
import { isQuiet } from '../books/quiet-hours.ts'
import type { Store } from '../stores/store.ts'
import { readSettings } from '../stores/settings.ts'
import type { ShopFacts } from '../woo/changes.ts'
import type { World } from './world.ts'

/** For the Web Connector's window, where an update was under way. */
export const PAUSED =
  'Tillbridge is paused: nothing is sent until somebody resumes it. Orders wait in the queue.'

export function isPaused({ pausedAtMs }: Pick<Store, 'pausedAtMs'>): boolean {
  return pausedAtMs !== null
}

/** Asked only where there is something to do: an update that has nothing to do reads no settings. */
export async function isQuietNow({ db, storeID, store, nowMs }: World): Promise<boolean> {
  const { settings } = await readSettings(db, storeID)
  const facts = store.shop as ShopFacts | null
  return isQuiet(settings.quietHours, { atMs: nowMs, timeZone: facts?.timeZone ?? '' })
}
