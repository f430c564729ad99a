/** Any order as it would be in QuickBooks, by its number; nothing is sent and nothing is written. */
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'
import { Preview } from './preview.tsx'
import type { ShownPreview } from './preview.tsx'

export type PreviewShown = {
  readonly typed: string
  readonly preview: ShownPreview | null
  /** Why there is none though one was asked for. */
  readonly refusal: string | null
}

export function previewPage(shell: Shell, { typed, preview, refusal }: PreviewShown): Markup {
  return layout({
    shell,
    title: 'Preview',
    at: '/preview',
    children: (
      <>
        <form class="tools" method="get" action="/preview" role="search">
          <label for="order">Order</label>
          <input
            id="order"
            type="search"
            name="order"
            value={typed}
            maxlength={100}
            placeholder="The number that the shop shows"
            aria-describedby={refusal === null ? undefined : 'refusal'}
            aria-invalid={refusal === null ? undefined : 'true'}
          />
          <button type="submit" class="main">
            Show
          </button>
        </form>
        {refusal === null ? null : (
          <p id="refusal" class="refusal" role="alert">
            {refusal}
          </p>
        )}
        {preview === null ? (
          <p>
            See what an order becomes in QuickBooks before it goes there: its documents line by
            line, what they book, the tax by agency, and why each field is as it is. Nothing is sent
            and nothing is written. To see what another choice would change, open it in the{' '}
            <a href="/settings">settings</a>.
          </p>
        ) : (
          <Preview preview={preview} />
        )}
      </>
    ),
  })
}
