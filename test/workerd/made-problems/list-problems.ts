/** QuickBooks' lists lack what an order needs, or have it in a form that cannot be used. */
import { ORDER } from '../held-orders.ts'
import { sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'

export const LIST_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'customer-missing',
    how: 'where no customer may be created',
    opening: { settings: { createCustomers: false } },
    make: sendAndUpdate,
    names: [ORDER.number],
    press: { repair: 'set:createCustomers' },
  },
]
