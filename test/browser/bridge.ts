/** The Worker as it is, on this machine, with its own database: what the browser looks at. */
import { resolve } from 'node:path'
import { createTestHarness } from 'wrangler'
import { openDatabase } from '../../worker/db/database.ts'
import type { ReadingDatabase } from '../../worker/db/database.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** 32 bytes in base64, as good as any for a database that lives for a test. */
export const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

export type D1 = Parameters<typeof openDatabase>[0]

export type Bridge = {
  readonly origin: string
  readonly db: ReadingDatabase
  readonly d1: D1
  readonly stop: () => Promise<void>
}

export async function startBridge(): Promise<Bridge> {
  const server = createTestHarness({
    workers: [
      {
        configPath: resolve(ROOT, 'wrangler.toml'),
        secrets: { TILLBRIDGE_KEY: KEY, TILLBRIDGE_ADMIN: 'a password for tests' },
      },
    ],
  })
  const { url } = await server.listen()
  const worker = server.getWorker<{ DB: D1 }>()
  await worker.applyD1Migrations('DB')
  const { DB } = await worker.getEnv()
  return {
    origin: url.origin,
    db: openDatabase(DB),
    d1: DB,
    stop: () => server.close(),
  }
}
