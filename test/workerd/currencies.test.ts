/** ACCOUNTING rule 17 from the shop's door to the books: customer, receivables and form agree. */
import { describe, expect, test } from 'vitest'
import { PLAIN_GATEWAY } from '../../worker/books/gateway-mapping.ts'
import type { MappedGateway } from '../../worker/books/gateway-mapping.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { writeTogether } from '../../worker/db/database.ts'
import type { CompanyFile, TxnKind } from '../../worker/practice/books.ts'
import { entryByID } from '../../worker/practice/entries.ts'
import { cardRefunds, checks, creditMemos, invoices } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { txnsOf } from '../../worker/practice/txns.ts'
import { readSettings, saveSettings } from '../../worker/stores/settings.ts'
import { newCompany, update } from './office.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const [REFUND] = Object.values(
  import.meta.glob<unknown>('../corpus/woo/refunds/full-all-lines.json', {
    eager: true,
    import: 'default',
  }),
)
const ORDER = CORPUS['refund-full'] as WooOrder
const RATE = { id: 1, key: '_base_currency_exchange_rate', value: '1.0821' }
const IN_EURO = { currency: 'EUR', meta_data: [RATE] }

describe('an order in euros', () => {
  test('goes to a customer in euros at the given rate, and its refund with it', async () => {
    const shop = await postingShop()
    const company = companyWithEuro()
    await send(shop, [soldAndRefunded(IN_EURO)])
    await update(shop, company)
    const euro = { customer: 'EUR', receivables: 'EUR', rate: '1.0821' }
    // Nobody owes anything on a receipt.
    expect(standing(company, 'SalesReceipt')).toEqual([{ ...euro, receivables: null }])
    expect(standing(company, 'CreditMemo')).toEqual([euro])
    expect(standing(company, 'ARRefundCreditCard')).toEqual([euro])
    expect(cardRefunds(company)).toMatchObject([{ totalCents: 4881 }])
    expect(creditMemos(company)).toMatchObject([{ totalCents: 4881, creditRemainingCents: 0 }])
    expect(await outcome(shop)).toMatchObject({ state: 'posted', problem: null })
    expect((await update(shop, company)).outcome).toBe('nothing-to-do')
  })

  test('and one in dollars of the same buyer go to two customers', async () => {
    const shop = await postingShop()
    const company = companyWithEuro()
    const dollars = { ...sold({}), id: 9001, number: '9001' }
    await send(shop, [orderChange(sold(IN_EURO), 1), orderChange(dollars, 2)])
    await update(shop, company)
    const again = { ...sold(IN_EURO), id: 9002, number: '9002' }
    await send(shop, [orderChange(again, 3)])
    await update(shop, company)
    expect(txnsOf(company, 'SalesReceipt')).toHaveLength(3)
    const customers = txnsOf(company, 'SalesReceipt').map(
      ({ refNumber, refs }) => [refNumber, entryByID(company, refs.CustomerRef ?? null)] as const,
    )
    const [first, ...others] = new Set(customers.map(([, customer]) => customer?.name))
    expect(others).toHaveLength(1)
    const byOrder = new Map(customers.map(([number, customer]) => [number, customer?.name]))
    const name = byOrder.get('9001')
    expect([first, ...others]).toContain(name)
    expect([byOrder.get(ORDER.number), byOrder.get('9002')]).toEqual([
      `${name} (EUR)`,
      `${name} (EUR)`,
    ])
  })

  test('is never put on the dollar customer that has the buyer’s e-mail', async () => {
    const shop = await postingShop()
    const company = companyWithEuro()
    const { email } = (ORDER as unknown as { billing: { email: string } }).billing
    const [dollar] = company.books.entries.filter(({ kind }) => kind === 'Currency')
    const { ListID } = enterByHand(company, {
      kind: 'Customer',
      name: 'Known in dollars',
      fields: { Email: email },
      refs: { CurrencyRef: dollar?.ListID ?? '' },
    })
    const dollars = { ...sold({}), id: 9001, number: '9001' }
    await send(shop, [orderChange(sold(IN_EURO), 1), orderChange(dollars, 2)])
    await update(shop, company)
    const owners = txnsOf(company, 'SalesReceipt').map(({ refNumber, refs }) => [
      refNumber,
      refs.CustomerRef === ListID,
    ])
    expect(Object.fromEntries(owners)).toEqual({ [ORDER.number]: false, '9001': true })
  })

  test('as an invoice stands in the receivables in euros, and its payment too', async () => {
    const shop = await postingShop({ paidOrders: 'invoice-with-payment' })
    const company = companyWithEuro()
    await send(shop, [orderChange(sold(IN_EURO), 1)])
    await update(shop, company)
    const euro = { customer: 'EUR', receivables: 'EUR', rate: '1.0821' }
    expect(standing(company, 'Invoice')).toEqual([euro])
    expect(standing(company, 'ReceivePayment')).toEqual([euro])
    expect(invoices(company)).toMatchObject([{ totalCents: 4881, balanceCents: 0 }])
  })

  test('goes to the bank less its fee, and back by check, in euros', async () => {
    const gateway = {
      depositAccountName: 'Checking',
      feeAccountName: 'Merchant Fees',
      refundsBy: 'check',
    } as const
    const shop = await postingShop({ paidOrders: 'invoice-with-payment' }, gateway)
    const company = companyWithEuro()
    const fee = { id: 2, key: '_stripe_fee', value: '1.17' }
    const meta_data = [RATE, fee, { id: 3, key: '_stripe_currency', value: 'EUR' }]
    await send(shop, [orderChange(sold({ ...IN_EURO, meta_data }), 1)])
    await update(shop, company)
    const [deposit] = txnsOf(company, 'Deposit')
    expect(deposit?.fields.ExchangeRate).toBe('1.0821')
    expect(entryByID(company, deposit?.refs.CurrencyRef ?? null)?.name).toBe('Euro')
    await send(shop, [soldAndRefunded({ ...IN_EURO, meta_data }, 2)])
    await update(shop, company)
    expect(checks(company)).toMatchObject([{ totalCents: 4881 }])
    expect(txnsOf(company, 'Check')[0]?.fields.ExchangeRate).toBe('1.0821')
    expect(creditMemos(company)).toMatchObject([{ creditRemainingCents: 0 }])
  })

  test('stands in the receivables that the owner chose for it, if they are in euros', async () => {
    const shop = await addShop('chosen-receivables', {
      ...STATUSES,
      foreignCurrencies: 'post',
      paidOrders: 'invoice-with-payment',
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        gateways: {
          stripe: PLAIN_GATEWAY,
          'stripe|EUR': { ...PLAIN_GATEWAY, receivablesAccountName: 'Owed in euros' },
        },
      },
    })
    const company = companyWithEuro()
    const euro = company.books.entries.find(({ name }) => name === 'Euro')
    const account = { kind: 'Account', type: 'AccountsReceivable', name: 'Owed in euros' } as const
    enterByHand(company, { ...account, refs: { CurrencyRef: euro?.ListID ?? '' } })
    await send(shop, [orderChange(sold(IN_EURO), 1)])
    await update(shop, company)
    const kinds = ['Invoice', 'ReceivePayment'] as const
    const names = kinds.flatMap((kind) =>
      txnsOf(company, kind).map(({ refs }) => entryByID(company, refs.ARAccountRef ?? null)?.name),
    )
    expect(names).toEqual(['Owed in euros', 'Owed in euros'])
    const inDollars = companyWithEuro()
    enterByHand(inDollars, account)
    const dollarShop = await postingShop(
      { paidOrders: 'invoice-with-payment' },
      { receivablesAccountName: 'Owed in euros' },
    )
    await send(dollarShop, [orderChange(sold(IN_EURO), 1)])
    await update(dollarShop, inDollars)
    expect(inDollars.books.txns).toEqual([])
    expect((await outcome(dollarShop))?.problem?.code).toBe('quickbooks-refused')
  })

  test('that stands is left alone once the owner holds such orders', async () => {
    const shop = await postingShop()
    const company = companyWithEuro()
    await send(shop, [orderChange(sold(IN_EURO), 1)])
    await update(shop, company)
    const { settings } = await readSettings(db, shop.storeID)
    await writeTogether(db, [
      saveSettings(db, {
        storeID: shop.storeID,
        version: 2,
        who: 'test',
        nowMs: 1,
        settings: { ...settings, foreignCurrencies: 'hold' },
      }),
    ])
    const before = JSON.stringify(company.books.txns)
    await send(shop, [soldAndRefunded(IN_EURO, 2)])
    await update(shop, company)
    expect(JSON.stringify(company.books.txns)).toBe(before)
    expect((await outcome(shop))?.problem?.code).toBe('currency-not-in-books')
  })

  test('that is edited is changed in place, and keeps its rate', async () => {
    const shop = await postingShop({ paidOrders: 'invoice-with-payment' })
    const company = companyWithEuro()
    const unpaid = { ...IN_EURO, date_paid: null, date_paid_gmt: null }
    await send(shop, [orderChange(sold(unpaid), 1)])
    await update(shop, company)
    const billing = { ...(ORDER.billing as object), address_1: '9 New Street' }
    const meta_data = [{ ...RATE, value: '1.2' }]
    await send(shop, [orderChange(sold({ ...unpaid, billing, meta_data }), 2)])
    await update(shop, company)
    const euro = { customer: 'EUR', receivables: 'EUR', rate: '1.0821' }
    expect(standing(company, 'Invoice')).toEqual([euro])
    const [invoice] = txnsOf(company, 'Invoice')
    expect(JSON.stringify(invoice?.fields.BillAddress)).toContain('9 New Street')
    expect(await outcome(shop)).toMatchObject({ state: 'posted', problem: null })
  })

  test('without a rate has QuickBooks’ own', async () => {
    const shop = await postingShop()
    const company = companyWithEuro()
    await send(shop, [orderChange(sold({ currency: 'EUR' }), 1)])
    await update(shop, company)
    expect(standing(company, 'SalesReceipt')).toMatchObject([{ customer: 'EUR', rate: null }])
  })

  test('waits by default, and where QuickBooks keeps one currency', async () => {
    const byDefault = await addShop('by-default', STATUSES)
    await send(byDefault, [orderChange(sold(IN_EURO), 1)])
    await update(byDefault, companyWithEuro())
    expect((await outcome(byDefault))?.problem?.code).toBe('currency-not-in-books')
    const shop = await postingShop()
    const company = newCompany()
    await send(shop, [orderChange(sold(IN_EURO), 1)])
    await update(shop, company)
    expect((await outcome(shop))?.problem?.code).toBe('currency-not-in-quickbooks')
    expect(company.books.txns).toEqual([])
  })

  test('waits where the customer that the owner chose for it has another currency', async () => {
    const shop = await postingShop({ customerFor: { '*': 'Web' } })
    const company = companyWithEuro()
    enterByHand(company, { kind: 'Customer', name: 'Web', fields: {} })
    await send(shop, [orderChange(sold(IN_EURO), 1)])
    await update(shop, company)
    expect((await outcome(shop))?.problem?.code).toBe('customer-of-another-currency')
    expect(company.books.txns).toEqual([])
  })
})

const STATUSES = { orderStatuses: ['processing', 'completed', 'refunded'] }

async function postingShop(
  settings: Parameters<typeof addShop>[1] = {},
  gateway: Partial<MappedGateway> = {},
): Promise<TestShop> {
  const gateways = { stripe: { ...PLAIN_GATEWAY, ...gateway } }
  return addShop('currencies', {
    ...STATUSES,
    foreignCurrencies: 'post',
    mapping: { ...DEFAULT_SETTINGS.mapping, gateways },
    ...settings,
  })
}

function companyWithEuro(): CompanyFile {
  const company = newCompany({ isMultiCurrencyOn: true, messageSetMemory: false })
  const fields = { CurrencyCode: 'EUR', ExchangeRate: '1.05' }
  enterByHand(company, { kind: 'Currency', name: 'Euro', fields })
  return company
}

function sold(changes: object): WooOrder {
  return { ...ORDER, status: 'processing', refunds: [], ...changes }
}

function soldAndRefunded(changes: object, generation = 1) {
  return { ...orderChange({ ...ORDER, ...changes }, generation), refunds: [REFUND] }
}

/** The code of the customer's currency and of the account's, and the rate that was sent. */
function standing(company: CompanyFile, kind: TxnKind) {
  const codeOf = (listID: string | undefined) => {
    const currency = entryByID(company, listID ?? null)?.refs.CurrencyRef
    return entryByID(company, currency ?? null)?.fields.CurrencyCode ?? null
  }
  return txnsOf(company, kind).map(({ refs, fields }) => ({
    customer: codeOf(refs.CustomerRef),
    receivables: codeOf(refs.ARAccountRef),
    rate: fields.ExchangeRate ?? null,
  }))
}

async function outcome(shop: TestShop) {
  return (await send(shop, [])).outcomes.at(-1)
}
