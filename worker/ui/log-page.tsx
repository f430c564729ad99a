/** The log, newest first: what happened, to what, and its fields one click away. */
import { eventName, EVENT_SENTENCES, eventSentence } from './event-sentence.ts'
import type { Detail } from './event-sentence.ts'
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import type { Markup } from './page.tsx'
import { Choice } from './queue-page.tsx'
import { hasPage, pathOf, subjectTitle } from './subject-name.ts'
import { TableHead } from './table-head.tsx'

export type LogLine = {
  readonly atMs: number
  readonly subject: string | null
  readonly event: string
  readonly detail: unknown
}

export type LogShown = {
  readonly lines: readonly LogLine[]
  readonly typed: string
  readonly event: string
  /** `yyyy-mm-dd`, or empty. */
  readonly until: string
  readonly olderHref: string | null
  readonly firstHref: string | null
  /** The filters as the export takes them: `event=held`, or empty. */
  readonly exportQuery: string
  readonly keptDays: number
  readonly remark: string | null
}

export function logPage(shell: Shell, shown: LogShown): Markup {
  return layout({
    shell,
    title: 'Log',
    at: '/log',
    children: (
      <>
        <Filters shown={shown} />
        {shown.remark === null ? null : <p class="quiet">{shown.remark}</p>}
        {shown.lines.length === 0 ? (
          <p>{shown.olderHref === null ? 'Nothing is found.' : 'None among these.'}</p>
        ) : (
          <Lines shell={shell} lines={shown.lines} />
        )}
        <nav class="pager" aria-label="More">
          {shown.firstHref === null ? null : <a href={shown.firstHref}>Newest</a>}
          {shown.olderHref === null ? null : (
            <a href={shown.olderHref} rel="next">
              Older
            </a>
          )}
        </nav>
        <p class="quiet">
          Lines are kept for {shown.keptDays} days, and as long as what they are about waits or
          needs you.
        </p>
      </>
    ),
  })
}

function Filters({ shown }: { readonly shown: LogShown }) {
  const { typed, event, until, exportQuery } = shown
  const query = exportQuery === '' ? '' : `?${exportQuery}`
  return (
    <div class="tools">
      <form method="get" action="/log" role="search">
        <label class="unseen" for="q">
          Order number, document number, customer, e-mail or total
        </label>
        <input
          id="q"
          type="search"
          name="q"
          value={typed}
          maxlength={100}
          placeholder="Order, document, customer, e-mail, total"
        />
        <Choice
          name="event"
          label="What"
          chosen={event}
          options={[
            ['', 'everything'],
            ...Object.keys(EVENT_SENTENCES).map((name) => [name, eventName(name)] as const),
          ]}
        />
        <label>
          <span class="quiet">Until</span> <input type="date" name="until" value={until} />
        </label>
        <button type="submit">Show</button>
      </form>
      <span>
        Export <a href={`/log.csv${query}`}>CSV</a>, <a href={`/log.jsonl${query}`}>JSON lines</a>
      </span>
    </div>
  )
}

function Lines({ shell, lines }: { readonly shell: Shell; readonly lines: readonly LogLine[] }) {
  return (
    <table class="cards">
      <caption class="unseen">What happened, newest first</caption>
      <TableHead columns={['When', 'About', 'What']} />
      <tbody>
        {lines.map(({ atMs, subject, event, detail }) => (
          <tr>
            <td class="line-time">
              <Moment atMs={atMs} clock={shell} />
            </td>
            <th scope="row">
              <About subject={subject} />
            </th>
            <td>
              {eventSentence(event, detail as Detail)}
              <details>
                <summary>{eventName(event)}</summary>
                <pre>{JSON.stringify(detail, null, 2)}</pre>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function About({ subject }: { readonly subject: string | null }) {
  if (subject === null) {
    return <>the store</>
  }
  return hasPage(subject) ? (
    <a href={pathOf(subject)} data-row>
      {subjectTitle(subject)}
    </a>
  ) : (
    <>{subjectTitle(subject)}</>
  )
}
