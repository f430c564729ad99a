/** `queue retry`, `queue pause`, `queue cancel` and `queue move`. */
import type { QueuePlace } from '../queue/job.ts'
import { countPicked } from '../queue/list-jobs.ts'
import type { JobFilter } from '../queue/list-jobs.ts'
import { cancelByHand, moveByHand, pauseByHand, retryByHand } from '../session/queue-by-hand.ts'
import type { Hand, Handled } from '../session/queue-by-hand.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { OPERATOR } from './operator.ts'
import { chosenEntries, oneOf } from './queue-choice.ts'

const PLACES: readonly QueuePlace[] = ['first', 'back', 'last']
/** More are counted. */
const NAMED_MAX = 10

export function queueRetry(context: CommandContext): Promise<CommandResult> {
  return change(context, retryByHand, 'tried at the next update')
}

export function queueMove(context: CommandContext): Promise<CommandResult> {
  const place = oneOf('--to', context.options.to ?? 'first', PLACES)
  const words = { first: 'moved to the front', back: 'moved back', last: 'moved to the end' }
  return change(context, (filter, hand) => moveByHand(filter, place, hand), words[place])
}

export function queuePause(context: CommandContext): Promise<CommandResult> {
  return change(context, pauseByHand, 'paused until it is tried again or changes in the shop')
}

export async function queueCancel(context: CommandContext): Promise<CommandResult> {
  return change(
    context,
    cancelByHand,
    'deleted: each stays so until it changes in the shop or is sent there by hand',
  )
}

export async function queueCancelAsks(context: CommandContext): Promise<string | null> {
  const { storeID, name } = await storeNamed(context)
  const counts = await Promise.all(
    chosenEntries(context).map((filter) => countPicked(context.db, { storeID, filter })),
  )
  const count = counts.reduce((sum, one) => sum + one, 0)
  return count === 0 ? null : `Delete ${entries(count)} of ${name} from the queue?`
}

async function change(
  context: CommandContext,
  act: (filter: JobFilter, hand: Hand) => Promise<Handled>,
  done: string,
): Promise<CommandResult> {
  const { db, nowMs } = context
  const { storeID } = await storeNamed(context)
  const hand = { db, storeID, who: OPERATOR, nowMs }
  const handled: Handled[] = []
  for (const filter of chosenEntries(context)) {
    handled.push(await act(filter, hand))
  }
  const subjects = handled.flatMap((one) => one.subjects)
  const leftAlone = handled.flatMap((one) => one.leftAlone)
  const isNothing = subjects.length === 0
  return {
    json: { storeID, subjects, leftAlone },
    isWrong: isNothing,
    text: [
      isNothing ? 'No such entry.' : `${named(subjects)} ${done}.`,
      ...leftAlone
        .slice(0, NAMED_MAX)
        .map(({ subject, because }) => `${subject} stays: ${because}.`),
      ...(leftAlone.length > NAMED_MAX ? [`${leftAlone.length - NAMED_MAX} more stay.`] : []),
    ].join('\n'),
  }
}

function named(subjects: readonly string[]): string {
  return subjects.length > NAMED_MAX ? entries(subjects.length) : subjects.join(', ')
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count.toLocaleString('en-US')} entries`
}
