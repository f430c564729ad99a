/** Posts the payloads of a shop into one cell's company, and says of each what stands there. */
import {
  creditMemos,
  estimates,
  invoices,
  listEntries,
  payments,
  salesOrders,
  salesReceipts,
} from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { AnswerProblem } from '../../worker/woo/answer.ts'
import { companyOf, KINDS, settingsOf } from './cells.ts'
import type { Cell } from './cells.ts'
import { changeOf } from './payloads.ts'
import type { Payload, PayloadShop } from './payloads.ts'
import { openShop, sendChanges, update } from './shop-in-memory.ts'

export type Posting = {
  readonly payload: Payload
  /** `posted` also where something is left to a person, which `problem` then says. */
  readonly outcome: 'posted' | 'held' | 'left out'
  readonly problem: AnswerProblem | null
  /** It was left out by its status, and then a person sent it. */
  readonly isPushed: boolean
  /** What stands in the company and should not, or the reverse; empty when all is to the cent. */
  readonly wrong: readonly string[]
  /** QuickBooks computed the tax itself. */
  readonly isNative: boolean
}

export async function postCell(cell: Cell, shop: PayloadShop): Promise<readonly Posting[]> {
  const company = companyOf(cell)
  const orders = shop.payloads.flatMap(({ order }) => {
    const decoded = decodeOrder(order)
    return isFieldProblem(decoded) ? [] : [decoded]
  })
  const open = await openShop({ company, settings: settingsOf(cell), orders })
  const { payloads } = shop
  const verdicts = await sendChanges(
    open,
    payloads.map((payload) => changeOf(payload)),
  )
  const isLeftOut = (payload: Payload) => verdicts[payloads.indexOf(payload)]?.verdict === 'ignored'
  const pushed = payloads.filter(isLeftOut)
  const again = await sendChanges(
    open,
    pushed.map((payload) => changeOf(payload, 'pushed')),
  )
  const outcomes = new Map((await update(open)).map((outcome) => [outcome.subject, outcome]))
  return payloads.map((payload, at): Posting => {
    const isPushed = pushed.includes(payload)
    const verdict = isPushed ? again[pushed.indexOf(payload)] : verdicts[at]
    if (verdict?.verdict !== 'queued') {
      return {
        payload,
        isPushed,
        outcome: 'left out',
        problem: verdict?.problem ?? null,
        wrong: [],
        isNative: false,
      }
    }
    const { subject } = changeOf(payload)
    const forms = formsOf(company, payload)
    const outcome = outcomes.get(subject)
    return {
      payload,
      isPushed,
      outcome: forms.length > 0 ? 'posted' : 'held',
      problem: outcome?.problem ?? null,
      isNative: forms.some(({ salesTaxCents }) => salesTaxCents !== 0),
      wrong: [
        ...(outcome === undefined ? ['nothing became of it'] : []),
        ...forms.slice(1).map(({ kind }) => `stands once more, as ${kind}`),
        ...forms.slice(0, 1).flatMap((form) => differences(company, { form, cell, payload })),
        ...refundDifferences(company, { cell, payload, isSaleThere: forms.length > 0 }),
      ],
    }
  })
}

/** By the marker in the memo, whatever number they have. */
export function formsOf(company: CompanyFile, { order }: Payload): readonly SalesFormView[] {
  const forms = [salesReceipts, invoices, salesOrders, estimates].flatMap((of) => of(company))
  return forms.filter(({ memo }) => memo.includes(`:order:${order.id}:sale:`))
}

function differences(
  company: CompanyFile,
  {
    form,
    cell,
    payload: { order },
  }: { readonly form: SalesFormView; readonly cell: Cell; readonly payload: Payload },
): readonly string[] {
  const isPaid = order.date_paid !== null
  const isPaidApart = isPaid && form.kind !== 'SalesReceipt'
  const openCents = form.kind === 'Invoice' && !isPaid ? form.totalCents : 0
  const paid = payments(company).filter(({ memo }) => memo.includes(`:order:${order.id}:payment`))
  const applied = paid.flatMap(({ appliedTo }) => appliedTo)
  return [
    ...(cell.tax === 'exact' ? unequal('QuickBooks’ own tax', form.salesTaxCents, 0) : []),
    ...(form.kind === KINDS[cell.form] ? [] : [`stands as ${form.kind}`]),
    ...unequal('the total', form.totalCents, centsOf(order.total)),
    ...unequal('the tax', taxOf(company, form), centsOf(order.total_tax)),
    ...unequal('what is still due', form.balanceCents, openCents),
    ...unequal('what was paid', sumOf(paid), isPaidApart ? centsOf(order.total) : 0),
    // Money for what does not post stays to the customer's credit.
    ...unequal(
      'the number of invoices paid',
      applied.length,
      form.kind === 'Invoice' ? paid.length : 0,
    ),
  ]
}

/** QuickBooks' own tax, and that of lines with a sales-tax item. */
export function taxOf(company: CompanyFile, { lines, salesTaxCents }: SalesFormView): number {
  const taxItems = new Set(
    listEntries(company, 'Item')
      .filter(({ type }) => type === 'ItemSalesTax')
      .map(({ fullName }) => fullName),
  )
  return lines
    .filter(({ item }) => taxItems.has(item ?? ''))
    .reduce<number>((sum, { amountCents }) => sum + amountCents, salesTaxCents)
}

function refundDifferences(
  company: CompanyFile,
  {
    cell,
    payload,
    isSaleThere,
  }: { readonly cell: Cell; readonly payload: Payload; readonly isSaleThere: boolean },
): readonly string[] {
  const memos = creditMemos(company).filter(({ memo }) =>
    memo.includes(`:order:${payload.order.id}:refund:`),
  )
  // What does not post was not sold: there is nothing to credit, and a person is told.
  const expected = isSaleThere && cell.form !== 'sales-order' ? payload.refunds : []
  return [
    ...unequal('the number of credit memos', memos.length, expected.length),
    ...unequal(
      'what was credited',
      sumOf(memos),
      expected.reduce<number>((sum, { amount }) => sum + centsOf(amount), 0),
    ),
    ...memos.flatMap(({ refNumber, creditRemainingCents }) =>
      unequal(`the open credit of ${refNumber}`, creditRemainingCents, 0),
    ),
  ]
}

function sumOf(txns: readonly { readonly totalCents: number }[]): number {
  return txns.reduce((sum, { totalCents }) => sum + totalCents, 0)
}

function unequal(what: string, found: number, expected: number): readonly string[] {
  return found === expected ? [] : [`${what} is ${found}, not ${expected}`]
}

export function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100)
}
