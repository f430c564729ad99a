/** Whether the bridge works just now, and the next thing to do. A function of what was last heard. */
import { patienceMs } from '../books/call-interval.ts'
import { SHOP_SILENT_MS } from '../books/connection-causes.ts'
import type { Problem } from '../books/problems.ts'
import { counted, durationText } from './moment.tsx'

export type Heard = {
  readonly nowMs: number
  readonly shopSeenAtMs: number | null
  readonly webConnectorSeenAtMs: number | null
  readonly webConnectorGapsMs: readonly number[]
  readonly pausedAtMs: number | null
  readonly notice: Problem | null
  readonly hasWork: boolean
  /** Counted no further than the page counts. */
  readonly held: number
}

export type Health = {
  readonly isWell: boolean
  readonly says: string
  readonly todo: string
}

export function healthOf(heard: Heard): Health {
  return notConnected(heard) ?? stopped(heard) ?? silent(heard) ?? working(heard)
}

function notConnected({ shopSeenAtMs, webConnectorSeenAtMs }: Heard): Health | null {
  if (shopSeenAtMs === null) {
    return {
      isWell: false,
      says: 'The shop has not called yet.',
      todo: 'Paste the connection code in the shop under WooCommerce › Settings › Integration › Tillbridge.',
    }
  }
  return webConnectorSeenAtMs === null
    ? {
        isWell: false,
        says: 'The Web Connector has not called yet.',
        todo: 'Open the .qwc file on the computer that has QuickBooks, and press Update Selected in the Web Connector. Orders wait here until then.',
      }
    : null
}

function stopped({ pausedAtMs, notice }: Heard): Health | null {
  if (notice !== null) {
    return { isWell: false, says: notice.summary, todo: notice.remedy }
  }
  return pausedAtMs === null
    ? null
    : {
        isWell: false,
        says: 'Tillbridge is paused: nothing is sent to QuickBooks.',
        todo: 'The queue keeps filling. Press Resume when it shall go on.',
      }
}

function silent({
  nowMs,
  shopSeenAtMs,
  webConnectorSeenAtMs,
  webConnectorGapsMs,
  hasWork,
}: Heard): Health | null {
  const officeMs = nowMs - (webConnectorSeenAtMs ?? 0)
  if (officeMs > patienceMs(webConnectorGapsMs)) {
    return {
      isWell: false,
      says: `The Web Connector has been silent for ${durationText(officeMs)}.`,
      todo: `Start the Web Connector on the office computer and tick Auto-Run beside Tillbridge.${hasWork ? ' Orders wait here until then.' : ''}`,
    }
  }
  const shopMs = nowMs - (shopSeenAtMs ?? 0)
  return shopMs > SHOP_SILENT_MS
    ? {
        isWell: false,
        says: `The shop has been silent for ${durationText(shopMs)}.`,
        todo: 'Look in the shop under WooCommerce › Settings › Integration › Tillbridge: it says what keeps it from calling, and “Check now” tries at once.',
      }
    : null
}

function working({ held, hasWork }: Heard): Health {
  if (held > 0) {
    return {
      isWell: true,
      says: 'It works, and something needs you.',
      todo: `Next: look at ${counted(held, 'entry').replace(/entrys$/, 'entries')} below; each says what to do.`,
    }
  }
  return {
    isWell: true,
    says: 'It works.',
    todo: hasWork
      ? 'Nothing for you to do: what waits goes out at the next update.'
      : 'Nothing for you to do. Everything is in QuickBooks.',
  }
}
