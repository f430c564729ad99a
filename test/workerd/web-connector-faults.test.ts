/** What goes wrong with the very set that carries the sales, whichever of a session's it is. */
import { describe, expect, test } from 'vitest'
import { sessions } from '../../worker/db/schema.ts'
import type { CallFault, Faults, QuickBooksFault } from '../../worker/practice/faults.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ORDER = CORPUS['stripe-like-paid'] as WooOrder
const NUMBERS = ['9000', '9001', '9002', '9003']
const MORE_UPDATES = 2
/** What QuickBooks carries, in a test where it goes down at more. */
const CARRIED_MAX = 20
/** Three until sets have 12 orders, and five with 12 each, since after one that went two are tried. */
const UPDATES_UNTIL_ALL_STAND = 8

const CALL_FAULTS: readonly CallFault[] = [
  'response-torn',
  'response-empty',
  'call-lost',
  'answer-lost',
  'call-repeated',
  'connector-dies-before-call',
  'connector-dies-after-call',
]
const QUICKBOOKS_FAULTS: readonly QuickBooksFault[] = [
  'dies-before-processing',
  'dies-after-processing',
  { diesAfterRequests: 1 },
  { diesAfterRequests: 3 },
]

describe.each([
  ['QuickBooks that remembers its last message set', true],
  ['QuickBooks that does not', false],
])('%s', (_, messageSetMemory) => {
  test.each(CALL_FAULTS)('%s: each order stands once, to the cent', async (fault) => {
    await expectEachOnce(messageSetMemory, () => onAnsweredSales(fault))
  })

  test.each(QUICKBOOKS_FAULTS)('%o: each order stands once, to the cent', async (fault) => {
    await expectEachOnce(messageSetMemory, () => onSales(fault))
  })

  test('a fault in one session after another: each order stands once, to the cent', async () => {
    const company = newCompany({ messageSetMemory })
    const shop = await shopWithOrders()
    await update(shop, company, onAnsweredSales('response-torn'))
    await update(shop, company, onSales({ diesAfterRequests: 2 }))
    await leaseRunsOut()
    await update(shop, company)
    expect(standing(company)).toEqual(NUMBERS.map((number) => `${number}: 3258`))
  })
})

test('sets that QuickBooks goes down at become smaller, until all orders stand once', async () => {
  const company = newCompany({ messageSetMemory: false })
  const shop = await addShop('faults')
  const numbers = Array.from({ length: 60 }, (_, at) => String(9000 + at))
  await send(
    shop,
    numbers.map((number, at) => orderChange({ ...ORDER, id: Number(number), number }, at + 1)),
  )
  for (let times = 0; times < UPDATES_UNTIL_ALL_STAND; times += 1) {
    await update(shop, company, {
      onDocument: (_, xml) => (salesIn(xml) > CARRIED_MAX ? 'dies-before-processing' : null),
    })
    await leaseRunsOut()
  }
  expect(standing(company)).toEqual(numbers.map((number) => `${number}: 3258`))
})

function salesIn(xml: string): number {
  return xml.split('<SalesReceiptAddRq').length - 1
}

async function expectEachOnce(messageSetMemory: boolean, faults: () => Faults): Promise<void> {
  const company = newCompany({ messageSetMemory })
  const shop = await shopWithOrders()
  await update(shop, company, faults())
  for (let more = 0; more < MORE_UPDATES; more += 1) {
    await leaseRunsOut()
    await update(shop, company)
  }
  expect(standing(company)).toEqual(NUMBERS.map((number) => `${number}: 3258`))
  const { outcomes } = await send(shop, [])
  expect(outcomes.map(({ state }) => state)).toEqual(NUMBERS.map(() => 'posted'))
}

async function shopWithOrders() {
  const shop = await addShop('faults')
  await send(
    shop,
    NUMBERS.map((number, at) => orderChange({ ...ORDER, id: Number(number), number }, at + 1)),
  )
  return shop
}

/** QuickBooks has posted the sales; this becomes of its first answer about them. */
function onAnsweredSales(fault: CallFault): Faults {
  let isOver = false
  return {
    onCall: (_, call) => {
      if (isOver || call.kind !== 'receiveResponseXML') {
        return null
      }
      isOver = call.response.includes('SalesReceiptAddRs')
      return isOver ? fault : null
    },
  }
}

function onSales(fault: QuickBooksFault): Faults {
  let isOver = false
  return {
    onDocument: (_, xml) => {
      if (isOver) {
        return null
      }
      isOver = xml.includes('SalesReceiptAddRq')
      return isOver ? fault : null
    },
  }
}

/** The lease of a Web Connector that died is over by the next run. */
async function leaseRunsOut(): Promise<void> {
  await db.update(sessions).set({ lastCallAtMs: 0 })
}

/** Every sales receipt with its total in cents, by number; the corpus says 32.58. */
function standing(company: Parameters<typeof salesReceipts>[0]): readonly string[] {
  return salesReceipts(company)
    .map(({ refNumber, totalCents }) => `${refNumber}: ${totalCents}`)
    .toSorted((a, b) => a.localeCompare(b))
}
