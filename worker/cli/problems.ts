/** `problems list` and `problems repair`: what holds orders, by cause, and what can be done about it. */
import { repairWords } from '../books/repair-words.ts'
import { isOfStore, repairName } from '../books/repair.ts'
import { REPAIRS } from '../books/repairs.ts'
import type { EntryRepair, Repair } from '../books/repair.ts'
import { listProblems } from '../queue/list-problems.ts'
import type { ProblemGroup } from '../queue/list-problems.ts'
import { repairByHand } from '../session/repair-by-hand.ts'
import type { Store } from '../stores/store.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { changeSentence } from '../books/settings-changes.ts'
import { timeOf } from './store-list.ts'

export async function problemsList(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const groups = await listProblems(context.db, storeID)
  const json = groups.map(({ problem, count, oldestAtMs }) => ({
    code: problem.code,
    count,
    oldestAtMs,
    summary: problem.summary,
    remedy: problem.remedy,
    repairs: REPAIRS[problem.code].map(repairName),
  }))
  const text =
    groups.length === 0
      ? 'Nothing is held.'
      : groups.map((group) => groupWords(storeID, group)).join('\n\n')
  return { json, text }
}

function groupWords(storeID: string, { problem, count, oldestAtMs }: ProblemGroup): string {
  const { code } = problem
  return [
    `${count} × ${code}, the oldest since ${timeOf(oldestAtMs)}`,
    `    ${count === 1 ? '' : 'For example: '}${problem.summary}`,
    `    ${problem.remedy}`,
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
  const { group, repair } = await asked(context, store)
  const { label, warning } = repairWords(repair)
  const all = group.count === 1 ? '' : ` This is done for all ${group.count} of that cause.`
  return warning === null ? null : `${group.problem.summary} ${label}? ${warning}${all}`
}

export async function problemsRepair(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const { group, repair } = await asked(context, store)
  const { code } = group.problem
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
    `${done.subjects.length} of ${group.count}: ${repair.kind === 'let-it-stand' ? 'marked as done' : 'decided anew at the next update'}.`,
    ...done.leftAlone.map(({ subject, because }) => `${subject} stays: ${because}.`),
  ].join('\n')
  return { json: { storeID, code, repair: repairName(repair), ...done }, text }
}

async function asked(
  context: CommandContext,
  { storeID, name }: Store,
): Promise<{ readonly group: ProblemGroup; readonly repair: EntryRepair }> {
  const code = required(context, { at: 1, name: 'CODE' })
  const groups = await listProblems(context.db, storeID)
  const group = groups.find(({ problem }) => problem.code === code)
  if (group === undefined) {
    throw operatorError({
      what: `Nothing of ${name} is held for “${code}”.`,
      why:
        groups.length === 0
          ? 'Nothing is held.'
          : `There are: ${groups.map(({ problem }) => problem.code).join(', ')}.`,
      how: `See what holds which: bun run tillbridge problems list ${storeID}`,
    })
  }
  const repairs = REPAIRS[group.problem.code].flatMap((one) => (isOfStore(one) ? [] : [one]))
  const named = context.positionals[2]
  const repair = named === undefined ? repairs[0] : repairs.find((one) => repairName(one) === named)
  if (repair === undefined) {
    throw operatorError({
      what: `Tillbridge cannot do “${named ?? 'anything'}” about “${code}”.`,
      why:
        repairs.length === 0
          ? group.problem.summary
          : `It can: ${repairs.map(repairName).join(', ')}.`,
      how: group.problem.remedy,
    })
  }
  return { group, repair }
}
