/** Rules 1 to 6 of the rulebook: amounts and taxes, by QuickBooks' own arithmetic. */
import { expect, test } from 'bun:test'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import { owedTo, post, ruleShop } from './rule-shop.ts'
import { smallOrder } from './small-order.ts'

/** 10.00 + 5.00 shipping - 2.00 fee + 0.94 tax = 13.94; (10 + 5 - 2) × 7.25 % = 0.9425. */
const BALANCED = {
  id: 1,
  lines: [{ total: '10.00', taxes: { 1: '0.73' } }],
  shipping: { total: '5.00', taxes: { 1: '0.36' } },
  fee: { name: 'Loyalty', total: '-2.00', taxes: { 1: '-0.15' } },
  taxLines: { 1: ['0.58', '0.36'] },
  totalTax: '0.94',
  total: '13.94',
} as const

/** The only sales receipt there is. */
function receiptOf(company: CompanyFile): SalesFormView {
  const [receipt, ...others] = salesReceipts(company)
  if (receipt === undefined || others.length > 0) {
    throw new Error(`${others.length + 1} sales receipts`)
  }
  return receipt
}

function amountsOf({ lines }: SalesFormView): readonly number[] {
  return lines.map(({ amountCents }) => Number(amountCents))
}

test('rule 1: lines and tax come to the shop’s total on the form', async () => {
  const shop = await ruleShop()
  await post(shop, smallOrder(BALANCED))
  expect(receiptOf(shop.company)).toMatchObject({
    subtotalCents: 1300,
    salesTaxCents: 94,
    totalCents: 1394,
  })
})

test('rule 1: an order whose parts do not come to its total is held with both figures', async () => {
  const shop = await ruleShop()
  const outcome = await post(shop, smallOrder({ ...BALANCED, total: '13.95' }))
  expect(salesReceipts(shop.company)).toEqual([])
  expect(outcome?.problem?.summary).toBe(
    'Order 1 is waiting: its lines and tax come to 13.94, its total is 13.95.',
  )
})

test('rule 1: a total that QuickBooks works out otherwise quarantines the document', async () => {
  const shop = await ruleShop()
  // Somebody changes the rate in the moment in which the set is carried out: 13.00 × 8.25 % = 1.07
  const outcome = await post(shop, smallOrder(BALANCED), {
    faults: {
      onDocument: (_, xml) => {
        if (xml.includes('SalesReceiptAddRq')) {
          changeRate(shop.company, { name: 'State 7.25%', ratePercent: '8.25' })
        }
        return null
      },
    },
  })
  expect(outcome).toMatchObject({
    state: 'held',
    problem: {
      code: 'total-differs',
      summary:
        'Order 1 is held: its total is 13.94 in the shop and 14.07 on sales receipt 1 in QuickBooks.',
    },
  })
})

function changeRate(
  company: CompanyFile,
  { name, ratePercent }: { readonly name: string; readonly ratePercent: string },
): void {
  const item = company.books.entries.find((entry) => entry.name === name)
  if (item !== undefined) {
    item.fields = { ...item.fields, TaxRate: ratePercent }
  }
}

test('rule 2: what is sent is the amount; three for 10.00 are 10.00, not 9.99', async () => {
  const shop = await ruleShop()
  await post(
    shop,
    smallOrder({
      id: 2,
      lines: [{ quantity: 3, total: '10.00', price: 3.333333 }],
      total: '10.00',
    }),
  )
  const receipt = receiptOf(shop.company)
  expect(receipt.lines.map(({ quantity, amountCents }) => [quantity, Number(amountCents)])).toEqual(
    [['3', 1000]],
  )
  expect(shop.sent.join('')).not.toContain('<Rate>')
})

test('rule 3: the odd cent of rounded lines goes to the largest remainder, and all add up', async () => {
  const shop = await ruleShop()
  // 30.00 with 21 % inside: each line is 8.264463 net and shows 8.26, together 24.78; the tax is
  // 5.21, so the lines must come to 24.79. All remainders are equal: the first takes the cent.
  const line = { total: '8.26', price: 8.264463, taxes: { 1: '1.735537' } }
  await post(
    shop,
    smallOrder({
      id: 3,
      lines: [line, line, line],
      taxLines: { 1: ['5.21', '0.00'] },
      totalTax: '5.21',
      total: '30.00',
    }),
  )
  const receipt = receiptOf(shop.company)
  expect(amountsOf(receipt).slice(0, 3)).toEqual([827, 826, 826])
  expect(Number(receipt.totalCents)).toBe(3000)
})

test('rule 4: what QuickBooks computes itself is used where it is the shop’s, and goes to the agency', async () => {
  const shop = await ruleShop()
  await post(shop, smallOrder(BALANCED))
  const receipt = receiptOf(shop.company)
  expect(Number(receipt.salesTaxCents)).toBe(94)
  expect(owedTo(shop.company, receipt)).toEqual({ 'State Board': 94 })
})

test('rule 4: where it would be another, each rate is a line owed to its own agency', async () => {
  const shop = await ruleShop()
  // Rounded by the line: 3 × 0.01 + 0.73 = 0.76 and 3 × 0.00 + 0.14 = 0.14. QuickBooks rounds once,
  // on 10.60: 0.7685 → 0.77 and 0.14575 → 0.15.
  const line = { total: '0.20', taxes: { 1: '0.01', 2: '0.00' } }
  const dear = { total: '10.00', taxes: { 1: '0.73', 2: '0.14' } }
  await post(
    shop,
    smallOrder({
      id: 4,
      lines: [line, line, line, dear],
      taxLines: { 1: ['0.76', '0.00'], 2: ['0.14', '0.00'] },
      totalTax: '0.90',
      total: '11.50',
    }),
  )
  const receipt = receiptOf(shop.company)
  expect([Number(receipt.salesTaxCents), Number(receipt.totalCents)]).toEqual([0, 1150])
  expect(owedTo(shop.company, receipt)).toEqual({ 'State Board': 76, 'City Hall': 14 })
  expect(receipt.lines.slice(-2).map(({ item }) => item)).toEqual(['State 7.25%', 'City 1.375%'])
})

test('rule 5: with tax in lines QuickBooks computes none on top of it', async () => {
  const shop = await ruleShop({ taxStyle: 'exact' })
  await post(shop, smallOrder(BALANCED))
  const receipt = receiptOf(shop.company)
  expect(receipt.salesTaxItem).toBe('Tax on lines 0%')
  // The line of the tax item itself has no code.
  expect(receipt.lines.map(({ salesTaxCode }) => salesTaxCode)).toEqual(['Non', 'Non', 'Non', null])
  expect([Number(receipt.salesTaxCents), Number(receipt.totalCents)]).toEqual([0, 1394])
})

test('rule 6: shipping is in QuickBooks’ base exactly where the shop taxed it', async () => {
  const taxed = await ruleShop()
  await post(taxed, smallOrder(BALANCED))
  const untaxed = await ruleShop()
  // 10.00 × 7.25 % = 0.725 → 0.73; 5.00 of shipping are outside the base
  await post(
    untaxed,
    smallOrder({
      id: 6,
      lines: [{ total: '10.00', taxes: { 1: '0.73' } }],
      shipping: { total: '5.00' },
      taxLines: { 1: ['0.73', '0.00'] },
      totalTax: '0.73',
      total: '15.73',
    }),
  )
  const codesOf = (company: CompanyFile) =>
    receiptOf(company).lines.map(({ item, salesTaxCode }) => [item, salesTaxCode])
  expect(codesOf(taxed.company)).toContainEqual(['Shipping', 'Tax'])
  expect(codesOf(untaxed.company)).toContainEqual(['Shipping', 'Non'])
  expect(Number(receiptOf(untaxed.company).salesTaxCents)).toBe(73)
})
