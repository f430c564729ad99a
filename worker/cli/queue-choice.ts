/** Which entries of the queue a command is about: named one by one, or by what they have in common. */
import type { JobFilter, JobState } from '../queue/list-jobs.ts'
import { parseSubject } from '../woo/subject.ts'
import type { CommandContext } from './command.ts'
import { operatorError } from './operator-error.ts'

const STATES: readonly JobState[] = ['queued', 'blocked', 'sent', 'synced', 'cancelled']
const KINDS = ['order', 'customer'] as const

/** What the options say; nothing chooses all. */
export function filterOf({ options }: CommandContext): JobFilter {
  const { state, cause, kind } = options
  return {
    ...(state === undefined ? {} : { state: oneOf('--state', state, STATES) }),
    ...(kind === undefined ? {} : { kind: oneOf('--kind', kind, KINDS) }),
    ...(cause === undefined ? {} : { cause }),
  }
}

/** For what changes something: all of a queue is meant only where that is said. */
export function chosenEntries(context: CommandContext): readonly JobFilter[] {
  const filter = filterOf(context)
  const entries = context.positionals.slice(1)
  if (
    entries.length === 0 &&
    Object.keys(filter).length === 0 &&
    context.options.all === undefined
  ) {
    throw operatorError({
      what: 'Which entries?',
      why: 'None was named, and neither --state, --cause nor --kind says what they have in common.',
      how: 'Name them by their number or subject as “queue list” shows them, or write --all.',
    })
  }
  if (entries.length === 0) {
    return [filter]
  }
  const subjects = entries.filter((entry) => parseSubject(entry) !== null)
  const ids = entries.filter((entry) => parseSubject(entry) === null).map(entryNumber)
  return [
    ...(subjects.length === 0 ? [] : [{ ...filter, subjects }]),
    ...(ids.length === 0 ? [] : [{ ...filter, ids }]),
  ]
}

function entryNumber(entry: string): number {
  if (!/^[1-9]\d{0,14}$/.test(entry)) {
    throw operatorError({
      what: `“${entry}” is no entry.`,
      why: 'An entry is named by its number, or by its subject such as order:1042.',
      how: 'List them: bun run tillbridge queue list STORE',
    })
  }
  return Number(entry)
}

export function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value)
  if (found === undefined) {
    throw operatorError({
      what: `${option}: there is no “${value}”.`,
      why: `There are: ${known.join(', ')}.`,
      how: 'Write one of them.',
    })
  }
  return found
}
