/** The frame of every page: nothing inline, so that the policy beside it can be strict. */
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import { SCRIPT_PATH, STYLE_PATH } from './assets.ts'
import { renderedOnce } from './rendered.ts'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** Style and script from us alone, no frame around us, forms only to ourselves. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page of whoever is not signed in, or one that has only a few words to say. */
export function page({ title, body }: { readonly title: string; readonly body: Child }): Markup {
  return documentOf(
    title,
    <main class="narrow">
      <h1>{title}</h1>
      {body}
    </main>,
  )
}

export function documentOf(
  title: string,
  body: Child,
  refreshSeconds: number | null = null,
): Markup {
  return html`<!doctype html>${(
      <html lang="en">
        <head>
          <Meta />
          <title>{title} – Tillbridge</title>
          <Assets />
          {refreshSeconds === null ? null : (
            <noscript>
              <meta http-equiv="refresh" content={String(refreshSeconds)} />
            </noscript>
          )}
        </head>
        <body>{body}</body>
      </html>
    )}`
}

/** A bridge in the accent colour. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 12V9a7 7 0 0 1 14 0v3h-3V9a4 4 0 0 0-8 0v3z" fill="#2f8f77"/></svg>',
)}`

const Meta = renderedOnce(
  () => '',
  () => (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
    </>
  ),
)

const Assets = renderedOnce(
  () => '',
  () => (
    <>
      <link rel="icon" href={ICON} />
      <link rel="stylesheet" href={STYLE_PATH} />
      <script src={SCRIPT_PATH} defer></script>
    </>
  ),
)
