/**
 * "Drain now": after a session that made outcomes the shop is told, so that they stand on its orders
 * at once. It carries nothing, and not being heard costs only time.
 */
import { and, eq, lte, sql } from 'drizzle-orm'
import { writeTogether } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import { outcomes, stores } from '../db/schema.ts'
import { recordJournal } from '../journal/journal.ts'
import { hexOf } from '../stores/password.ts'
import { isLoopback, isPublicHost } from '../books/public-host.ts'
import { openSecret } from '../stores/secret-box.ts'
import type { Store } from '../stores/store.ts'
import { signedHeaders } from '../woo/signature.ts'

/** SHOP.md: at most once a minute. */
const NUDGE_EVERY_MS = 60_000
/** SHOP.md: five seconds' patience. */
const PATIENCE_MS = 5_000
const NUDGE_PATH = '/wp-json/tillbridge/v1/nudge'
const NONCE_BYTES = 16

type Nudging = {
  readonly db: Database
  readonly storeID: string
  readonly nowMs: number
  readonly key: string
}

/** Never fails: what came of it stands in the store's row. */
export async function nudgeShop(nudging: Nudging): Promise<void> {
  const { db, storeID } = nudging
  try {
    const store = await claimNudge(nudging)
    if (store !== null) {
      const nudgeResult = await nudge(store, nudging)
      await db.update(stores).set({ nudgeResult }).where(eq(stores.storeID, storeID))
    }
  } catch (error) {
    console.error(JSON.stringify({ event: 'nudge-failed', storeID, error: String(error) }))
  }
}

/** What came of it, as `nudgeResult`; null where the shop was nudged less than a minute ago. */
export async function nudgeByHand({
  who,
  ...nudging
}: Nudging & { readonly who: string }): Promise<string | null> {
  const { db, storeID, nowMs } = nudging
  const store = await claimNudge(nudging, 'whatever-came')
  if (store === null) {
    return null
  }
  const result = await nudge(store, nudging)
  const entries = [{ subject: null, event: 'shop-asked', detail: { who, result } }] as const
  await writeTogether(db, [
    db.update(stores).set({ nudgeResult: result }).where(eq(stores.storeID, storeID)),
    ...recordJournal(db, { storeID, entries, nowMs }),
  ])
  return result
}

type Nudged = Pick<Store, 'shopURL' | 'originURL' | 'secretCipher'>

/**
 * The store, where something came about since the last nudge and that is a minute ago. One statement:
 * of two who ask at once only one gets it.
 */
async function claimNudge(
  { db, storeID, nowMs }: Nudging,
  after: 'news' | 'whatever-came' = 'news',
): Promise<Nudged | null> {
  const newest = sql`(SELECT max(${outcomes.id}) FROM ${outcomes}
    WHERE ${outcomes.storeID} = ${storeID})`
  const [claimed] = await db
    .update(stores)
    .set({ nudgedAtMs: nowMs, nudgedOutcomeID: newest, nudgeResult: null })
    .where(
      and(
        eq(stores.storeID, storeID),
        lte(sql`coalesce(${stores.nudgedAtMs}, 0)`, nowMs - NUDGE_EVERY_MS),
        after === 'news' ? sql`${newest} > coalesce(${stores.nudgedOutcomeID}, 0)` : undefined,
      ),
    )
    .returning({
      shopURL: stores.shopURL,
      originURL: stores.originURL,
      secretCipher: stores.secretCipher,
    })
  return claimed ?? null
}

/** The status of the answer, or why there is none. */
async function nudge(store: Nudged, { storeID, nowMs, key }: Nudging): Promise<string> {
  const url = nudgeURL(store)
  if (url === null) {
    return 'not an address to call'
  }
  const body = new Uint8Array(new TextEncoder().encode('{}'))
  const headers = await signedHeaders({
    request: { method: 'POST', path: url.pathname, body },
    secret: await openSecret(store.secretCipher, { key, storeID }),
    nonce: hexOf(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))),
    nowMs,
  })
  const patience = new AbortController()
  // Not `AbortSignal.timeout`: its timer would keep the object from resting after an answer, too.
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
      // A followed redirect would carry the signature to another place.
      redirect: 'manual',
      signal: patience.signal,
    })
    await response.body?.cancel()
    return String(response.status)
  } catch {
    return patience.signal.aborted ? 'no answer' : 'not reached'
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Only the store's own address on the internet, by https. Over http, and to this machine, only where
 * the Worker itself runs on it: practice.
 */
export function nudgeURL({ shopURL, originURL }: Pick<Store, 'shopURL' | 'originURL'>): URL | null {
  const url = URL.parse(shopURL)
  const origin = URL.parse(originURL)
  if (url === null || url.username !== '' || url.password !== '') {
    return null
  }
  const isPractice = isLoopback(url) && origin !== null && isLoopback(origin)
  const isAllowed = isPractice
    ? /^https?:$/.test(url.protocol)
    : url.protocol === 'https:' && isPublicHost(url)
  return isAllowed ? new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}${NUDGE_PATH}`) : null
}
