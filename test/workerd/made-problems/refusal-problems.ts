/** QuickBooks refuses what was sent. */
import { expect } from 'vitest'
import { cents } from '../../../worker/money/cents.ts'
import { enterSale, setClosingDate } from '../../../worker/practice/person.ts'
import { salesReceipts } from '../../../worker/practice/look-up.ts'
import { ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { codesNow, isPostedOnce, nextUpdate, saleTotals, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

const SALE = 'SalesReceiptAddRq'

export const REFUSAL_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'quickbooks-refused',
    how: 'until the goods are received in QuickBooks',
    make: refusing(SALE, {
      statusCode: 3180,
      statusMessage:
        'There was an error when saving a Sales Receipt.  QuickBooks error message: You do not have enough quantity on hand to sell 1 of this item.',
    }),
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'quickbooks-refused',
    how: 'and somebody enters the sale by hand',
    make: refusing(SALE, {
      statusCode: 3180,
      statusMessage:
        'There was an error when saving a Sales Receipt.  QuickBooks error message: The transaction is out of balance.',
    }),
    names: [ORDER.number],
    before: enteredByHand,
    press: { repair: 'let-it-stand' },
    isRight: standsByHand,
  },
  {
    code: 'period-closed',
    how: 'while the order was on its way, until the books are open again',
    make: closingMeanwhile,
    names: [ORDER.number],
    before: ({ company }) => setClosingDate(company, null),
    press: { repair: 'send-again' },
  },
  {
    code: 'period-closed',
    how: 'while the order was on its way, and the books stay closed',
    make: closingMeanwhile,
    names: [ORDER.number],
    press: { repair: 'set:closedPeriods' },
    isRight: async (scene) => {
      await isPostedOnce(scene)
      expect(salesReceipts(scene.company).map(({ txnDate }) => txnDate)).toEqual(['2026-12-01'])
    },
  },
  {
    code: 'permission-missing',
    how: 'until the Web Connector’s user may create sales',
    make: refusing(SALE, {
      statusCode: 3261,
      statusMessage: 'The specified user does not have the required permission.',
    }),
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'single-user-needed',
    how: 'until the company file is in single-user mode',
    make: refusing('ItemNonInventoryAddRq', {
      statusCode: 3162,
      statusMessage: 'This request cannot be processed in multi-user mode.',
    }),
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'feature-missing',
    how: 'where paid orders are to be estimates and QuickBooks has none',
    opening: { settings: { paidOrders: 'estimate' }, company: { isUsingEstimates: false } },
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'set:paidOrders' },
  },
  {
    code: 'text-unusable',
    how: 'and somebody enters the sale by hand',
    make: refusing(SALE, {
      statusCode: 3070,
      statusMessage: 'The string "2 × ½ in. ∅" in the field "Other" is too long.',
    }),
    names: [ORDER.number, 'Other'],
    before: enteredByHand,
    press: { repair: 'let-it-stand' },
    isRight: standsByHand,
  },
  {
    code: 'quickbooks-busy',
    how: 'until the windows that show the items are closed',
    make: refusing('ItemNonInventoryAddRq', {
      statusCode: 3177,
      statusMessage: 'The list has been modified by another user.',
    }),
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'request-malformed',
    how: 'and somebody enters the sale by hand until the next version',
    make: refusing(SALE, {
      statusCode: 3040,
      statusMessage: 'There was an error when converting the amount "1" in the field "Amount".',
    }),
    names: [ORDER.number],
    before: enteredByHand,
    press: { repair: 'let-it-stand' },
    isRight: standsByHand,
  },
  {
    code: 'answer-unclear',
    how: 'until QuickBooks was restarted',
    make: refusing(SALE, { statusCode: 3999, statusMessage: 'Something is wrong.' }),
    names: [ORDER.number, '3999'],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'set-refused',
    how: 'until QuickBooks was repaired',
    make: async (scene) => {
      scene.office.faults = { isPoison: (xml) => xml.includes(SALE) }
      await sendAndUpdate(scene)
    },
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
  {
    code: 'too-many-attempts',
    how: 'while QuickBooks goes down at every sale, until it was repaired',
    make: async (scene) => {
      scene.office.faults = {
        onDocument: (_, xml) => (xml.includes(SALE) ? 'dies-before-processing' : null),
      }
      await sendAndUpdate(scene)
      for (let updates = 0; updates < 12; updates += 1) {
        await nextUpdate(scene)
      }
    },
    names: [ORDER.number],
    before: takenAway,
    press: { repair: 'send-again' },
  },
]

type Refused = { readonly statusCode: number; readonly statusMessage: string }

/** QuickBooks refuses such requests at every update, until what is in their way is taken away. */
function refusing(request: string, refused: Refused): MadeProblem['make'] {
  return async (scene) => {
    scene.office.faults = {
      onRequest: ({ name }) => (name === request ? { kind: 'refused', ...refused } : null),
    }
    await sendAndUpdate(scene)
  }
}

function takenAway({ office }: Scene): void {
  office.faults = {}
}

/** The bookkeeper closes the books after QuickBooks said that they are open, and before the sale. */
async function closingMeanwhile(scene: Scene): Promise<void> {
  const { company } = scene
  await sendAndUpdate(scene, ORDER, {
    faults: {
      onRequest: ({ name }) => {
        if (name === SALE) {
          setClosingDate(company, '2026-11-30')
        }
        return null
      },
    },
  })
}

function enteredByHand({ company }: Scene): void {
  enterSale(company, {
    kind: 'SalesReceipt',
    customerListID: null,
    refNumber: 'by hand',
    txnDate: '2026-11-23',
    totalCents: cents(TOTAL_CENTS),
    memo: '',
  })
}

/** It is not sent beside what was entered, also when the shop says the same once more. */
async function standsByHand(scene: Scene): Promise<void> {
  scene.office.faults = {}
  await nextUpdate(scene)
  await sendAndUpdate(scene, ORDER, { generation: 2 })
  expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], [TOTAL_CENTS]])
}
