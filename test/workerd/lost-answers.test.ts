import { describe, expect, test } from 'vitest'
import type { Faults } from '../../worker/practice/faults.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import { sessions } from '../../worker/db/schema.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'

const ORDERS = [
  'stripe-like-paid',
  'guest-cod-processing',
  'coupon-percent',
  'registered-company',
].map((name) => CORPUS[name] ?? { id: 0, number: name })

/** serverVersion, clientVersion, authenticate, then two calls a set. */
const SETS = [0, 1, 2].map((set) => ({ send: 3 + set * 2, receive: 4 + set * 2 }))

const CALL_FAULTS = [
  'call-lost',
  'answer-lost',
  'call-repeated',
  'connector-dies-before-call',
  'connector-dies-after-call',
] as const
const RESPONSE_FAULTS = ['response-torn', 'response-empty'] as const

const FAULTS: readonly (readonly [string, Faults])[] = SETS.flatMap(
  ({ send: sent, receive }, set) => [
    ...CALL_FAULTS.map(
      (fault) =>
        [
          `${fault} at sendRequestXML of set ${set}`,
          { onCall: (at: number) => (at === sent ? fault : null) },
        ] as const,
    ),
    ...[...CALL_FAULTS, ...RESPONSE_FAULTS].map(
      (fault) =>
        [
          `${fault} at receiveResponseXML of set ${set}`,
          { onCall: (at: number) => (at === receive ? fault : null) },
        ] as const,
    ),
    [
      `QuickBooks dies before set ${set}`,
      { onDocument: (at: number) => (at === set ? 'dies-before-processing' : null) },
    ] as const,
    [
      `QuickBooks dies after set ${set}`,
      { onDocument: (at: number) => (at === set ? 'dies-after-processing' : null) },
    ] as const,
    [
      `QuickBooks dies in the middle of set ${set}`,
      { onDocument: (at: number) => (at === set ? { diesAfterRequests: 2 } : null) },
    ] as const,
  ],
)

const UPDATES_MAX = 4

describe.each([
  ['QuickBooks remembers message sets', true],
  ['QuickBooks forgets message sets', false],
])('%s', (_, messageSetMemory) => {
  test.each(FAULTS)('%s: each order stands once, to the cent', async (__, faults) => {
    const shop = await addShop('lost')
    const company = newCompany({ messageSetMemory })
    await send(
      shop,
      ORDERS.map((order, at) => orderChange(order, at + 1)),
    )
    await update(shop, company, faults)
    for (let more = 0; more < UPDATES_MAX; more += 1) {
      // The lease of a Web Connector that died is over by the next run.
      await db.update(sessions).set({ lastCallAtMs: 0 })
      await update(shop, company)
    }
    const stands = [...salesReceipts(company), ...invoices(company)]
      .map(({ refNumber, totalCents }) => `${refNumber} ${totalCents}`)
      .toSorted()
    const wanted = ORDERS.map(({ number, total }) => `${number} ${Math.round(Number(total) * 100)}`)
    expect(stands).toEqual(wanted.toSorted())
    const { outcomes } = await send(shop, [])
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['posted']))
  })
})
