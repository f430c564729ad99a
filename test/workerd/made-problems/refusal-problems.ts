/** QuickBooks refuses what was sent, or nothing can be sent at all. */
import { ORDER } from '../held-orders.ts'
import { sendAndUpdate } from './scene.ts'
import type { MadeProblem } from './made.ts'

export const REFUSAL_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'permission-missing',
    how: 'until the Web Connector’s user may create sales',
    make: async (scene) =>
      sendAndUpdate(scene, ORDER, {
        faults: {
          onRequest: ({ name }) =>
            name === 'SalesReceiptAddRq'
              ? {
                  kind: 'refused',
                  statusCode: 3261,
                  statusMessage: 'The specified user does not have the required permission.',
                }
              : null,
        },
      }),
    names: [ORDER.number],
    press: { repair: 'send-again' },
  },
]
