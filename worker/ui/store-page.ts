/** Which store, who is signed in, and where the queue is read in this version. */
import { html } from 'hono/html'
import { page } from './page.ts'
import type { Markup } from './page.ts'

export type StorePage = {
  readonly storeID: string
  readonly storeName: string
  readonly shopURL: string
  readonly companyName: string | null
  readonly who: string
  readonly formToken: string
}

export function storePage(shown: StorePage): Markup {
  const { storeID, storeName, shopURL, companyName, who, formToken } = shown
  return page({
    title: storeName,
    body: html`<dl>
        <dt>Shop</dt>
        <dd>${shopURL}</dd>
        <dt>Company file</dt>
        <dd>${companyName ?? 'Not known before the first update of the Web Connector'}</dd>
        <dt>Signed in</dt>
        <dd>${who}</dd>
      </dl>
      <p>
        In this version the queue, the log and the settings are read on the command line, by whoever
        runs this Worker:
      </p>
      <p><code>bun run tillbridge queue list ${storeID}</code></p>
      <form method="post" action="/sign-out">
        <input type="hidden" name="formToken" value="${formToken}" />
        <button type="submit">Sign out</button>
      </form>`,
  })
}
