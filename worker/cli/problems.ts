/** `problems list` and `problems repair`: what holds orders, by cause, and what can be done about it. */
import { repairWords } from '../books/repair-words.ts'
import { isOfStore, repairName } from '../books/repair.ts'
import { REPAIRS } from '../books/repairs.ts'
import type { Repair } from '../books/repair.ts'
import type { Problem } from '../books/problems.ts'
import { listProblems } from '../queue/list-problems.ts'
import { repairByHand } from '../session/repair-by-hand.ts'
import type { Store } from '../stores/store.ts'
import { standingNotices } from '../stores/watch.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { changeSentence } from '../books/settings-changes.ts'
import { timeOf } from './store-list.ts'
import { repairWholeStore } from './store-problems.ts'

export async function problemsList(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const notices = standingNotices(store)
  const groups = await listProblems(context.db, storeID)
  const json = [
    ...notices.map((problem) => ({ ...listed(problem), count: null, oldestAtMs: null })),
    ...groups.map(({ problem, count, oldestAtMs }) => ({
      ...listed(problem),
      count,
      oldestAtMs,
    })),
  ]
  const words = [
    ...notices.map((problem) =>
      problemWords(`The whole store: ${problem.code}`, { storeID, problem }),
    ),
    ...groups.map(({ problem, count, oldestAtMs }) => {
      const since = `${count} × ${problem.code}, the oldest since ${timeOf(oldestAtMs)}`
      return problemWords(since, { storeID, problem, isExample: count > 1 })
    }),
  ]
  return { json, text: words.length === 0 ? 'Nothing is held.' : words.join('\n\n') }
}

function listed({ code, summary, remedy }: Problem) {
  return { code, summary, remedy, repairs: REPAIRS[code].map(repairName) }
}

function problemWords(
  head: string,
  {
    storeID,
    problem: { code, summary, remedy },
    isExample = false,
  }: { readonly storeID: string; readonly problem: Problem; readonly isExample?: boolean },
): string {
  return [
    head,
    `    ${isExample ? 'For example: ' : ''}${summary}`,
    `    ${remedy}`,
    ...REPAIRS[code].map(
      (repair) => `    bun run tillbridge problems repair ${storeID} ${code} ${usage(repair)}`,
    ),
  ].join('\n')
}

/** `choose:refund-account NAME  (Draw refunds on this account)`. */
function usage(repair: Repair): string {
  return `${repairName(repair)}${typedBehind(repair)}  (${repairWords(repair).label})`
}

function typedBehind(repair: Repair): string {
  if (repair.kind === 'link-entry') {
    return ' NAME [SUBJECT]'
  }
  const isInstead =
    repair.kind === 'choose' &&
    (repair.choice === 'other-account' || repair.choice === 'other-item')
  return repair.kind === 'choose' ? ` NAME${isInstead ? ' INSTEAD' : ''}` : ''
}

/** What cannot be taken back, or does more than this, is asked. */
export async function problemsRepairAsks(context: CommandContext): Promise<string | null> {
  const store = await storeNamed(context)
  const { problem, count, repair } = await asked(context, store)
  const { label, warning } = repairWords(repair)
  const all = count > 1 ? ` This is done for all ${count} of that cause.` : ''
  return warning === null ? null : `${problem.summary} ${label}? ${warning}${all}`
}

export async function problemsRepair(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const { problem, count, repair } = await asked(context, store)
  const { code } = problem
  if (isOfStore(repair)) {
    return repairWholeStore({ code, repair }, { context, storeID })
  }
  // Behind the name stands which of the shop's it is, or what is to give way.
  const [, , , name = '', other = ''] = context.positionals
  const { db, nowMs } = context
  const done = await repairByHand(
    { code, repair, chosen: { name, instead: other }, subject: other },
    { db, storeID, who: OPERATOR, nowMs },
  )
  if (done.refusal !== null) {
    throw operatorError({
      what: `“${code}” was not repaired.`,
      why: done.refusal,
      how: `See what can be done about it: bun run tillbridge problems list ${storeID}`,
    })
  }
  const text = [
    ...done.changes.map(changeSentence),
    ...(done.linked === null
      ? []
      : [`${done.linked.name} is “${done.linked.fullName}” in QuickBooks from now on.`]),
    ...(count === 0
      ? []
      : [
          `${done.subjects.length} of ${count}: ${repair.kind === 'let-it-stand' ? 'marked as done' : 'decided anew at the next update'}.`,
        ]),
    ...done.leftAlone.map(({ subject, because }) => `${subject} stays: ${because}.`),
  ].join('\n')
  return { json: { storeID, code, repair: repairName(repair), ...done }, text }
}

type Asked = {
  readonly problem: Problem
  /** Entries that it holds; 0 where it is the whole store’s. */
  readonly count: number
  readonly repair: Repair
}

async function asked(context: CommandContext, store: Store): Promise<Asked> {
  const { storeID, name } = store
  const code = required(context, { at: 1, name: 'CODE' })
  const standing = [
    ...standingNotices(store).map((problem) => ({ problem, count: 0 })),
    ...(await listProblems(context.db, storeID)),
  ]
  const found = standing.find(({ problem }) => problem.code === code)
  if (found === undefined) {
    throw operatorError({
      what: `Nothing of ${name} is held for “${code}”.`,
      why:
        standing.length === 0
          ? 'Nothing is held.'
          : `There are: ${standing.map(({ problem }) => problem.code).join(', ')}.`,
      how: `See what holds which: bun run tillbridge problems list ${storeID}`,
    })
  }
  const { problem, count } = found
  return { problem, count, repair: picked(context, problem) }
}

/** The one that was named, or else the first. */
function picked({ positionals }: CommandContext, { code, summary, remedy }: Problem): Repair {
  const repairs = REPAIRS[code]
  const named = positionals[2]
  const repair = named === undefined ? repairs[0] : repairs.find((one) => repairName(one) === named)
  if (repair === undefined) {
    throw operatorError({
      what: `Tillbridge cannot do “${named ?? 'anything'}” about “${code}”.`,
      why: repairs.length === 0 ? summary : `It can: ${repairs.map(repairName).join(', ')}.`,
      how: remedy,
    })
  }
  return repair
}
