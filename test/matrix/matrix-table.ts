/** The matrix as text: a row a cell, and below it what was not simply posted, with the reason. */
import type { Posting } from './post-cell.ts'
import { cellName } from './cells.ts'
import type { Cell } from './cells.ts'
import { table } from '../../worker/cli/table.ts'

export type CellPostings = { readonly cell: Cell; readonly postings: readonly Posting[] }

export function matrixTable(cells: readonly CellPostings[]): string {
  const heads = [
    'cell',
    'posted',
    'QuickBooks’ own tax',
    'posted, with a remark',
    'held',
    'left out',
    'wrong',
  ]
  const rows = cells.map(({ cell, postings }) => [
    cellName(cell),
    String(postings.filter(isSimplyPosted).length),
    String(postings.filter(({ isNative }) => isNative).length),
    countsByReason(postings.filter((one) => one.outcome === 'posted' && one.problem !== null)),
    countsByReason(postings.filter(({ outcome }) => outcome === 'held')),
    countsByReason(postings.filter(({ outcome }) => outcome === 'left out')),
    String(postings.filter(({ wrong }) => wrong.length > 0).length),
  ])
  return table([heads, ...rows])
}

export function isSimplyPosted({ outcome, problem, wrong }: Posting): boolean {
  return outcome === 'posted' && problem === null && wrong.length === 0
}

/** `1 currency-not-in-books, 2 unmapped-gateway`. */
function countsByReason(postings: readonly Posting[]): string {
  const byReason = Map.groupBy(postings, ({ problem }) => problem?.code ?? 'no reason')
  const counts = [...byReason].map(([code, held]) => `${held.length} ${code}`)
  return counts.length === 0 ? '–' : counts.join(', ')
}
