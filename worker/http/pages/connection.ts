/** What the page of the connection shows, in one reading, and the Web Connector's file. */
import type { Context } from 'hono'
import { isPlainObject } from '../../books/setting-values.ts'
import { newestOutcomeTotals } from '../../journal/outcomes.ts'
import { heldCauses, queuedUpTo } from '../../queue/queue-rows.ts'
import { carriedOverIn } from '../../session/carried-over.ts'
import { lastSessionEnd, liveSessionProgress } from '../../session/sessions.ts'
import { qwcOf } from '../../session/store-qwc.ts'
import { askSettings } from '../../stores/settings.ts'
import type { Store } from '../../stores/store.ts'
import { standingNotice } from '../../stores/watch.ts'
import { CONNECTION_ACTS, connectionPage } from '../../ui/connection-page.tsx'
import type { ConnectionAct } from '../../ui/connection-page.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { PAGE_HEADERS } from '../page-response.ts'
import { shellOf } from './shell.ts'

/** Where the first order is looked for once the documents posted last are forgotten. */
const OUTCOMES_READ = 100

export async function connection(context: Context<OwnerEnv>) {
  const { db, storeID } = placeOf(context)
  const asked = askSettings(db, storeID)
  const [queued, held, told, live, ended, saved] = await db.readTogether([
    queuedUpTo(db, { storeID, limit: 1 }),
    heldCauses(db, { storeID, limit: 1 }),
    newestOutcomeTotals(db, { storeID, limit: OUTCOMES_READ }),
    liveSessionProgress(db, storeID),
    lastSessionEnd(db, storeID),
    asked.newest,
  ])
  const { store } = context.get('owner')
  const { newest, lists } = carriedOverIn(store)
  const shell = shellOf(context)
  const { from, to } = asked.settingsIn(saved).settings.quietHours
  const { previousSecretUntilMs } = store
  const isOldGood = previousSecretUntilMs !== null && previousSecretUntilMs > shell.nowMs
  return connectionPage(shell, {
    ...factsOf(store),
    areListsRead: lists.read.customer !== undefined || lists.refused.customer !== undefined,
    isPosted:
      newest.length > 0 ||
      told.some(({ subject, state }) => state === 'posted' && subject.startsWith('order:')),
    isWaiting: queued.length > 0,
    isHeld: held.length > 0,
    percent: live[0]?.percent ?? null,
    lastUpdate: ended[0] ?? null,
    previousCodeUntilMs: isOldGood ? previousSecretUntilMs : null,
    quietHours: from === null || to === null ? null : { from, to },
    asked: actNamed(context.req.query('ask')),
  })
}

/** Null for what nobody can ask for. */
export function actNamed(name: unknown): ConnectionAct | null {
  return CONNECTION_ACTS.find((act) => act === name) ?? null
}

function factsOf(store: Store) {
  const { shopSeenAtMs, webConnectorSeenAtMs, companyName, companyFilePath } = store
  return {
    shopSeenAtMs,
    webConnectorSeenAtMs,
    companyName,
    companyFilePath,
    plugin: pluginOf(store),
    qbwcURL: `${store.originURL}/qbwc/${store.storeID}`,
    userName: store.userName,
    pausedAtMs: store.pausedAtMs,
    notice: standingNotice(store),
  }
}

function pluginOf({ shop }: Store): string | null {
  const { plugin, woocommerce, wordpress, php } = isPlainObject(shop) ? shop : {}
  return typeof plugin === 'string'
    ? `${plugin} on WooCommerce ${String(woocommerce)}, WordPress ${String(wordpress)}, PHP ${String(php)}`
    : null
}

/** The bytes that `store qwc` prints. */
export function qwcDownload(context: Context<OwnerEnv>): Response {
  const { store } = context.get('owner')
  return new Response(qwcOf(store), {
    headers: {
      ...PAGE_HEADERS,
      'Content-Type': 'application/xml; charset=UTF-8',
      'Content-Disposition': `attachment; filename="tillbridge-${store.storeID}.qwc"`,
    },
  })
}
