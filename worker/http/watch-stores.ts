/** Every few minutes: is anything wrong with a store's connection, and has its owner been told? */
import { alertMessage } from '../books/alert-text.ts'
import { connectionCauses } from '../books/connection-causes.ts'
import { dayInZone, timeInZone } from '../books/day.ts'
import type { Problem } from '../books/problems.ts'
import { isQuiet } from '../books/quiet-hours.ts'
import { completedSettings } from '../books/settings.ts'
import type { Settings } from '../books/settings.ts'
import { changesIn, sayingOf, watchAfter, withoutWords } from '../books/watch.ts'
import type { Saying, Terms, Watch, WatchChanges } from '../books/watch.ts'
import { openDatabase } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import type { Env } from '../env.ts'
import { recordJournal } from '../journal/journal.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { claimWatch, gapsOf, watchedStores, watchOf } from '../stores/watch.ts'
import type { WatchedStore } from '../stores/watch.ts'
import type { ShopFacts } from '../woo/changes.ts'
import { deliverAlert } from './alert-delivery.ts'
import type { MailSender } from './alert-delivery.ts'

/** As `wrangler.toml` says; only counts the turns. */
const TURN_MS = 5 * 60_000
const STORES_MAX = 500
/** A Worker may call out 50 times a run on the free plan, the database's calls among them. */
const CHANGED_MAX = 12
/** Whoever cannot be reached so often is not tried again with the same. */
const TRIES = 5

type Turn = { readonly db: Database; readonly nowMs: number; readonly sender: MailSender }

type Changed = {
  readonly watched: WatchedStore
  readonly settings: Settings
  readonly watch: Watch
  readonly saying: Saying | null
}

export async function watchStores(
  { DB, ...sender }: Pick<Env, 'DB' | 'MAIL' | 'MAIL_FROM'>,
  nowMs: number,
): Promise<void> {
  const db = openDatabase(DB)
  const turn = Math.floor(nowMs / TURN_MS)
  const changed = (await watchedStores(db, { turn, limit: STORES_MAX })).flatMap((watched) =>
    changeOf(watched, nowMs),
  )
  // The others stay as they were and are found again in the next turn.
  for (const one of changed.slice(0, CHANGED_MAX)) {
    try {
      await act(one, { db, nowMs, sender })
    } catch (error) {
      const { storeID } = one.watched.store
      console.error(JSON.stringify({ event: 'watch-failed', storeID, error: String(error) }))
    }
  }
}

/** None or one. */
function changeOf(watched: WatchedStore, nowMs: number): readonly Changed[] {
  const { store } = watched
  const settings = completedSettings(watched.settings ?? {})
  const timeZone = (store.shop as ShopFacts | null)?.timeZone ?? ''
  const seenMs = Math.max(store.webConnectorSeenAtMs ?? 0, watched.lastCallAtMs ?? 0)
  const found = connectionCauses({
    nowMs,
    timeZone,
    shopSeenAtMs: store.shopSeenAtMs,
    webConnectorSeenAtMs: seenMs === 0 ? null : seenMs,
    webConnectorGapsMs: gapsOf(store),
    passwordRefusedAtMs: store.passwordRefusedAtMs,
    readySinceMs: watched.readySinceMs,
    isHeldBack:
      store.pausedAtMs !== null || isQuiet(settings.quietHours, { atMs: nowMs, timeZone }),
    notice: store.notice as Problem | null,
  })
  const { when, mailTo, webhook, digestHour } = settings.alerts
  const terms: Terms = {
    when,
    isHeard: mailTo !== null || webhook !== null,
    digestHour,
    day: dayInZone(nowMs, timeZone),
    hour: Number(timeInZone(nowMs, timeZone).slice(0, 2)),
  }
  const before = watchOf(store)
  const watch = withoutWords(watchAfter(before, found, nowMs), terms)
  const saying = sayingOf(watch, terms)
  const isChanged = saying !== null || JSON.stringify(watch) !== JSON.stringify(before)
  return isChanged ? [{ watched, settings, watch, saying }] : []
}

/** Claimed first and said then: whoever comes second finds it said, and in the log. */
async function act(
  { watched: { store }, settings, watch, saying }: Changed,
  { db, nowMs, sender }: Turn,
): Promise<void> {
  const { storeID, watchVersion } = store
  const entries = alertEntries(changesIn(watchOf(store), watch))
  const isClaimed = await claimWatch(db, {
    storeID,
    version: watchVersion,
    watch: saying?.after ?? watch,
    beside: recordJournal(db, { storeID, entries, nowMs }),
  })
  if (!isClaimed || saying === null) {
    return
  }
  const message = alertMessage({
    storeName: store.name,
    shopURL: store.shopURL,
    raised: saying.raised,
    over: saying.over,
  })
  const { isHeard, ways } = await deliverAlert(message, settings.alerts, sender)
  const failures = isHeard ? 0 : watch.failures + 1
  const lastSaid = { atMs: nowMs, ways }
  const after =
    isHeard || failures >= TRIES
      ? { ...saying.after, failures: 0, lastSaid }
      : { ...watch, failures, lastSaid }
  await claimWatch(db, { storeID, version: watchVersion + 1, watch: after })
}

function alertEntries({ begun, ended }: WatchChanges): readonly JournalEntry[] {
  return [
    ...begun.map(({ code, summary, remedy }) => ({
      subject: null,
      event: 'alert-raised' as const,
      detail: { problem: { code, summary, remedy } },
    })),
    ...ended.map(({ code, summary }) => ({
      subject: null,
      event: 'alert-over' as const,
      detail: { problem: { code, summary } },
    })),
  ]
}
