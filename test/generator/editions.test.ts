/**
 * Orders as WooCommerce computes them, posted into a Canadian and a UK company whose own arithmetic
 * is not the books'. A person has set up a code for whatever rates stand on a line together.
 */
import { describe, expect, test } from 'bun:test'
import type { SaleTax } from '../../worker/books/document.ts'
import type { Edition } from '../../worker/books/edition.ts'
import { ONE_CURRENCY } from '../../worker/books/foreign-currency.ts'
import { saleDocument } from '../../worker/books/order-document.ts'
import { isProblem } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { listEntries } from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import { isFieldProblem } from '../../worker/woo/field-problem.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Order } from '../../worker/woo/order.ts'
import { setUpTaxes, taxListsOfCompany } from '../matrix/company-taxes.ts'
import { generatedOrder } from './generated-order.ts'
import { newCompany, postSale, practiceBooks, STORE_ID } from './practice-books.ts'
import type { PracticeBooks } from './practice-books.ts'

const SEEDS = 500
const TEST_MS_MAX = 120_000

const ORDERS = Array.from({ length: SEEDS }, (_, at): [number, Order] => {
  const order = decodeOrder(JSON.parse(JSON.stringify(generatedOrder(at + 1).payload)))
  if (isFieldProblem(order)) {
    throw new Error(`Seed ${at + 1} makes no order`)
  }
  return [at + 1, order]
})

/** Three of a hundred are raised to nothing or come to less than nothing: not sales. */
const POSTED_MIN = 0.97

describe.each<[Edition]>([['CA'], ['UK']])('in the edition %s', (edition) => {
  test(
    'a sale stands at the shop’s total and tax to the cent, computed by code or in lines',
    () => {
      expect([...postAll(edition, 'native-when-equal')].toSorted()).toEqual([
        'by-code',
        'exact',
        'none',
      ])
    },
    TEST_MS_MAX,
  )

  test(
    'and in lines alone, where the owner wants it so',
    () => {
      expect([...postAll(edition, 'exact')].toSorted()).toEqual(['exact', 'none'])
    },
    TEST_MS_MAX,
  )
})

/** The ways in which the tax of some order went. */
function postAll(edition: Edition, taxStyle: Settings['taxStyle']): ReadonlySet<string> {
  const company = newCompany(edition)
  const orders = ORDERS.map(([, order]) => order)
  setUpTaxes(company, orders)
  const chosen: Settings = { ...DEFAULT_SETTINGS, taxStyle }
  const taxes = taxListsOfCompany(company)
  const mapping = suggestMapping({ orders, settings: chosen, taxes })
  const books = practiceBooks({ ...chosen, mapping }, company)
  const kinds = ORDERS.map(([seed, order]) => postOne(books, { edition, order, seed }))
  const posted = kinds.filter((kind) => kind !== 'held')
  expect(posted.length).toBeGreaterThanOrEqual(SEEDS * POSTED_MIN)
  return new Set(posted)
}

type Posted = { readonly edition: Edition; readonly order: Order; readonly seed: number }

function postOne(books: PracticeBooks, { edition, order, seed }: Posted): SaleTax['kind'] | 'held' {
  const document = saleDocument({
    order,
    refunds: [],
    settings: books.settings,
    shop: { currency: order.currency, today: '2026-11-25' },
    storeID: STORE_ID,
    edition,
    currencies: ONE_CURRENCY,
    linkedKind: null,
  })
  if (isProblem(document)) {
    expect(['negative-total', 'order-does-not-add-up']).toContain(document.code)
    return 'held'
  }
  const form = postSale(books, { document, subject: `order:${order.id}` })
  expect([seed, form.totalCents, taxOf(books, form)]).toEqual([
    seed,
    centsOf(order.total),
    centsOf(order.totalTax),
  ])
  if (document.tax.kind === 'by-code') {
    expect([seed, form.salesTaxCents]).toEqual([seed, document.tax.taxCents])
  }
  return document.tax.kind
}

/** What QuickBooks computed, and what stands on lines of tax items. */
function taxOf({ company }: PracticeBooks, { lines, salesTaxCents }: SalesFormView): number {
  const taxItems = new Set(
    listEntries(company, 'Item')
      .filter(({ type }) => type === 'ItemSalesTax')
      .map(({ fullName }) => fullName),
  )
  return lines
    .filter(({ item }) => taxItems.has(item ?? ''))
    .reduce<number>((sum, { amountCents }) => sum + amountCents, salesTaxCents)
}

function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100)
}
