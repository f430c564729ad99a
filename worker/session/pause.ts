/** When nothing is sent though there is work: a person paused the store, or its hours are quiet. */
import { isQuiet } from '../books/quiet-hours.ts'
import type { Store } from '../stores/store.ts'
import { quietHoursIn } from '../stores/settings.ts'
import type { ShopFacts } from '../woo/changes.ts'
import type { World } from './world.ts'

/** For the Web Connector's window, where an update was under way. */
export const PAUSED =
  'Tillbridge is paused: nothing is sent until somebody resumes it. Orders wait in the queue.'

export function isPaused({ pausedAtMs }: Pick<Store, 'pausedAtMs'>): boolean {
  return pausedAtMs !== null
}

/** `quietHours` as `storeWithQuietHours` reads them, with all else that a call begins with. */
export function isQuietNow(quietHours: string | null, { store, nowMs }: World): boolean {
  const facts = store.shop as ShopFacts | null
  return isQuiet(quietHoursIn(quietHours), { atMs: nowMs, timeZone: facts?.timeZone ?? '' })
}
