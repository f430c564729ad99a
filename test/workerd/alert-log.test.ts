/** What is wrong with a connection is in the log from when it began to when it was over. */
import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { stores } from '../../worker/db/schema.ts'
import { watchStores } from '../../worker/http/watch-stores.ts'
import { readJournal } from '../../worker/journal/journal.ts'
import { eventSentence } from '../../worker/ui/event-sentence.ts'
import type { Detail } from '../../worker/ui/event-sentence.ts'
import { addShop, db, send } from './shop.ts'

const NOW_MS = Date.parse('2026-11-20T13:00:00Z')
const HOUR_MS = 3_600_000

async function stands(webConnectorSeenAtMs: number): Promise<void> {
  await db
    .update(stores)
    .set({ shopSeenAtMs: NOW_MS, webConnectorSeenAtMs })
    .where(eq(stores.storeID, 'log'))
}

async function logged(): Promise<readonly string[]> {
  const lines = await readJournal(db, { storeID: 'log', limit: 100 })
  return lines
    .filter(({ event }) => event.startsWith('alert'))
    .map(({ event, detail }) => eventSentence(event, detail as Detail))
}

test('each is written once, with what to do, also where nobody is told and several look at once', async () => {
  await send(await addShop('log'), [])
  await stands(NOW_MS - HOUR_MS)
  await Promise.all([1, 2, 3].map(() => watchStores(env, NOW_MS)))
  await watchStores(env, NOW_MS)
  await stands(NOW_MS)
  await watchStores(env, NOW_MS)
  await watchStores(env, NOW_MS)
  expect(await logged()).toEqual([
    expect.stringMatching(/^It is over: The Web Connector has not called since .+ minutes\.$/),
    expect.stringMatching(/^The Web Connector has not called since .+ Start the Web Connector/),
  ])
})
