import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const ROOT = resolve(import.meta.dirname, '../..')
const MIGRATIONS = resolve(ROOT, 'migrations')

export default defineConfig({
  root: ROOT,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: resolve(ROOT, 'wrangler.toml') },
      miniflare: {
        // These win over .dev.vars, so that a developer's own secrets never reach a test.
        bindings: {
          TEST_MIGRATIONS: existsSync(MIGRATIONS) ? await readD1Migrations(MIGRATIONS) : [],
          TILLBRIDGE_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
          TILLBRIDGE_ADMIN: 'a password for tests',
          TILLBRIDGE_URL: 'https://tillbridge.example',
        },
      },
    })),
  ],
  test: {
    // One isolate for all files takes a quarter of the time; setup.ts empties it before each test.
    isolate: false,
    // Ends what hangs, on a machine that is busy with another suite, too; it measures nothing.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: [resolve(ROOT, 'test/workerd/setup.ts')],
    include: ['test/workerd/**/*.test.ts'],
  },
})
