/** The queue: what needs the owner, what waits, what went; each with its reason and its acts. */
import type { Problem } from '../books/problems.ts'
import { Badge } from './badge.tsx'
import type { Standing } from './badge.tsx'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { durationText, Moment } from './moment.tsx'
import { PauseForm } from './overview-page.tsx'
import type { Markup } from './page.tsx'
import { QuickBooksSaid } from './problem-box.tsx'
import { pathOf } from './subject-name.ts'
import { TableHead } from './table-head.tsx'
import type { Column } from './table-head.tsx'

export type QueueView = 'held' | 'waiting' | 'previous' | 'search'

export type QueueLine = {
  /** Of an entry on which something can be done. */
  readonly jobID: number | null
  readonly subject: string
  readonly name: string
  readonly person: string
  readonly amount: string
  readonly standing: Standing
  readonly word?: string
  /** What holds it, or what came of it. */
  readonly problem: Problem | null
  /** Where there is no problem: one line. */
  readonly note: string
  readonly atMs: number
}

export type Filter = { readonly name: string; readonly value: string; readonly isOn: boolean }

export type QueueShown = {
  readonly view: QueueView
  readonly typed: string
  readonly lines: readonly QueueLine[]
  readonly kind: string
  /** Of what went. */
  readonly state: string
  readonly cause: string
  readonly causes: readonly string[]
  readonly isPaused: boolean
  /** The page itself, where an act leads back to. */
  readonly here: string
  readonly olderHref: string | null
  readonly firstHref: string | null
  /** Said where the search could not look everywhere. */
  readonly remark: string | null
}

const VIEWS = [
  { view: 'held', title: 'Needs you' },
  { view: 'waiting', title: 'Waiting' },
  { view: 'previous', title: 'Previous' },
] as const

export function queuePage(shell: Shell, shown: QueueShown): Markup {
  return layout({
    shell,
    title: 'Queue',
    at: '/queue',
    children: (
      <>
        <div class="tools">
          <form method="get" action="/queue" role="search">
            <label class="unseen" for="q">
              Order number, document number, customer, e-mail or total
            </label>
            <input
              id="q"
              type="search"
              name="q"
              value={shown.typed}
              maxlength={100}
              placeholder="Order, document, customer, e-mail, total"
            />
            <button type="submit">Search</button>
          </form>
          <PauseForm shell={shell} isPaused={shown.isPaused} />
        </div>
        <ul class="tabs">
          {VIEWS.map(({ view, title }) => (
            <li>
              <a
                href={`/queue?show=${view}`}
                aria-current={view === shown.view ? 'page' : undefined}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
        <Filters shown={shown} />
        {shown.remark === null ? null : <p class="quiet">{shown.remark}</p>}
        {shown.lines.length === 0 ? <Empty shown={shown} /> : <Lines shell={shell} shown={shown} />}
        <nav class="pager" aria-label="More">
          {shown.firstHref === null ? null : <a href={shown.firstHref}>From the beginning</a>}
          {shown.olderHref === null ? null : (
            <a href={shown.olderHref} rel="next">
              Further
            </a>
          )}
        </nav>
      </>
    ),
  })
}

function Filters({ shown }: { readonly shown: QueueShown }) {
  if (shown.view === 'search') {
    return null
  }
  return (
    <form class="tools" method="get" action="/queue">
      <input type="hidden" name="show" value={shown.view} />
      <Choice
        name="kind"
        label="Kind"
        chosen={shown.kind}
        options={[
          ['', 'orders and customers'],
          ['order', 'orders'],
          ['customer', 'customers'],
        ]}
      />
      {shown.view === 'held' && (shown.causes.length > 0 || shown.cause !== '') ? (
        <Choice
          name="cause"
          label="Cause"
          chosen={shown.cause}
          options={[
            ['', 'all causes'],
            ...shown.causes.map((code) => [code, causeName(code)] as const),
          ]}
        />
      ) : null}
      {shown.view === 'previous' ? (
        <Choice
          name="state"
          label="State"
          chosen={shown.state}
          options={[
            ['', 'all that went'],
            ['posted', 'in QuickBooks'],
            ['held', 'held'],
            ['withdrawn', 'not sent'],
          ]}
        />
      ) : null}
      <button type="submit">Filter</button>
    </form>
  )
}

export function Choice({
  name,
  label,
  chosen,
  options,
}: {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly (readonly [value: string, text: string])[]
}) {
  return (
    <label>
      <span class="quiet">{label}</span>{' '}
      <select name={name} data-submit>
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** `unmapped-tax-rate` → `Unmapped tax rate`. */
export function causeName(code: string): string {
  const words = code.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const NOTHING: Readonly<Record<QueueView, string>> = {
  held: 'Nothing needs you.',
  waiting: 'Nothing waits: all that the shop sent is in QuickBooks or needs you.',
  previous: 'Nothing went yet.',
  search: 'Nothing is found.',
}

function Empty({ shown }: { readonly shown: QueueShown }) {
  const isNarrowed = shown.kind !== '' || shown.cause !== '' || shown.state !== ''
  if (shown.view === 'search') {
    return (
      <p>
        Nothing is found for “{shown.typed}”. Search by the beginning of an order number, a document
        number, a name, an e-mail address, or by a total such as 54.30.
      </p>
    )
  }
  if (shown.olderHref !== null) {
    return <p>None among these. Further looks at the next ones.</p>
  }
  return <p>{isNarrowed ? 'Nothing here fits the filter.' : NOTHING[shown.view]}</p>
}

function Lines({ shell, shown }: { readonly shell: Shell; readonly shown: QueueShown }) {
  const isActive = shown.lines.some(({ jobID }) => jobID !== null)
  return (
    <form method="post" action="/queue">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="back" value={shown.here} />
      <input type="hidden" name="cause" value={shown.cause} />
      {isActive ? <Acts shown={shown} /> : null}
      <table class="cards">
        <caption class="unseen">
          {VIEWS.find(({ view }) => view === shown.view)?.title ?? 'Found'}
        </caption>
        <TableHead columns={columnsOf(isActive)} />
        <tbody>
          {shown.lines.map((line) => (
            <Line line={line} shell={shell} isActive={isActive} />
          ))}
        </tbody>
      </table>
    </form>
  )
}

function columnsOf(isActive: boolean): readonly Column[] {
  const columns: readonly Column[] = ['What', 'State', { number: 'Total' }, 'Since']
  return isActive ? [{ unseen: 'Choose' }, ...columns, { unseen: 'Acts' }] : columns
}

function Acts({ shown }: { readonly shown: QueueShown }) {
  return (
    <div class="tools">
      <label hidden>
        <input type="checkbox" data-all /> All on this page
      </label>
      <span class="quiet">
        Chosen<span data-chosen aria-live="polite"></span>:
      </span>
      <button type="submit" name="act" value="retry">
        Try again
      </button>
      <button type="submit" name="act" value="first">
        Move up
      </button>
      <button type="submit" name="act" value="last">
        Move to the end
      </button>
      <button type="submit" name="act" value="pause">
        Pause
      </button>
      <button type="submit" name="act" value="cancel">
        Delete
      </button>
      {shown.cause === '' ? null : (
        <button type="submit" name="act" value="retry-cause">
          Try all with this cause again
        </button>
      )}
    </div>
  )
}

function Line({
  line,
  shell,
  isActive,
}: {
  readonly line: QueueLine
  readonly shell: Shell
  readonly isActive: boolean
}) {
  const { jobID, subject, name, person, amount, standing, word, atMs } = line
  return (
    <tr>
      {isActive ? (
        <td class="box">
          {jobID === null ? null : (
            <input type="checkbox" name="job" value={String(jobID)} aria-label={`Choose ${name}`} />
          )}
        </td>
      ) : null}
      <th scope="row">
        <a href={pathOf(subject)} data-row>
          {name}
        </a>{' '}
        <span class="quiet">{person}</span>
        <Reason line={line} />
      </th>
      <td>
        <Badge standing={standing} {...(word === undefined ? {} : { word })} />
      </td>
      <td class="number" data-label="Total">
        {amount}
      </td>
      <td class="line-time">
        <Moment atMs={atMs} clock={shell} />
      </td>
      {isActive ? <td>{jobID === null ? null : <RowActs jobID={jobID} line={line} />}</td> : null}
    </tr>
  )
}

function RowActs({ jobID, line }: { readonly jobID: number; readonly line: QueueLine }) {
  const acts = [
    ['retry', 'Try again'],
    ['first', 'Move up'],
    ...(line.problem === null ? ([['pause', 'Pause']] as const) : []),
    ['cancel', 'Delete'],
  ] as const
  return (
    <div class="row-acts">
      {acts.map(([act, text]) => (
        <button
          class="plain"
          type="submit"
          name="one"
          value={`${act}:${jobID}`}
          aria-label={`${text}: ${line.name}`}
        >
          {text}
        </button>
      ))}
    </div>
  )
}

function Reason({ line: { problem, note } }: { readonly line: QueueLine }) {
  if (problem === null) {
    return note === '' ? null : <span class="reason quiet">{note}</span>
  }
  return (
    <>
      <span class="reason">
        {problem.summary} <span class="quiet">{problem.remedy}</span>
      </span>
      <QuickBooksSaid problem={problem} />
    </>
  )
}

/** `waits for 2 hours`. */
export function waitText(ms: number): string {
  return `for ${durationText(Math.max(0, ms))}`
}
