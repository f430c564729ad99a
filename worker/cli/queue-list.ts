import { listJobs } from '../queue/list-jobs.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { limitOf } from './limit.ts'
import { filterOf } from './queue-choice.ts'
import { timeOf } from './store-list.ts'
import { tableWithNotes } from './table.ts'
import type { Problem } from '../books/problems.ts'

const LIMIT = 200

/** Waiting first, then what went; each with its reason one line away. */
export async function queueList(context: CommandContext): Promise<CommandResult> {
  const { storeID } = await storeNamed(context)
  const jobs = await listJobs(context.db, {
    storeID,
    limit: limitOf(context, LIMIT),
    filter: filterOf(context),
  })
  const json = jobs.map(({ id, subject, state, attempts, runAtMs, updatedAtMs, problem }) => ({
    id,
    subject,
    state,
    attempts,
    runAtMs,
    updatedAtMs,
    problem: problem as Problem | null,
  }))
  const rows = json.flatMap((job) => [
    [String(job.id), job.subject, job.state, String(job.attempts), timeOf(job.updatedAtMs)],
    ...(job.problem !== null && job.state === 'blocked'
      ? [[`  ${job.problem.summary} ${job.problem.remedy} (${job.problem.code})`]]
      : []),
  ])
  const counts = new Map<string, number>()
  json.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1))
  const sums = [...counts].map(([state, count]) => `${count} ${state}`).join(', ')
  const text =
    rows.length === 0
      ? emptyWords(filterOf(context))
      : `${tableWithNotes([['entry', 'subject', 'state', 'tries', 'since'], ...rows])}\n\n${sums}`
  return { json, text }
}

function emptyWords(filter: object): string {
  return Object.keys(filter).length === 0 ? 'The queue is empty.' : 'No entry is like that.'
}
