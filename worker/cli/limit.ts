import type { CommandContext } from './command.ts'
import { operatorError } from './operator-error.ts'

const LIMIT_MAX = 10_000

/** What `--limit` says: how many rows at most. */
export function limitOf({ options }: CommandContext, usual: number): number {
  if (options.limit === undefined) {
    return usual
  }
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    throw operatorError({
      what: `--limit: “${options.limit}” is no number of rows.`,
      why: `At least 1 and at most ${LIMIT_MAX} are listed.`,
      how: `Write it in digits, e.g. --limit ${usual}.`,
    })
  }
  return limit
}
