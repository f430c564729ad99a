import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, vi } from 'vitest'

beforeEach(async () => {
  // No test goes out on the network: the nudge after a session is heard by nobody.
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }))
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  await emptyDatabase()
})

/** On a busy machine `reset` was seen to leave the rows of the test before where they were. */
async function emptyDatabase(): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'd1_migrations'
      AND substr(name, 1, 4) <> '_cf_' ORDER BY name = 'sqlite_sequence'`,
  ).all<{ name: string }>()
  await env.DB.batch(results.map(({ name }) => env.DB.prepare(`DELETE FROM "${name}"`)))
}
