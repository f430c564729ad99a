import type { D1Migration } from '@cloudflare/vitest-plugin'

declare global {
  namespace Cloudflare {
    /** What wrangler.toml, .dev.vars and vitest.config.ts bind, as workerd tests see it. */
    interface Env {
      readonly DB: D1Database
      readonly SESSION: DurableObjectNamespace
      readonly TILLBRIDGE_KEY: string
      readonly TEST_MIGRATIONS: D1Migration[]
    }
    interface GlobalProps {
      readonly mainModule: typeof import('../../worker/index.ts')
    }
  }
  interface ImportMeta {
    /** Vite's: every file that matches, imported. */
    glob<T>(
      pattern: string,
      how: { readonly eager: true; readonly import: 'default' },
    ): Record<string, T>
  }
}
