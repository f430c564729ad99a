/** Books that are closed take no document of a day on or before their closing date. */
import { laterDay } from '../../books/day.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { Context } from './customer.ts'
import type { Wanted } from './wanted.ts'

/** The document's own day, or where the owner chose so the first that is open, which is logged. */
export function openDay(
  day: string,
  { known, settings }: Context,
): Pick<Wanted, 'txnDate' | 'movedFrom'> {
  const { closingDate } = known.company
  const isClosed = closingDate !== null && day <= closingDate
  return isClosed && settings.closedPeriods === 'first-open-day'
    ? { txnDate: laterDay(closingDate, 1), movedFrom: day }
    : { txnDate: day, movedFrom: null }
}

/** Null when every day is open. */
export function closedPeriod(
  missing: readonly Pick<Wanted, 'documentKind' | 'txnDate'>[],
  { known, order }: Context,
): Problem | null {
  const { closingDate } = known.company
  const closed = missing.find(({ txnDate }) => closingDate !== null && txnDate <= closingDate)
  return closed === undefined || closingDate === null
    ? null
    : problem('date-in-closed-period', {
        order,
        kind: closed.documentKind,
        txnDate: closed.txnDate,
        closingDate,
      })
}
