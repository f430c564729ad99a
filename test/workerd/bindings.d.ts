import type { D1Migration } from '@cloudflare/vitest-plugin'
import type worker from '../../worker/index.ts'
import type { StoreSession } from '../../worker/session/durable-object.ts'

declare global {
  namespace Cloudflare {
    /** What wrangler.toml, .dev.vars and vitest.config.ts bind, as workerd tests see it. */
    interface Env {
      readonly DB: D1Database
      readonly SESSION: DurableObjectNamespace<StoreSession>
      readonly TILLBRIDGE_KEY: string
      readonly TILLBRIDGE_ADMIN: string
      readonly TEST_MIGRATIONS: D1Migration[]
    }
    /** The Worker under test: its default export answers requests. */
    interface GlobalProps {
      mainModule: { readonly default: typeof worker }
    }
  }

  interface ImportMeta {
    /** Vite's, as far as these tests use it: files by their path, read when the bundle is made. */
    glob<Content>(
      pattern: string,
      options: { readonly eager: true; readonly import: 'default' },
    ): Record<string, Content>
  }
}
