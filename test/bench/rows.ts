/** D1 rows from the shop's POST until the order is settled, as D1 itself counts them. */
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { update } from './office.ts'
import { ordersOfGuests } from './orders.ts'
import { report } from './shop.ts'
import type { Shop } from './shop.ts'
import type { StatementRows } from './statement-rows.ts'

const ORDERS = 1000
/** The lines and the words by which they are found. */
const JOURNAL = /\b(journal|search_words)$/
/** Statements that cost less per order are not worth a word. */
const ROWS_SHOWN_MIN = 0.5

type Sums = {
  readonly written: number
  readonly writtenToJournal: number
  readonly read: number
  readonly statements: number
  /** `update jobs 3.1, insert links 2.0`, most first, without the journal. */
  readonly writtenBy: string
  readonly readBy: string
}

export async function rowFigures(
  shop: Shop,
  paid: readonly DemoOrder[],
): Promise<readonly Figure[]> {
  const guests = await sumsOf(shop, { paid, firstID: 100_000 })
  const known = await sumsOf(shop, { paid, firstID: 200_000 })
  const perOrder = { unit: '', digits: 2 }
  return [
    {
      ...perOrder,
      name: 'rows written, without the journal',
      value: known.written - known.writtenToJournal,
      atMost: 10,
      note: known.writtenBy,
    },
    { ...perOrder, name: 'rows written, with the journal', value: known.written, atMost: 20 },
    comparison({
      ...perOrder,
      name: 'rows written for a new guest, without',
      value: guests.written - guests.writtenToJournal,
      note: guests.writtenBy,
    }),
    comparison({ ...perOrder, name: 'rows written for a new guest, with', value: guests.written }),
    comparison({ ...perOrder, name: 'rows read', value: known.read, note: known.readBy }),
    comparison({ ...perOrder, name: 'statements', value: known.statements }),
  ]
}

async function sumsOf(
  shop: Shop,
  { paid, firstID }: { readonly paid: readonly DemoOrder[]; readonly firstID: number },
): Promise<Sums> {
  await takeCounts(shop)
  await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID }))
  await update(shop, { isModelled: false })
  const counts = await takeCounts(shop)
  const written = (some: readonly StatementRows[]) =>
    some.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0) / ORDERS
  return {
    written: written(counts),
    writtenToJournal: written(counts.filter(({ statement }) => JOURNAL.test(statement))),
    read: counts.reduce((sum, { rowsRead }) => sum + rowsRead, 0) / ORDERS,
    statements: counts.reduce((sum, { count }) => sum + count, 0) / ORDERS,
    writtenBy: partsOf(
      counts.filter(({ statement }) => !JOURNAL.test(statement)),
      ({ rowsWritten }) => rowsWritten,
    ),
    readBy: partsOf(counts, ({ rowsRead }) => rowsRead),
  }
}

function partsOf(counts: readonly StatementRows[], rowsOf: (one: StatementRows) => number): string {
  return counts
    .toSorted((a, b) => rowsOf(b) - rowsOf(a))
    .filter((one) => rowsOf(one) / ORDERS >= ROWS_SHOWN_MIN)
    .map((one) => `${one.statement} ${(rowsOf(one) / ORDERS).toFixed(1)}`)
    .join(', ')
}

/** What was counted since the last time. */
async function takeCounts({ origin }: Shop): Promise<readonly StatementRows[]> {
  const response = await fetch(`${origin}/bench/rows`)
  return (await response.json()) as StatementRows[]
}
