/** Hours that nobody waits for. */
import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { jobs, sessions, stores } from '../../../worker/db/schema.ts'
import { watchStores } from '../../../worker/http/watch-stores.ts'
import { NEVER_MS } from '../../../worker/queue/job.ts'
import { db } from '../shop.ts'

export const HOUR_MS = 3_600_000

/** All that was is so much older; then what happens meanwhile, and the watch looks at the store. */
export async function timePasses(ms: number, meanwhile: () => Promise<unknown>): Promise<void> {
  await db.run(sql`UPDATE ${stores} SET shop_seen_at_ms = shop_seen_at_ms - ${ms},
    web_connector_seen_at_ms = web_connector_seen_at_ms - ${ms},
    password_refused_at_ms = password_refused_at_ms - ${ms}, nudged_at_ms = nudged_at_ms - ${ms}`)
  await db.run(sql`UPDATE ${sessions} SET last_call_at_ms = last_call_at_ms - ${ms}`)
  await db.run(sql`UPDATE ${jobs} SET run_at_ms = run_at_ms - ${ms} WHERE run_at_ms < ${NEVER_MS}`)
  await meanwhile()
  await watchStores(env, Date.now())
}
