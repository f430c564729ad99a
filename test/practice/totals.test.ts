import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import { editTxn, enterByHand, setClosingDate } from '../../worker/practice/person.ts'
import { entriesOf } from '../../worker/practice/entries.ts'
import { ask, codes, customer, newCompany, receipt, rets, salesTax, stock, verdict } from './ask.ts'
import type { ReceiptLine } from './ask.ts'

const MUG = { ItemRef: { FullName: 'Mug' } }
const REPAIR = { ItemRef: { FullName: 'Repair' } }
const COUPON = { ItemRef: { FullName: 'Coupon' } }
const STATE = { ItemSalesTaxRef: { FullName: 'State 8.25%' } }
const TAX = { SalesTaxCodeRef: { FullName: 'Tax' } }
const NON = { SalesTaxCodeRef: { FullName: 'Non' } }

describe('what a line comes to', () => {
  test.each<[string, ReceiptLine, number, string]>([
    [
      'Amount is kept, and the rate follows',
      { ...MUG, Quantity: '3', Amount: cents(1000) },
      1000,
      '3.33333',
    ],
    ['without a quantity too', { ...MUG, Amount: cents(1000) }, 1000, '10.00'],
    // 3 × 3.33333 = 9.99999
    ['Quantity times Rate is rounded', { ...MUG, Quantity: '3', Rate: '3.33333' }, 1000, '3.33333'],
    // 0.5 × 0.01 = 0.005
    ['half a cent goes away from zero', { ...MUG, Quantity: '0.5', Rate: '0.01' }, 1, '0.01'],
    ['on both sides', { ...MUG, Quantity: '-0.5', Rate: '0.01' }, -1, '0.01'],
    [
      'a Rate beside an Amount overwrites it',
      { ...MUG, Quantity: '3', Rate: '3.33', Amount: cents(1000) },
      999,
      '3.33',
    ],
    ['a Rate alone counts once', { ...MUG, Rate: '7.5' }, 750, '7.5'],
    ['nothing at all is nothing', MUG, 0, '0.00'],
  ])('%s', (_, line, amountCents, rate) => {
    const { company } = newCompany()
    stock(company)
    const twenty = { ...REPAIR, Amount: cents(2000) }
    const [ret] = rets(company, receipt({}, [line, twenty]))
    expect(ret).toMatchObject({ Lines: [{ Amount: amountCents, Rate: rate }, {}] })
    expect(salesReceipts(company)[0]?.subtotalCents).toBe(cents(amountCents + 2000))
  })
})

describe('sales tax is rounded once, on everything taxable', () => {
  test.each<[string, readonly ReceiptLine[], number]>([
    // 35.50 × 8.25 % = 2.92875
    ['one line', [{ ...MUG, Amount: cents(3550) }], 293],
    // 3 × 0.10 = 0.30, × 8.25 % = 0.02475; by the line it would be 3 × 0.01
    ['not by the line', Array.from({ length: 3 }, () => ({ ...MUG, Amount: cents(10) })), 2],
    [
      'a service is not taxed',
      [
        { ...MUG, Amount: cents(3550) },
        { ...REPAIR, Amount: cents(9999) },
      ],
      293,
    ],
    ['unless its line says so', [{ ...REPAIR, ...TAX, Amount: cents(3550) }], 293],
    ['a mug is taxed unless its line says not', [{ ...MUG, ...NON, Amount: cents(3550) }], 0],
    // (35.50 − 5.50) × 8.25 % = 2.475
    [
      'a coupon lowers the base',
      [
        { ...MUG, Amount: cents(3550) },
        { ...COUPON, Rate: '-5.50' },
      ],
      248,
    ],
    // 10.00 of 40.00 is off, 30.00 of 40.00 was taxable: 7.50 off the base, 22.50 × 8.25 % = 1.85625
    [
      'as far as what it is off is taxable',
      [
        { ...MUG, Amount: cents(3000) },
        { ...REPAIR, Amount: cents(1000) },
        { ...COUPON, Amount: cents(-1000) },
      ],
      186,
    ],
    [
      'a coupon that is not taxable leaves it',
      [
        { ...MUG, Amount: cents(3550) },
        { ...COUPON, ...NON, Amount: cents(-550) },
      ],
      293,
    ],
    // 10 % of the line above: (35.50 − 3.55) × 8.25 % = 2.635875
    [
      'a percentage is off the line above',
      [
        { ...MUG, Amount: cents(3550) },
        { ...COUPON, RatePercent: '10' },
      ],
      264,
    ],
    [
      'an untaxed line above leaves it',
      [
        { ...MUG, Amount: cents(3550) },
        { ...REPAIR, Amount: cents(100) },
        { ...COUPON, RatePercent: '10' },
      ],
      293,
    ],
  ])('%s', (_, lines, salesTaxCents) => {
    const { company } = newCompany()
    stock(company)
    const [ret] = rets(company, receipt(STATE, lines))
    const subtotal = salesReceipts(company)[0]?.subtotalCents ?? 0
    expect(ret).toMatchObject({
      SalesTaxTotal: cents(salesTaxCents),
      TotalAmount: cents(subtotal + salesTaxCents),
      SalesTaxPercentage: '8.25',
    })
  })

  test('each member of a tax group is rounded on its own', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, salesTax('County', '1.5'), salesTax('City', '1.5'))
    const members = entriesOf(company, 'Item')
      .filter((one) => ['County', 'City'].includes(one.name))
      .map((one) => one.ListID)
    const fields = { ItemSalesTaxRefs: members }
    enterByHand(company, { kind: 'Item', type: 'ItemSalesTaxGroup', name: 'Both', fields })
    // 1.00 × 1.5 % = 0.015, twice rounded to 0.02; together it would have been 0.03.
    const [ret] = rets(
      company,
      receipt({ ItemSalesTaxRef: { FullName: 'Both' } }, [{ ...MUG, Amount: cents(100) }]),
    )
    expect(ret).toMatchObject({ SalesTaxTotal: cents(4), SalesTaxPercentage: '3' })
  })

  test('nothing is taxed for a customer who is not taxable', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, customer(NON))
    const sale = receipt({ CustomerRef: { FullName: 'Ana Lima' }, ...STATE }, [
      { ...MUG, Amount: cents(3550) },
    ])
    expect(rets(company, sale)[0]).toMatchObject({
      SalesTaxTotal: cents(0),
      TotalAmount: cents(3550),
    })
  })

  test('the customer’s own tax applies where the sale names none', () => {
    const { company } = newCompany()
    stock(company)
    ask(company, customer(STATE))
    const sale = receipt({ CustomerRef: { FullName: 'Ana Lima' } }, [
      { ...MUG, Amount: cents(3550) },
    ])
    expect(rets(company, sale)[0]).toMatchObject({ SalesTaxTotal: cents(293) })
  })
})

describe('a tax item as a line', () => {
  test('carries the amount it is given, and no tax upon it', () => {
    const { company } = newCompany()
    stock(company)
    const tax = { ItemRef: { FullName: 'State 8.25%' }, Amount: cents(292) }
    const [ret] = rets(company, receipt({}, [{ ...MUG, ...NON, Amount: cents(3550) }, tax]))
    expect(ret).toMatchObject({
      Subtotal: cents(3842),
      SalesTaxTotal: cents(0),
      TotalAmount: cents(3842),
    })
  })

  test('a tax group cannot be one', () => {
    const { company } = newCompany()
    stock(company)
    enterByHand(company, { kind: 'Item', type: 'ItemSalesTaxGroup', name: 'Both' })
    expect(verdict(company, receipt({}, [{ ItemRef: { FullName: 'Both' } }]))?.statusCode).toBe(
      3180,
    )
  })
})

describe('what QuickBooks does not save', () => {
  test.each<[string, readonly ReceiptLine[]]>([
    [
      'a discount with a quantity',
      [
        { ...MUG, Amount: cents(500) },
        { ...COUPON, Quantity: '1', Rate: '-1' },
      ],
    ],
    ['a total below zero', [{ ...MUG, Amount: cents(-1) }]],
    ['an amount without an item', [{ Desc: 'x', Amount: cents(100) }]],
  ])('%s', (_, lines) => {
    const { company } = newCompany()
    stock(company)
    expect(verdict(company, receipt({}, lines))?.statusCode).toBe(3180)
    expect(salesReceipts(company)).toEqual([])
  })

  test('a sale on or before the closing date', () => {
    const { company } = newCompany({ closingDate: '2026-06-30' })
    stock(company)
    expect(verdict(company, receipt({ TxnDate: '2026-06-30' }))?.statusCode).toBe(3171)
    expect(verdict(company, receipt({ TxnDate: '2026-07-01' }))?.statusCode).toBe(0)
    setClosingDate(company, '2026-07-31')
    expect(verdict(company, receipt({ TxnDate: '2026-07-01' }))?.statusCode).toBe(3171)
  })

  test('a macro that is defined twice', () => {
    const { company } = newCompany()
    stock(company)
    const sale = receipt({ defMacro: 'TxnID:w1' })
    expect(codes(ask(company, sale, sale))).toEqual([0, 9100])
  })
})

test('a total of nothing is saved', () => {
  const { company } = newCompany()
  stock(company)
  expect(rets(company, receipt({}, [MUG]))[0]).toMatchObject({ TotalAmount: cents(0) })
})

test('a line of words needs no item', () => {
  const { company } = newCompany()
  stock(company)
  expect(
    verdict(company, receipt({}, [{ ...MUG, Amount: cents(1) }, { Desc: 'Thank you' }]))
      ?.statusCode,
  ).toBe(0)
})

test('a sale without a number takes the next, without a date today’s at the PC', () => {
  // 02:30 on the 6th in London is still the 5th in New York.
  const { company, clock } = newCompany()
  stock(company)
  clock.nowMs = Date.UTC(2026, 7, 6, 2, 30)
  ask(company, receipt({ RefNumber: '1042' }), receipt({ RefNumber: undefined }))
  expect(salesReceipts(company).map((one) => [one.refNumber, one.txnDate])).toEqual([
    ['1042', '2026-08-05'],
    ['1043', '2026-08-05'],
  ])
})

test('two sales may have one number', () => {
  const { company } = newCompany()
  stock(company)
  expect(codes(ask(company, receipt(), receipt()))).toEqual([0, 0])
  expect(salesReceipts(company, '1042')).toHaveLength(2)
})

test('a paid sale waits in Undeposited Funds, unless told where to go', () => {
  const { company } = newCompany()
  stock(company)
  ask(company, receipt(), receipt({ DepositToAccountRef: { FullName: 'Checking' } }))
  expect(salesReceipts(company).map((one) => one.depositTo)).toEqual([
    'Undeposited Funds',
    'Checking',
  ])
})

test('an invoice is owed in full until it is paid', () => {
  const { company } = newCompany()
  stock(company)
  ask(company, customer())
  const [ret] = rets(company, {
    name: 'InvoiceAddRq',
    content: {
      InvoiceAdd: {
        CustomerRef: { FullName: 'Ana Lima' },
        RefNumber: '7',
        ...STATE,
        Lines: [{ InvoiceLineAdd: { ...MUG, Amount: cents(3550) } }],
      },
    },
  })
  expect(ret).toMatchObject({
    kind: 'InvoiceRet',
    Subtotal: cents(3550),
    SalesTaxTotal: cents(293),
    AppliedAmount: cents(0),
    BalanceRemaining: cents(3843),
    IsPaid: false,
    ARAccountRef: { FullName: 'Accounts Receivable' },
  })
  expect(invoices(company, '7')[0]?.totalCents).toBe(cents(3843))
})

test('a person’s edit changes the total and the EditSequence', () => {
  const { company } = newCompany()
  stock(company)
  const [before] = rets(company, receipt({}, [{ ...MUG, Amount: cents(1000) }]))
  const TxnID = before?.kind === 'SalesReceiptRet' ? before.TxnID : ''
  editTxn(company, TxnID, { extraCents: cents(1), memo: 'by hand' })
  const [after] = rets(company, { name: 'SalesReceiptQueryRq', content: { TxnID: [TxnID] } })
  expect(after).toMatchObject({ TotalAmount: cents(1001), Memo: 'by hand' })
  expect(after).not.toMatchObject({
    EditSequence: before && 'EditSequence' in before ? before.EditSequence : '',
  })
})
