/** `problems list` and `problems repair`: what holds orders, by cause, and what can be done about it. */
import type { ProblemCode } from '../books/problems.ts'
import { repairOf } from '../books/repairs.ts'
import type { Repair } from '../books/repairs.ts'
import { listProblems } from '../queue/list-problems.ts'
import type { ProblemGroup } from '../queue/list-problems.ts'
import { pushByHand, retryByHand } from '../session/queue-by-hand.ts'
import type { Handled } from '../session/queue-by-hand.ts'
import type { Store } from '../stores/store.ts'
import { required, storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { acceptSuggestions, suggestionsOf } from './suggestions.ts'
import { OPERATOR } from './operator.ts'
import { operatorError } from './operator-error.ts'
import { timeOf } from './store-list.ts'

const REPAIR_WORDS: Readonly<Record<Repair, string>> = {
  'accept-mapping': 'accepts the suggested mapping, and tries them at the next update',
  'send-again': 'tries them once more at the next update, after you put the cause right',
  push: 'says that they go nevertheless, as sending them by hand in the shop does',
}

export async function problemsList(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const groups = await listProblems(context.db, storeID)
  const json = groups.map(({ problem, count, oldestAtMs }) => ({
    code: problem.code,
    count,
    oldestAtMs,
    summary: problem.summary,
    remedy: problem.remedy,
    repair: repairOf(problem.code),
  }))
  const text =
    groups.length === 0
      ? 'Nothing is held.'
      : groups.map((group) => groupWords(storeID, group)).join('\n\n')
  return { json, text }
}

function groupWords(storeID: string, { problem, count, oldestAtMs }: ProblemGroup): string {
  const repair = repairOf(problem.code)
  return [
    `${count} × ${problem.code}, the oldest since ${timeOf(oldestAtMs)}`,
    `    ${count === 1 ? '' : 'For example: '}${problem.summary}`,
    `    ${problem.remedy}`,
    repair === null
      ? `    They go by themselves once that is done. See them: bun run tillbridge queue list ${storeID} --cause ${problem.code}`
      : `    bun run tillbridge problems repair ${storeID} ${problem.code} ${REPAIR_WORDS[repair]}.`,
  ].join('\n')
}

/** What goes over a person's own hand in QuickBooks is asked. */
export async function problemsRepairAsks(context: CommandContext): Promise<string | null> {
  const store = await storeNamed(context)
  const { group, repair } = await asked(context, store)
  return repair === 'push'
    ? `${group.problem.summary} Let ${group.count === 1 ? 'it' : `all ${group.count} of that cause`} go nevertheless?`
    : null
}

export async function problemsRepair(context: CommandContext): Promise<CommandResult> {
  const store = await storeNamed(context)
  const { storeID } = store
  const { group, repair } = await asked(context, store)
  const { code } = group.problem
  const handled = await REPAIRS[repair](context, { store, code })
  const text = [
    `${handled.subjects.length} of ${group.count}: ${DONE_WORDS[repair]}.`,
    ...handled.leftAlone.map(({ subject, because }) => `${subject} stays: ${because}.`),
  ].join('\n')
  return { json: { storeID, code, repair, ...handled }, text }
}

const DONE_WORDS: Readonly<Record<Repair, string>> = {
  'accept-mapping': 'the suggested mapping stands, and they are tried at the next update',
  'send-again': 'they are tried at the next update',
  push: 'they go at the next update, whatever stands there',
}

type Repairing = (
  context: CommandContext,
  about: { readonly store: Store; readonly code: ProblemCode },
) => Promise<Handled>

const REPAIRS: Readonly<Record<Repair, Repairing>> = {
  'accept-mapping': async (context, { store, code }) => {
    // Before the settings change, which would put them back without a word about each.
    const handled = await retryByHand({ state: 'blocked', cause: code }, handOf(context, store))
    const suggested = await suggestionsOf(context, store)
    await acceptSuggestions(context, { store, suggested })
    return handled
  },
  'send-again': (context, { store, code }) =>
    retryByHand({ state: 'blocked', cause: code }, handOf(context, store)),
  push: (context, { store, code }) =>
    pushByHand({ state: 'blocked', cause: code }, handOf(context, store)),
}

function handOf({ db, nowMs }: CommandContext, { storeID }: Store) {
  return { db, storeID, who: OPERATOR, nowMs }
}

async function asked(
  context: CommandContext,
  { storeID, name }: Store,
): Promise<{ readonly group: ProblemGroup; readonly repair: Repair }> {
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
  const repair = repairOf(group.problem.code)
  if (repair === null) {
    throw operatorError({
      what: `Tillbridge cannot repair “${code}” by itself.`,
      why: group.problem.summary,
      how: group.problem.remedy,
    })
  }
  return { group, repair }
}
