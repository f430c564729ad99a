import type { JournalFilter } from '../journal/journal.ts'
import type { CommandContext } from './command.ts'
import { operatorError } from './operator-error.ts'

const DAY_MS = 86_400_000

/** What the options say of the log; a day that ends it is in it. */
export function logFilterOf({ options }: CommandContext): JournalFilter {
  const { subject, event, since, until } = options
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(event === undefined ? {} : { event }),
    ...(since === undefined ? {} : { fromMs: timeIn('--since', since).atMs }),
    ...(until === undefined ? {} : { untilMs: endOf(timeIn('--until', until)) }),
  }
}

type Time = { readonly atMs: number; readonly isDay: boolean }

function endOf({ atMs, isDay }: Time): number {
  return isDay ? atMs + DAY_MS : atMs
}

function timeIn(option: string, text: string): Time {
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(atMs)) {
    throw operatorError({
      what: `${option}: “${text}” is no day and no time.`,
      why: 'The log is kept in Greenwich time.',
      how: `Write it as year, month, day, e.g. ${option} 2026-01-31, or 2026-01-31T14:00:00Z.`,
    })
  }
  return { atMs, isDay: text.length === '2026-01-31'.length }
}
