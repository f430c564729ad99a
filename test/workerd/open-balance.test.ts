/** Accounting rule 8: no more is paid than is due, and to one named invoice. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, payments } from '../../worker/practice/look-up.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import { cents } from '../../worker/money/cents.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const UNPAID = CORPUS['guest-bacs-onhold'] as WooOrder
const PAID = {
  ...UNPAID,
  status: 'processing',
  date_paid: '2026-11-30T09:00:00',
  date_paid_gmt: '2026-11-30T17:00:00',
}

let shop: TestShop
let company: CompanyFile

beforeEach(async () => {
  shop = await addShop('balance')
  company = newCompany()
  await send(shop, [orderChange(UNPAID, 1)])
  await update(shop, company)
})

describe('rule 8: a bank transfer that arrives later', () => {
  test('pays its invoice whole, on the day it was paid', async () => {
    await send(shop, [orderChange(PAID, 2)])
    await update(shop, company)
    const [invoice] = invoices(company)
    expect(invoice?.balanceCents).toBe(0)
    expect(payments(company)).toMatchObject([
      {
        txnDate: '2026-11-30',
        totalCents: 5430,
        appliedTo: [{ TxnID: invoice?.TxnID, amountCents: 5430 }],
      },
    ])
  })

  test('is for a person where somebody has entered a part of it', async () => {
    receive(1000)
    await send(shop, [orderChange(PAID, 2)])
    await update(shop, company)
    expect(payments(company)).toHaveLength(1)
    expect(invoices(company)).toMatchObject([{ balanceCents: 4430 }])
    const outcome = (await send(shop, [])).outcomes.at(-1)
    expect(outcome).toMatchObject({ state: 'held', problem: { code: 'less-is-open' } })
  })

  test('is not entered twice where somebody has entered all of it', async () => {
    receive(5430)
    await send(shop, [orderChange(PAID, 2)])
    await update(shop, company)
    expect(payments(company)).toHaveLength(1)
    expect(invoices(company)).toMatchObject([{ balanceCents: 0 }])
  })
})

/** A bookkeeper enters money for the invoice by hand. */
function receive(amountCents: number): void {
  const [invoice] = invoices(company)
  const PaymentAmount = cents(amountCents)
  const { xml } = encodeMessageSet({
    version: '13.0',
    requests: [
      {
        requestID: '1',
        request: {
          name: 'ReceivePaymentAddRq',
          content: {
            ReceivePaymentAdd: {
              CustomerRef: { FullName: invoice?.customer ?? '' },
              TotalAmount: PaymentAmount,
              AppliedToTxnAdd: [{ TxnID: invoice?.TxnID ?? '', PaymentAmount }],
            },
          },
        },
      },
    ],
  })
  processRequest(company, xml)
}
