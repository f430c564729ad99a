/** Orders as WooCommerce computes them, with their coupons shown in all three ways. */
import { expect, test } from 'bun:test'
import { isProblem } from '../../worker/books/problems.ts'
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import { suggestMapping } from '../../worker/books/suggest-mapping.ts'
import { saleOf } from '../books/plain-order.ts'
import { sumOf } from '../books/sale-sum.ts'
import { readOrder } from '../woo/corpus.ts'
import { generatedOrder } from './generated-order.ts'

const SEEDS = 3_000
const STYLES = ['in-line', 'per-line', 'separate'] as const
/** On a busy machine; it takes some seconds. */
const TEST_MS_MAX = 120_000

test(
  `the same total and the same tax in all three, for the orders of seeds 1 to ${SEEDS}`,
  () => {
    let withCoupons = 0
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const order = readOrder(JSON.parse(JSON.stringify(generatedOrder(seed).payload)))
      const mapping = suggestMapping({ orders: [order], settings: DEFAULT_SETTINGS })
      const told = STYLES.map((discounts) => {
        const sale = saleOf(order, { settings: { ...DEFAULT_SETTINGS, mapping, discounts } })
        return isProblem(sale)
          ? sale.code
          : { total: sumOf(sale), tax: sale.tax.kind, head: sale.totalCents }
      })
      if (told.some((one) => JSON.stringify(one) !== JSON.stringify(told[0]))) {
        throw new Error(`seed ${seed}: ${JSON.stringify(told)}`)
      }
      withCoupons += order.couponLines.length > 0 ? 1 : 0
    }
    // Enough of them to mean something.
    expect(withCoupons).toBeGreaterThan(SEEDS / 10)
  },
  TEST_MS_MAX,
)
