/** What became of each order: in QuickBooks to the cent, or held with what to do. */
import { formatCents } from '../money/cents.ts'
import type { CompanyFile } from '../practice/books.ts'
import { invoices, salesReceipts } from '../practice/look-up.ts'
import type { SalesFormView } from '../practice/look-up.ts'
import type { Answer, Outcome } from '../woo/answer.ts'
import type { DemoOrder } from './demo-shop.ts'
import { table } from './table.ts'

export type DemoReport = {
  readonly text: string
  /** Orders that are neither posted to the cent nor held with a remedy. */
  readonly wrong: number
}

type Row = {
  readonly cells: readonly string[]
  readonly note: string | null
  readonly isRight: boolean
}

export function demoReport(facts: {
  readonly orders: readonly DemoOrder[]
  readonly verdicts: Answer['verdicts']
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly company: CompanyFile
}): DemoReport {
  const { orders, verdicts, outcomes, company } = facts
  const queued = new Set(
    verdicts.flatMap(({ subject, verdict }) => (verdict === 'queued' ? [subject] : [])),
  )
  const forms = [...salesReceipts(company), ...invoices(company)]
  const sent = orders.filter(({ id }) => queued.has(`order:${id}`))
  const rows = sent.map((order) =>
    rowOf(order, {
      outcome: outcomes.get(`order:${order.id}`) ?? null,
      forms: forms.filter(({ refNumber }) => refNumber === order.number),
    }),
  )
  const notSent = orders.filter(({ id }) => !queued.has(`order:${id}`))
  const wrong = rows.filter(({ isRight }) => !isRight).length
  return {
    wrong,
    text: [withNotes(rows), '', countsOf(rows), statusesOf(notSent)].filter(Boolean).join('\n'),
  }
}

const HEADS = ['order', 'document', 'number', 'in the shop', 'in QuickBooks']

function rowOf(
  order: DemoOrder,
  stands: { readonly outcome: Outcome | null; readonly forms: readonly SalesFormView[] },
): Row {
  const { outcome, forms } = stands
  const [form] = forms
  const problem = outcome?.state === 'held' ? outcome.problem : null
  const note = problem === null ? null : `${problem.summary} ${problem.remedy}`
  if (form === undefined) {
    return {
      cells: [order.number, 'held', '', order.total, ''],
      note: note ?? 'neither posted nor held',
      isRight: note !== null,
    }
  }
  const total = formatCents(form.totalCents)
  return {
    cells: [order.number, form.kind, form.refNumber, order.total, total],
    note,
    // Another document under the same number would be the same order twice.
    isRight: total === order.total && forms.length === 1,
  }
}

function withNotes(rows: readonly Row[]): string {
  const [heads = '', ...lines] = table([HEADS, ...rows.map(({ cells }) => cells)]).split('\n')
  const noted = rows.map(({ note }, at) =>
    note === null ? (lines[at] ?? '') : `${lines[at] ?? ''}\n        ${note}`,
  )
  return [heads, ...noted].join('\n')
}

function countsOf(rows: readonly Row[]): string {
  const posted = rows.filter(({ cells }) => cells[2] !== '')
  const toTheCent = posted.filter(({ isRight }) => isRight).length
  const held = rows.length - posted.length
  return `${posted.length} posted, ${toTheCent} of them to the cent; ${held} held.`
}

function statusesOf(orders: readonly DemoOrder[]): string {
  const statuses = [...new Set(orders.map(({ status }) => status))].toSorted().join(', ')
  return orders.length === 0
    ? ''
    : `${orders.length} orders were not sent by their status: ${statuses}.`
}
