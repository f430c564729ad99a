/** What whoever is not signed in is told: how to get in, and nothing about any store. */
import { html } from 'hono/html'
import { page } from './page.tsx'
import type { Markup } from './page.tsx'

/** The Web Connector's support address leads here as well. */
export function welcomePage(): Markup {
  return page({
    title: 'Tillbridge: WooCommerce orders in QuickBooks',
    body: html`<p>
      To see your store, open WooCommerce › QuickBooks in your shop’s WordPress admin.
    </p>`,
  })
}

export function signedOutPage(): Markup {
  return page({
    title: 'You are not signed in',
    body: html`<p>
        Open WooCommerce › QuickBooks in your shop’s WordPress admin: it signs you in here for
        twelve hours.
      </p>
      <p>
        Whoever runs this Worker can also make a link on the command line:
        <code>bun run tillbridge store sign-in STORE</code>
      </p>`,
  })
}

/** Of used, late, made-up and foreign links alike: which it was is nobody’s to learn. */
export function deadLinkPage(): Markup {
  return page({
    title: 'This link does not work any more',
    body: html`<p>
      A link is good once and for a minute. Open WooCommerce › QuickBooks in your shop’s WordPress
      admin again: it makes a new one.
    </p>`,
  })
}

export function refusedFormPage(): Markup {
  return page({
    title: 'Nothing was changed',
    body: html`<p>
      The form did not come from a page of this sign-in. Go back, load the page again, and press the
      button once more.
    </p>`,
  })
}
