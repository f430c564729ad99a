/** What was said to QuickBooks about one order, and what QuickBooks said, as it went. */
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import type { Markup } from './page.tsx'

export type ExchangeShown = {
  readonly name: string
  readonly path: string
  readonly messageSetID: string
  readonly sentAtMs: number
  readonly answeredAtMs: number | null
  readonly request: string
  readonly response: string
}

export function exchangePage(shell: Shell, shown: ExchangeShown): Markup {
  const { name, path, messageSetID, sentAtMs, answeredAtMs, request, response } = shown
  return layout({
    shell,
    title: `${name}: request and answer`,
    at: '/queue',
    children: (
      <>
        <p>
          Sent <Moment atMs={sentAtMs} clock={shell} />
          {answeredAtMs === null ? ', not answered' : ', answered '}
          {answeredAtMs === null ? null : <Moment atMs={answeredAtMs} clock={shell} />}, in message
          set {messageSetID}. What is about other orders is left out, and so are card numbers and
          passwords. <a href={path}>Back to {name}</a>
        </p>
        <h2>What QuickBooks was asked</h2>
        <pre tabindex={0}>{request}</pre>
        <h2>What it answered</h2>
        {response === '' ? (
          <p class="quiet">No answer is kept.</p>
        ) : (
          <pre tabindex={0}>{response}</pre>
        )}
      </>
    ),
  })
}
