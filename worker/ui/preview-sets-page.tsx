/** What would be sent to QuickBooks for an order, as the Web Connector would carry it. */
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'

export type PreviewSets = {
  /** The order's, in the shop. */
  readonly number: string
  /** Of the preview. */
  readonly path: string
  /** Message sets for a person to read; null where there is nothing to send. */
  readonly creating: string | null
  readonly posting: string | null
}

export function previewSetsPage(shell: Shell, shown: PreviewSets): Markup {
  const { number, path, creating, posting } = shown
  return layout({
    shell,
    title: `Preview of order ${number}: what is sent`,
    at: '/preview',
    children: (
      <>
        <p>
          {creating === null && posting === null
            ? 'Nothing would be sent for it now.'
            : 'Nothing was sent by looking.'}{' '}
          {creating === null
            ? null
            : 'NEW-001 and the like stand where the numbers will that QuickBooks gives. '}
          <a href={path}>Back to the preview of order {number}</a>
        </p>
        {creating === null ? null : (
          <>
            <h2>First, what QuickBooks lacks</h2>
            <pre tabindex={0}>{creating}</pre>
          </>
        )}
        {posting === null ? null : (
          <>
            <h2>The documents</h2>
            <pre tabindex={0}>{posting}</pre>
          </>
        )}
      </>
    ),
  })
}
