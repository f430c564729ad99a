/** What the shop sent cannot be entered as it is, or the owner's settings do not cover it yet. */
import { ORDER } from '../held-orders.ts'
import { sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'

export const ORDER_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'order-number-too-long',
    how: 'under a prefix that leaves too little room',
    opening: { settings: { refNumberPrefix: 'WEB-SHOP-1' } },
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'set:numbering' },
  },
]
