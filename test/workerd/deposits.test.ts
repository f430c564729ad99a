/** Gateway fees from the shop's door to the bank account: gross sale, fee to expense. */
import { beforeEach, describe, expect, test } from 'vitest'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import { sessions } from '../../worker/db/schema.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { deposits, payments, salesReceipts } from '../../worker/practice/look-up.ts'
import { deleteTxn, depositTxn } from '../../worker/practice/person.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const STRIPE = {
  ...PLAIN_GATEWAY,
  depositAccountName: 'Checking',
  feeAccountName: 'Merchant Fees',
}
const SETTINGS = {
  mapping: { ...DEFAULT_SETTINGS.mapping, gateways: { stripe: STRIPE } },
}

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('fees', SETTINGS)
  company = newCompany({ messageSetMemory: false })
})

describe('an order whose gateway kept a fee', () => {
  test('is receipted whole, and arrives at the bank less the fee', async () => {
    await send(shop, [orderChange(paid(), 1)])
    await update(shop, company)
    const [receipt] = salesReceipts(company)
    expect(receipt).toMatchObject({ depositTo: 'Undeposited Funds', totalCents: 3258 })
    expect(deposits(company)).toMatchObject([
      {
        depositTo: 'Checking',
        totalCents: 3141,
        lines: [
          { payment: receipt?.TxnID, amountCents: 3258 },
          { account: 'Merchant Fees', amountCents: -117 },
        ],
      },
    ])
    expect(await lastOutcome()).toMatchObject({
      state: 'posted',
      documents: [{ kind: 'SalesReceipt' }, { kind: 'Deposit', totalCents: 3141 }],
    })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('as an invoice: its payment goes to the bank less the fee', async () => {
    shop = await addShop('invoiced', { ...SETTINGS, paidOrders: 'invoice-with-payment' })
    await send(shop, [orderChange(paid(), 1)])
    await update(shop, company)
    const [payment] = payments(company)
    expect(deposits(company)).toMatchObject([
      { totalCents: 3141, lines: [{ payment: payment?.TxnID }, { amountCents: -117 }] },
    ])
  })

  test('that becomes known later is deposited later', async () => {
    await send(shop, [orderChange(withoutFee(), 1)])
    await update(shop, company)
    expect(deposits(company)).toEqual([])
    await send(shop, [orderChange(paid(), 2)])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(deposits(company)).toMatchObject([{ totalCents: 3141 }])
  })

  test('whose money somebody took to the bank by hand is held, not tried again and again', async () => {
    await send(shop, [orderChange(withoutFee(), 1)])
    await update(shop, company)
    depositTxn(company, salesReceipts(company)[0]?.TxnID ?? '')
    await send(shop, [orderChange(paid(), 2)])
    await update(shop, company)
    expect(deposits(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({
      state: 'held',
      problem: { code: 'money-not-waiting' },
    })
  })

  test('that was at the bank before its owner booked fees stays where it is', async () => {
    shop = await addShop('earlier', {
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        gateways: { stripe: { ...STRIPE, feeAccountName: null } },
      },
    })
    await send(shop, [orderChange(paid(), 1)])
    await update(shop, company)
    expect(salesReceipts(company)).toMatchObject([{ depositTo: 'Checking' }])
    const { settings, version } = await readSettings(db, shop.storeID)
    const gateways = { ...settings.mapping.gateways, stripe: STRIPE }
    const chosen = { ...settings, mapping: { ...settings.mapping, gateways } }
    const saved = { storeID: shop.storeID, version: version + 1, who: 'Ana', nowMs: 1 }
    await writeTogether(db, [saveSettings(db, { ...saved, settings: chosen })])
    await send(shop, [orderChange({ ...paid(), status: 'completed' }, 2)])
    await update(shop, company)
    expect(deposits(company)).toEqual([])
    expect(await lastOutcome()).toMatchObject({ state: 'posted', problem: null })
  })

  test.each([
    ['QuickBooks dies after carrying it out', 'dies-after-processing'],
    ['QuickBooks dies before', 'dies-before-processing'],
    ['QuickBooks dies between receipt and deposit', { diesAfterRequests: 1 }],
  ] as const)('%s: once, and deposited', async (_, fault) => {
    await send(shop, [orderChange(paid(), 1)])
    const faults: Faults = {
      onDocument: (__, xml) => (xml.includes('DepositAddRq') ? fault : null),
    }
    await update(shop, company, faults)
    await db.update(sessions).set({ lastCallAtMs: 0 })
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(deposits(company)).toMatchObject([{ totalCents: 3141 }])
    expect(await lastOutcome()).toMatchObject({ state: 'posted' })
  })

  test('and whose deposit a person deleted is not deposited again by itself', async () => {
    await send(shop, [orderChange(paid(), 1)])
    await update(shop, company)
    deleteTxn(company, deposits(company)[0]?.TxnID ?? '')
    await send(shop, [orderChange({ ...paid(), status: 'completed' }, 2)])
    await update(shop, company)
    expect(deposits(company)).toEqual([])
  })
})

function paid(): WooOrder {
  return CORPUS['stripe-like-paid'] as WooOrder
}

function withoutFee(): WooOrder {
  return { ...paid(), meta_data: [] }
}

async function lastOutcome() {
  return (await send(shop, [])).outcomes.at(-1)
}
