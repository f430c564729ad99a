/** Is it working, what waits, what needs the owner, and the next thing to do. */
import type { Problem } from '../books/problems.ts'
import type { LastSaid } from '../books/watch.ts'
import { healthOf } from './health.ts'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { countText, durationText, Moment } from './moment.tsx'
import { centsText } from './money.ts'
import type { Markup } from './page.tsx'
import { saidSentence } from './said-sentence.ts'

/** Counted no further than a page may read. */
export type Counted = { readonly count: number; readonly isAll: boolean }

export type OverviewShown = {
  readonly shopSeenAtMs: number | null
  readonly webConnectorSeenAtMs: number | null
  readonly pausedAtMs: number | null
  readonly companyName: string | null
  readonly notice: Problem | null
  readonly webConnectorGapsMs: readonly number[]
  /** The last message about the connection. */
  readonly lastSaid: LastSaid | null
  readonly waiting: Counted
  /** When the first of them came. */
  readonly waitingSinceMs: number | null
  readonly out: Counted
  readonly held: Counted
  readonly causes: readonly HeldCause[]
  readonly today: {
    readonly posted: Counted
    readonly postedCents: number
    readonly held: number
  }
  readonly lastPostedAtMs: number | null
}

export type HeldCause = { readonly problem: Problem; readonly count: number }

export function overviewPage(shell: Shell, shown: OverviewShown): Markup {
  return layout({
    shell,
    title: 'Overview',
    at: '/',
    children: (
      <>
        <State shell={shell} shown={shown} />
        <Figures shell={shell} shown={shown} />
        <NeedsYou shown={shown} />
        <h2>Connection</h2>
        <Contacts shell={shell} shown={shown} />
        <p class="part">
          <a href="/connection">Connect, reconnect, and what to do when it fails</a>
        </p>
      </>
    ),
  })
}

type Part = { readonly shell: Shell; readonly shown: OverviewShown }

function State({ shell, shown }: Part) {
  const { waiting, out, held, pausedAtMs, notice } = shown
  const health = healthOf({
    ...shown,
    nowMs: shell.nowMs,
    hasWork: waiting.count + out.count > 0,
    held: held.count,
  })
  return (
    <section class={health.isWell ? 'state' : 'state wrong'} aria-label="State">
      <p class="say">{health.says}</p>
      <p>{health.todo}</p>
      {notice === null ? null : (
        <p>
          <a href="/problems">What can be done about it</a>
        </p>
      )}
      <PauseForm shell={shell} isPaused={pausedAtMs !== null} />
    </section>
  )
}

export function PauseForm({
  shell,
  isPaused,
  back = '/',
}: {
  readonly shell: Shell
  readonly isPaused: boolean
  readonly back?: '/' | '/connection'
}) {
  return (
    <form method="post" action={isPaused ? '/resume' : '/pause'}>
      <FormToken value={shell.formToken} />
      <input type="hidden" name="back" value={back} />
      <button type="submit" class={isPaused ? 'main' : ''}>
        {isPaused ? 'Resume' : 'Pause sending'}
      </button>
    </form>
  )
}

function Figures({ shell, shown }: Part) {
  const { waiting, waitingSinceMs, out, held, today } = shown
  return (
    <dl class="figures">
      <div>
        <dt>Waits for QuickBooks</dt>
        <dd>
          <a href="/queue?show=waiting">{countedText(waiting)}</a>
          <small>
            {waitingSinceMs === null
              ? 'nothing'
              : `first for ${durationText(shell.nowMs - waitingSinceMs)}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>On its way</dt>
        <dd>
          {countedText(out)}
          <small>sent, answer awaited</small>
        </dd>
      </div>
      <div>
        <dt>Needs you</dt>
        <dd>
          <a href="/queue?show=held">{countedText(held)}</a>
          <small>{held.count === 0 ? 'nothing' : 'each with its reason'}</small>
        </dd>
      </div>
      <div>
        <dt>In QuickBooks today</dt>
        <dd>
          <a href="/queue?show=previous">{countedText(today.posted)}</a>
          <small>{centsText(today.postedCents, shell.currency)}</small>
        </dd>
      </div>
    </dl>
  )
}

function NeedsYou({ shown: { causes, held } }: { readonly shown: OverviewShown }) {
  if (causes.length === 0) {
    return null
  }
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you">Needs you</h2>
      <ul class="causes">
        {causes.map(({ problem, count }) => (
          <li>
            <span>
              {problem.summary} <span class="quiet">{problem.remedy}</span>
            </span>
            <a href={`/problems?cause=${problem.code}`}>
              {count === 1 ? 'Show it' : `Show ${countText(count)}${held.isAll ? '' : ' or more'}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Contacts({ shell, shown }: Part) {
  const { shopSeenAtMs, webConnectorSeenAtMs, companyName, lastPostedAtMs, lastSaid } = shown
  return (
    <dl class="facts">
      <dt>Shop</dt>
      <dd>
        {shell.shopURL}, <Seen atMs={shopSeenAtMs} shell={shell} />
      </dd>
      <dt>Web Connector</dt>
      <dd>
        <Seen atMs={webConnectorSeenAtMs} shell={shell} />
      </dd>
      <dt>Company file</dt>
      <dd>{companyName ?? 'not known before the first update'}</dd>
      <dt>Last posted</dt>
      <dd>
        {lastPostedAtMs === null ? 'nothing yet' : <Moment atMs={lastPostedAtMs} clock={shell} />}
      </dd>
      {lastSaid === null ? null : (
        <>
          <dt>Last alert</dt>
          <dd>
            <Moment atMs={lastSaid.atMs} clock={shell} />: {saidSentence(lastSaid)}
          </dd>
        </>
      )}
    </dl>
  )
}

function Seen({ atMs, shell }: { readonly atMs: number | null; readonly shell: Shell }) {
  return atMs === null ? (
    <>never heard of</>
  ) : (
    <>
      last heard of <Moment atMs={atMs} clock={shell} />
    </>
  )
}

function countedText({ count, isAll }: Counted): string {
  return `${countText(count)}${isAll ? '' : '+'}`
}
