import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const migrations = `${root}migrations`

export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: `${root}wrangler.toml` },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: existsSync(migrations) ? await readD1Migrations(migrations) : [],
        },
      },
    })),
  ],
  test: {
    // One isolate for all files takes a quarter of the time; setup.ts empties it before each test.
    isolate: false,
    setupFiles: [`${root}test/workerd/setup.ts`],
    include: ['test/workerd/**/*.test.ts'],
  },
})
