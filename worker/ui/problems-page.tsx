/** What needs the owner, by cause: the remedy, how many, since when, and the buttons. */
import type { Problem } from '../books/problems.ts'
import { repairWords } from '../books/repair-words.ts'
import { asksForName, repairName } from '../books/repair.ts'
import type { Repair } from '../books/repair.ts'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { countText, Moment } from './moment.tsx'
import type { Counted } from './overview-page.tsx'
import type { Markup } from './page.tsx'
import { QuickBooksSaid } from './problem-box.tsx'
import { Buttons, isForOne } from './repair-buttons.tsx'
import { ChooseForm } from './repair-form.tsx'
import type { ChoiceOffered } from './repair-form.tsx'
import { pathOf } from './subject-name.ts'

export type HeldEntry = {
  readonly jobID: number
  readonly subject: string
  readonly name: string
  readonly person: string
  readonly amount: string
  readonly problem: Problem
  readonly atMs: number
}

export type ProblemGroup = {
  readonly code: string
  readonly count: Counted
  readonly sinceMs: number
  readonly entries: readonly HeldEntry[]
  readonly repairs: readonly Repair[]
}

/** What was pressed and has to be confirmed. */
export type Asked = {
  readonly repair: Repair
  readonly code: string
  /** Null: all that the problem holds, or the store itself. */
  readonly entry: HeldEntry | null
  readonly count: Counted | null
}

/** Of the whole store. */
export type StoreNotice = { readonly problem: Problem; readonly repairs: readonly Repair[] }

export type ProblemsShown = {
  readonly notices: readonly StoreNotice[]
  readonly groups: readonly ProblemGroup[]
  /** Of one cause that is looked at alone. */
  readonly cause: string | null
  readonly choices: readonly ChoiceOffered[]
  readonly asked: Asked | null
  readonly moreHref: string | null
}

export function problemsPage(shell: Shell, shown: ProblemsShown): Markup {
  const { notices, groups, asked, cause, moreHref } = shown
  const isEmpty = notices.length + groups.length === 0
  return layout({
    shell,
    title: 'Problems',
    at: '/problems',
    children: (
      <>
        {asked === null ? null : <Confirm shell={shell} asked={asked} />}
        {cause === null ? null : (
          <p>
            <a href="/problems">All problems</a>
          </p>
        )}
        {isEmpty ? (
          <p>
            {cause === null
              ? 'Nothing needs you: no order is held.'
              : 'Nothing is held by this any more.'}
          </p>
        ) : null}
        {notices.map((notice) => (
          <Notice shell={shell} notice={notice} />
        ))}
        {groups.map((group) => (
          <Group shell={shell} group={group} shown={shown} />
        ))}
        {moreHref === null ? null : (
          <nav class="pager" aria-label="More">
            <a href={moreHref} rel="next">
              Further
            </a>
          </nav>
        )}
      </>
    ),
  })
}

function Notice({
  shell,
  notice: { problem, repairs },
}: {
  readonly shell: Shell
  readonly notice: StoreNotice
}) {
  const [choose] = repairs.filter(asksForName)
  return (
    <section class="problem" aria-label={problem.summary}>
      <p>
        <strong>{problem.summary}</strong>
      </p>
      <p>{problem.remedy}</p>
      <QuickBooksSaid problem={problem} />
      {choose === undefined ? null : (
        <ChooseForm
          shell={shell}
          code={problem.code}
          repair={choose}
          offered={null}
          isMain={choose === repairs[0]}
        />
      )}
      <form method="post" action="/problems">
        <FormToken value={shell.formToken} />
        <input type="hidden" name="cause" value={problem.code} />
        <Buttons repairs={repairs} jobID={null} main={repairs[0]} />
      </form>
    </section>
  )
}

type Part = { readonly shell: Shell; readonly group: ProblemGroup; readonly shown: ProblemsShown }

function Group({ shell, group, shown }: Part) {
  const { code, count, sinceMs, entries, repairs } = group
  const [first] = entries
  if (first === undefined) {
    return null
  }
  const isAlone = shown.cause !== null
  const isOne = count.count === 1
  const main = repairs.find((repair) => !isAlone || isOffered(repair, shown))
  return (
    <section class="held-group" aria-labelledby={`cause-${code}`}>
      <h2 id={`cause-${code}`}>{first.problem.summary}</h2>
      <p>{first.problem.remedy}</p>
      <p class="quiet">
        {isOne ? 'Holds one entry' : `Holds ${countedText(count)} entries`}, the first since{' '}
        <Moment atMs={sinceMs} clock={shell} />.
      </p>
      {isAlone
        ? shown.choices.map((offered) => (
            <ChooseForm
              shell={shell}
              code={code}
              repair={offered.repair}
              offered={offered}
              isMain={offered.repair === main}
            />
          ))
        : null}
      <form method="post" action="/problems">
        <FormToken value={shell.formToken} />
        <input type="hidden" name="cause" value={code} />
        <div class="tools">
          {isOne ? null : <span class="quiet">All of them:</span>}
          <Buttons repairs={repairs} jobID={isOne ? first.jobID : null} main={main} />
          {!isAlone && repairs.some(asksForName) ? (
            <a
              class={main !== undefined && asksForName(main) ? 'button main' : 'button'}
              href={`/problems?cause=${code}`}
            >
              Choose…
            </a>
          ) : null}
        </div>
        <ul class="held-entries">
          {entries.map((entry) => (
            <Entry shell={shell} entry={entry} group={group} isFirst={entry === first} />
          ))}
        </ul>
      </form>
      {!isAlone && (!count.isAll || count.count > entries.length) ? (
        <p>
          <a href={`/problems?cause=${code}`}>Show more of them</a>
        </p>
      ) : null}
    </section>
  )
}

/** Whether it is on the page of its cause: a form is where there is something to choose for. */
function isOffered(repair: Repair, { choices }: ProblemsShown): boolean {
  return !asksForName(repair) || choices.some((offered) => offered.repair === repair)
}

function Entry({
  shell,
  entry,
  group,
  isFirst,
}: {
  readonly shell: Shell
  readonly entry: HeldEntry
  readonly group: ProblemGroup
  readonly isFirst: boolean
}) {
  const { jobID, subject, name, person, amount, problem, atMs } = entry
  return (
    <li>
      <span>
        <a href={pathOf(subject)} data-row>
          {name}
        </a>{' '}
        <span class="quiet">
          {person} {amount} <Moment atMs={atMs} clock={shell} />
        </span>
        {isFirst ? null : <span class="reason">{problem.summary}</span>}
        <QuickBooksSaid problem={problem} />
      </span>
      {group.count.count === 1 ? null : (
        <span class="row-acts">
          <Buttons repairs={group.repairs.filter(isForOne)} jobID={jobID} name={name} />
        </span>
      )}
    </li>
  )
}

function Confirm({ shell, asked }: { readonly shell: Shell; readonly asked: Asked }) {
  const { repair, code, entry, count } = asked
  const { label, warning } = repairWords(repair)
  const what = entry?.name ?? allText(count)
  return (
    <section class="problem" aria-label="Confirm">
      <p>
        <strong>
          {label}: {what}?
        </strong>
      </p>
      {entry === null ? null : <p>{entry.problem.summary}</p>}
      <p>{warning}</p>
      <form class="tools" method="post" action="/problems">
        <FormToken value={shell.formToken} />
        <input type="hidden" name="cause" value={code} />
        <input type="hidden" name="confirmed" value="yes" />
        <button
          type="submit"
          class="main"
          name="press"
          value={`${repairName(repair)}|${entry?.jobID ?? ''}`}
        >
          Yes, do it
        </button>
        <a class="button" href="/problems">
          No, leave it
        </a>
      </form>
    </section>
  )
}

function allText(count: Counted | null): string {
  if (count === null) {
    return 'the store'
  }
  return count.count === 1
    ? 'the one entry that it holds'
    : `all ${countedText(count)} entries that it holds`
}

function countedText({ count, isAll }: Counted): string {
  return isAll ? countText(count) : `${countText(count)} or more`
}
