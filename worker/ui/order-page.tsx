/** One order or customer: where it stands, both sides beside each other, and all that happened. */
import type { Problem } from '../books/problems.ts'
import { Badge } from './badge.tsx'
import type { Standing } from './badge.tsx'
import type { LineLook } from './event-sentence.ts'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import type { Markup } from './page.tsx'
import { ProblemBox } from './problem-box.tsx'
import { hasSendAgain, RepairsOfOne } from './repair-buttons.tsx'
import { TableHead } from './table-head.tsx'

export type Fact = readonly [label: string, value: string]

export type OrderShown = {
  /** Its own path, e.g. `/orders/1042`. */
  readonly path: string
  readonly name: string
  readonly person: string
  readonly standing: Standing
  /** Of an entry on which something can be done. */
  readonly jobID: number | null
  readonly problem: Problem | null
  /** What happens next. */
  readonly next: string
  readonly shop: readonly Fact[]
  readonly quickBooks: readonly StandingDocument[]
  readonly timeline: readonly TimelineLine[]
  readonly isTimelineWhole: boolean
  /** An order has documents, whose fields have rules. */
  readonly previewPath: string | null
}

export type StandingDocument = {
  /** `Sales receipt 1042`. */
  readonly name: string
  readonly amount: string
  readonly sinceMs: number
  readonly deletedAtMs: number | null
  readonly quickBooksID: string
}

export type TimelineLine = {
  readonly atMs: number
  readonly sentence: string
  readonly look: LineLook
  readonly attempt: Attempt | null
}

export type Attempt = {
  readonly messageSetID: string
  readonly sentAtMs: number
  readonly answeredAtMs: number | null
  readonly resends: number
}

export function orderPage(shell: Shell, shown: OrderShown): Markup {
  const { name, person, standing, problem, next } = shown
  return layout({
    shell,
    title: name,
    heading: (
      <>
        {name} <span class="quiet">{person}</span>
      </>
    ),
    at: '/queue',
    children: (
      <>
        <p>
          <Badge standing={standing} /> <span class="quiet">{next}</span>
        </p>
        {problem === null ? null : <ProblemBox problem={problem} />}
        {problem === null || shown.jobID === null ? null : (
          <RepairsOfOne shell={shell} problem={problem} jobID={shown.jobID} back={shown.path} />
        )}
        <Acts shell={shell} shown={shown} />
        <div class="beside">
          <section aria-labelledby="in-shop">
            <h2 id="in-shop">In the shop</h2>
            <Facts facts={shown.shop} />
          </section>
          <section aria-labelledby="in-quickbooks">
            <h2 id="in-quickbooks">In QuickBooks</h2>
            <Documents shell={shell} documents={shown.quickBooks} />
            {shown.previewPath === null ? null : (
              <p>
                <a href={shown.previewPath}>What it books, and the rule behind each field</a>
              </p>
            )}
          </section>
        </div>
        <section aria-labelledby="timeline">
          <h2 id="timeline">What happened</h2>
          <Timeline shell={shell} shown={shown} />
        </section>
      </>
    ),
  })
}

function Acts({ shell, shown }: { readonly shell: Shell; readonly shown: OrderShown }) {
  if (shown.jobID === null) {
    return null
  }
  const { problem } = shown
  const acts = [
    ...(problem !== null && hasSendAgain(problem) ? [] : ([['retry', 'Try again']] as const)),
    ['first', 'Move up'],
    ['last', 'Move to the end'],
    ...(problem === null ? ([['pause', 'Pause']] as const) : []),
    ['cancel', 'Delete from the queue'],
  ] as const
  return (
    <form class="tools" method="post" action="/queue">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="back" value={shown.path} />
      {acts.map(([act, text]) => (
        <button type="submit" name="one" value={`${act}:${shown.jobID}`}>
          {text}
        </button>
      ))}
    </form>
  )
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(([, value]) => value !== '')
  return known.length === 0 ? (
    <p class="quiet">The shop has not said.</p>
  ) : (
    <dl class="facts">
      {known.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

function Documents({
  shell,
  documents,
}: {
  readonly shell: Shell
  readonly documents: readonly StandingDocument[]
}) {
  if (documents.length === 0) {
    return <p class="quiet">Nothing of it stands there that Tillbridge knows of.</p>
  }
  return (
    <table>
      <caption class="unseen">What stands in QuickBooks</caption>
      <TableHead columns={['What', { number: 'Total' }, 'Since']} />
      <tbody>
        {documents.map(({ name, amount, sinceMs, deletedAtMs, quickBooksID }) => (
          <tr>
            <th scope="row">
              {name}
              {deletedAtMs === null ? null : <span class="reason quiet">deleted there</span>}
              <details>
                <summary>its ID</summary>
                <code>{quickBooksID}</code>
              </details>
            </th>
            <td class="number">{amount}</td>
            <td class="line-time">
              <Moment atMs={sinceMs} clock={shell} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Timeline({ shell, shown }: { readonly shell: Shell; readonly shown: OrderShown }) {
  if (shown.timeline.length === 0) {
    return <p class="quiet">Nothing is in the log about it.</p>
  }
  return (
    <>
      {shown.isTimelineWhole ? null : (
        <p class="quiet">
          The newest lines; all are in the <a href="/log">log</a>.
        </p>
      )}
      <ol class="timeline">
        {shown.timeline.map(({ atMs, sentence, look, attempt }) => (
          <li class={look}>
            <span class="line-time">
              <Moment atMs={atMs} clock={shell} />
            </span>{' '}
            {sentence}
            {attempt === null ? null : (
              <AttemptLine shell={shell} path={shown.path} attempt={attempt} />
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function AttemptLine({
  shell,
  path,
  attempt,
}: {
  readonly shell: Shell
  readonly path: string
  readonly attempt: Attempt
}) {
  const { messageSetID, sentAtMs, answeredAtMs, resends } = attempt
  return (
    <span class="reason quiet">
      Sent <Moment atMs={sentAtMs} clock={shell} />
      {answeredAtMs === null ? ', without an answer yet' : ', answered '}
      {answeredAtMs === null ? null : <Moment atMs={answeredAtMs} clock={shell} />}
      {resends === 0 ? null : `, sent again ${resends} times`}.{' '}
      <a href={`${path}/sets/${messageSetID}`}>Request and answer</a>
    </span>
  )
}
