/** What is wrong with a store's connection, from what was last heard of either side. */
import { intervalMs, patienceMs } from './call-interval.ts'
import { dayInZone, timeInZone } from './day.ts'
import { problem } from './problems.ts'
import type { Problem } from './problems.ts'
import type { Found } from './watch.ts'

/** The shop calls when something changed in it; a day without is a shop that cannot. */
export const SHOP_SILENT_MS = 24 * 3_600_000
/** Longer is no waiting for the next update. */
const READY_MS_MAX = 3_600_000

export type Heard = {
  readonly nowMs: number
  readonly timeZone: string
  readonly shopSeenAtMs: number | null
  /** Of an update or in it. */
  readonly webConnectorSeenAtMs: number | null
  readonly webConnectorGapsMs: readonly number[]
  readonly passwordRefusedAtMs: number | null
  /** Since when the first in the queue could have gone. */
  readonly readySinceMs: number | null
  /** Paused, or in quiet hours. */
  readonly isHeldBack: boolean
  readonly notice: Problem | null
}

export function connectionCauses(heard: Heard): Found {
  const { notice, isHeldBack } = heard
  const problems = [
    notice,
    passwordRefused(heard),
    webConnectorSilent(heard),
    isHeldBack ? null : ordersWaiting(heard),
    shopSilent(heard),
  ]
  return {
    problems: problems.filter((one) => one !== null),
    unknown: isHeldBack ? ['orders-waiting'] : [],
  }
}

/**
 * The door is open to everybody: a stranger's wrong password says nothing while the right one
 * comes as it always does.
 */
function passwordRefused(heard: Heard): Problem | null {
  const { nowMs, passwordRefusedAtMs, webConnectorSeenAtMs, webConnectorGapsMs } = heard
  const isMissed =
    webConnectorSeenAtMs === null ||
    nowMs - webConnectorSeenAtMs > 2 * intervalMs(webConnectorGapsMs)
  return passwordRefusedAtMs === null || !isMissed
    ? null
    : problem('password-refused', { since: moment(passwordRefusedAtMs, heard) })
}

/** One that never called is being set up. */
function webConnectorSilent(heard: Heard): Problem | null {
  const { nowMs, webConnectorSeenAtMs, webConnectorGapsMs, passwordRefusedAtMs } = heard
  const isSilent =
    webConnectorSeenAtMs !== null &&
    passwordRefusedAtMs === null &&
    nowMs - webConnectorSeenAtMs > patienceMs(webConnectorGapsMs)
  return isSilent
    ? problem('web-connector-silent', {
        since: moment(webConnectorSeenAtMs, heard),
        minutes: Math.max(1, Math.round(intervalMs(webConnectorGapsMs) / 60_000)),
      })
    : null
}

function ordersWaiting(heard: Heard): Problem | null {
  const { nowMs, readySinceMs, webConnectorSeenAtMs } = heard
  const isLate =
    readySinceMs !== null && webConnectorSeenAtMs !== null && nowMs - readySinceMs > READY_MS_MAX
  return isLate ? problem('orders-waiting', { since: moment(readySinceMs, heard) }) : null
}

function shopSilent(heard: Heard): Problem | null {
  const { nowMs, shopSeenAtMs } = heard
  return shopSeenAtMs !== null && nowMs - shopSeenAtMs > SHOP_SILENT_MS
    ? problem('shop-silent', { since: moment(shopSeenAtMs, heard) })
    : null
}

function moment(atMs: number, { timeZone }: Heard): string {
  return `${dayInZone(atMs, timeZone)} ${timeInZone(atMs, timeZone)}`
}
