/** What stands in QuickBooks, or was entered, edited or deleted there, and what the shop says. */
import { cents } from '../../../worker/money/cents.ts'
import { enterSale } from '../../../worker/practice/person.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'

export const DOCUMENT_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'ref-number-used',
    how: 'because somebody entered the sale by hand',
    make: async (scene) => {
      enterSale(scene.company, {
        kind: 'SalesReceipt',
        customerListID: null,
        refNumber: ORDER.number,
        txnDate: '2026-08-05',
        totalCents: cents(TOTAL_CENTS),
        memo: '',
      })
      await sendAndUpdate(scene)
    },
    names: [ORDER.number],
    press: { repair: 'adopt-document' },
  },
]
