/** A page of the signed-in owner: whose it is, the menu, what was just done, and the page. */
import type { Child } from 'hono/jsx'
import { documentOf } from './page.tsx'
import type { Markup } from './page.tsx'
import { renderedOnce } from './rendered.ts'

/** What every page knows of where it stands. */
export type Shell = {
  readonly storeName: string
  readonly shopURL: string
  readonly who: string
  readonly formToken: string
  /** What was just done, once. */
  readonly flash: string | null
  /** The shop's: IANA's name or an offset. */
  readonly timeZone: string
  /** The shop's currency; empty before it called. */
  readonly currency: string
  readonly nowMs: number
}

export const MENU = [
  { path: '/', title: 'Overview' },
  { path: '/queue', title: 'Queue' },
  { path: '/problems', title: 'Problems' },
  { path: '/mapping', title: 'Mapping' },
  { path: '/preview', title: 'Preview' },
  { path: '/settings', title: 'Settings' },
  { path: '/connection', title: 'Connection' },
  { path: '/log', title: 'Log' },
] as const

export type MenuPath = (typeof MENU)[number]['path']

export function layout({
  shell,
  title,
  heading = title,
  at,
  refreshSeconds = null,
  children,
}: {
  readonly shell: Shell
  readonly title: string
  readonly heading?: Child
  /** The entry of the menu that the page belongs to. */
  readonly at: MenuPath | null
  /** While something is awaited; without script the browser does it. */
  readonly refreshSeconds?: number | null
  readonly children: Child
}): Markup {
  return documentOf(
    `${title} · ${shell.storeName}`,
    <>
      <a class="skip" href="#content">
        Skip to the page
      </a>
      <Top shell={shell} at={at} />
      <main id="content" data-refresh-seconds={refreshSeconds ?? undefined}>
        {shell.flash === null ? null : (
          <p class="flash" role="status">
            {shell.flash}
          </p>
        )}
        <h1>{heading}</h1>
        {children}
      </main>
      <footer class="foot">
        <span>
          Times are the shop’s ({shell.timeZone}). Keys: / search, j and k through rows, x choose.
        </span>
      </footer>
    </>,
    refreshSeconds,
  )
}

function Top({ shell, at }: { readonly shell: Shell; readonly at: MenuPath | null }) {
  const { storeName, shopURL, who, formToken } = shell
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href="/">
          Tillbridge
        </a>
        <span class="store">
          {storeName} <span class="quiet">({shopURL})</span>
        </span>
        <form class="who" method="post" action="/sign-out">
          <FormToken value={formToken} />
          <span>{who}</span>
          <button class="plain" type="submit">
            Sign out
          </button>
        </form>
        <Menu at={at} />
      </div>
    </header>
  )
}

const Menu = renderedOnce(
  ({ at }: { readonly at: MenuPath | null }) => at ?? '',
  ({ at }) => (
    <nav aria-label="Pages" class="pages">
      <ul class="menu">
        {MENU.map(({ path, title }) => (
          <li>
            <a href={path} aria-current={path === at ? 'page' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ),
)

/** In every form: it proves that the form came from a page of this sign-in. */
export function FormToken({ value }: { readonly value: string }) {
  return <input type="hidden" name="formToken" value={value} />
}
