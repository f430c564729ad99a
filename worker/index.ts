/** Wiring only. */
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env } from './env.ts'
import { admin } from './http/admin.ts'
import { pages } from './http/pages.ts'
import { qbwc } from './http/qbwc.ts'
import { tidyUp } from './http/tidy-up.ts'
import { watchStores } from './http/watch-stores.ts'
import { shop } from './http/shop.ts'
import { problemResponse } from './http/problem-response.ts'

export { StoreSession } from './session/durable-object.ts'

/** As in `wrangler.toml`. */
const NIGHTLY = '17 3 * * *'

const app = new Hono<{ Bindings: Env }>()

app.route('/qbwc', qbwc)
app.route('/shop', shop)
app.route('/admin', admin)
app.route('/', pages)
app.notFound(() =>
  problemResponse({ status: 404, code: 'not-found', title: 'There is nothing at this address.' }),
)
app.onError((error) => {
  if (error instanceof HTTPException) {
    return error.getResponse()
  }
  console.error(JSON.stringify({ event: 'request-failed', error: String(error) }))
  return problemResponse({
    status: 500,
    code: 'trouble',
    title: 'Tillbridge could not answer just now. Nothing is lost; try again.',
  })
})

export default {
  fetch: app.fetch,
  /** Once a day and every few minutes, as `wrangler.toml` says. */
  async scheduled({ cron, scheduledTime }: ScheduledController, env: Env): Promise<void> {
    await (cron === NIGHTLY ? tidyUp(env, scheduledTime) : watchStores(env, scheduledTime))
  },
}
