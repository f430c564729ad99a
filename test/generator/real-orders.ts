/** Real orders of the store that `../shared/woocommerce` was taken from, taken apart into baskets. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Json } from './order-payload.ts'
import type { Basket, BasketLine, Coupon, Fee, RatesByClass, Shop, TaxRate } from './shop.ts'
import { matchedRates } from './taxes.ts'

const ROOT = `${import.meta.dir}/../../../shared/woocommerce`

export const HAS_REAL_ORDERS = existsSync(`${ROOT}/store`)
export const WITHOUT_REAL_ORDERS = HAS_REAL_ORDERS
  ? ''
  : ' (skipped: the real payloads are not beside this checkout)'

export type RealOrder = {
  readonly id: number
  readonly version: string
  readonly currency: string
  readonly prices_include_tax: boolean
  readonly discount_total: string
  readonly discount_tax: string
  readonly shipping_total: string
  readonly shipping_tax: string
  readonly cart_tax: string
  readonly total: string
  readonly total_tax: string
  readonly billing: RealAddress
  readonly shipping: RealAddress
  readonly line_items: readonly RealLine[]
  readonly shipping_lines: readonly RealShipping[]
  readonly fee_lines: readonly RealFee[]
  readonly coupon_lines: readonly {
    readonly code: string
    readonly discount: string
    readonly discount_tax: string
  }[]
  readonly tax_lines: readonly RealTaxLine[]
}

type RealAddress = { readonly country: string; readonly state: string; readonly postcode: string }
type RealAmounts = {
  readonly total: string
  readonly total_tax: string
  readonly taxes: readonly {
    readonly id: number
    readonly total: string
    readonly subtotal: string
  }[]
}
type RealLine = RealAmounts & {
  readonly id: number
  readonly name: string
  readonly product_id: number
  readonly variation_id: number
  readonly quantity: number
  readonly tax_class: string
  readonly subtotal: string
  readonly subtotal_tax: string
  readonly sku: string
  readonly price: number
  readonly parent_name: string | null
}
type RealShipping = RealAmounts & { readonly method_title: string; readonly method_id: string }
type RealFee = RealAmounts & {
  readonly name: string
  readonly amount: string
  readonly tax_class: string
  readonly tax_status: string
}
type RealTaxLine = {
  readonly rate_id: number
  readonly rate_code: string
  readonly label: string
  readonly compound: boolean
  readonly tax_total: string
  readonly shipping_tax_total: string
  readonly rate_percent: number
}

type StoreRate = {
  readonly id: number
  readonly country: string
  readonly state: string
  readonly rate: string
  readonly name: string
  readonly priority: number
  readonly compound: boolean
  readonly shipping: boolean
  readonly class: string
  readonly postcodes: readonly string[]
}

type StoreProduct = { readonly id: number; readonly price: string; readonly tax_status: string }
type StoreProducts = ReadonlyMap<number, StoreProduct>
type StoreCoupon = {
  readonly id: number
  readonly code: string
  readonly amount: string
  readonly discount_type: Coupon['type']
}

const SHOP_ADDRESS: RealAddress = { country: 'US', state: 'CA', postcode: '94104' }

/** Such as `orders/coupon-percent.json`; all versions. */
export function realOrderPaths(): string[] {
  const folders = ['orders', 'older/8.2.2/orders', 'older/9.9.5/orders']
  return HAS_REAL_ORDERS
    ? folders.flatMap((folder) =>
        readdirSync(`${ROOT}/${folder}`)
          .toSorted()
          .map((name) => `${folder}/${name}`),
      )
    : []
}

export function readRealOrder(path: string): RealOrder {
  return readJSON(path) as RealOrder
}

export function readReal(path: string): Json {
  return readJSON(path) as Json
}

function readJSON(path: string): unknown {
  return JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8'))
}

/** The store rounded each line, and taxed shipping by the standard rate, all the time. */
export function realShop({ currency, prices_include_tax: pricesIncludeTax }: RealOrder): Shop {
  return {
    currency,
    decimals: 2,
    pricesIncludeTax,
    // The script that ordered changed the setting later than WooCommerce chose the mode by it.
    taxHalves: 'up',
    roundsTaxAtSubtotal: false,
    discountsSequentially: false,
    shippingTaxClass: '',
    taxClasses: ['reduced-rate', 'zero-rate'],
    baseRates: ratesAt(SHOP_ADDRESS, []),
  }
}

export function realBasket(order: RealOrder): Basket {
  const products = new Map(storeProducts().map((product) => [product.id, product]))
  const coupons = readJSON('store/coupons.json') as StoreCoupon[]
  const address = order.shipping.country === '' ? order.billing : order.shipping
  return {
    lines: order.line_items.map((line) => basketLine(line, order, products)),
    coupons: order.coupon_lines.map(({ code }) => realCoupon(coupons, code)),
    shipping: order.shipping_lines.map((line) => ({
      title: line.method_title,
      methodID: line.method_id,
      cost: Number(line.total),
      isTaxable: true,
    })),
    fees: order.fee_lines.map((line): Fee => ({
      name: line.name,
      amount: Number(line.amount),
      isTaxable: line.tax_status === 'taxable',
      taxClass: line.tax_class,
    })),
    rates: ratesAt(address, order.tax_lines),
    isVatExempt: false,
  }
}

function basketLine(line: RealLine, order: RealOrder, products: StoreProducts): BasketLine {
  const listed = products.get(line.variation_id || line.product_id)
  return {
    quantity: line.quantity,
    editedTotal: null,
    product: {
      productID: line.product_id,
      variationID: line.variation_id,
      name: line.name,
      parentName: line.parent_name,
      sku: line.sku,
      price: order.prices_include_tax ? Number(listed?.price) : netPrice(line, order),
      taxClass: line.tax_class,
      isTaxable: listed?.tax_status !== 'none',
    },
  }
}

/** The store's prices changed; what a line cost is on the line. */
function netPrice({ price, subtotal, quantity }: RealLine, { coupon_lines }: RealOrder): number {
  return coupon_lines.length === 0 ? price : Number(subtotal) / quantity
}

function storeProducts(): StoreProduct[] {
  return ['products', 'variations'].flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`).map((name) => readJSON(`${folder}/${name}`) as StoreProduct),
  )
}

function realCoupon(coupons: readonly StoreCoupon[], code: string): Coupon {
  const found = coupons.find((coupon) => coupon.code === code.toLowerCase())
  if (found === undefined) {
    throw new Error(`The store has no coupon ${code}`)
  }
  return {
    id: found.id,
    code,
    type: found.discount_type,
    amount: Number(found.amount),
    itemsMax: null,
    productIDs: null,
  }
}

/** A rate that was deleted since is known by the order's own tax line alone. */
function ratesAt(address: RealAddress, taxLines: readonly RealTaxLine[]): RatesByClass {
  const table = readJSON('store/tax-rates.json') as StoreRate[]
  const deleted = taxLines.filter((line) => table.every(({ id }) => id !== line.rate_id))
  const matching = table.filter(
    ({ country, state, postcodes }) =>
      country === address.country &&
      (state === '' || state === address.state) &&
      (postcodes.length === 0 || postcodes.includes(address.postcode)),
  )
  const inClass = (taxClass: string) =>
    matching.filter((rate) => rate.class === (taxClass === '' ? 'standard' : taxClass)).map(rateOf)
  return {
    '': matchedRates([...inClass(''), ...deleted.map(deletedRate)]),
    'reduced-rate': matchedRates(inClass('reduced-rate')),
    'zero-rate': matchedRates(inClass('zero-rate')),
  }
}

function rateOf(rate: StoreRate): TaxRate {
  const { id, name: label, priority, compound: isCompound, shipping: isOnShipping } = rate
  const parts = [rate.country, rate.state, label, String(priority)]
  const code = parts
    .filter((part) => part !== '')
    .join('-')
    .toUpperCase()
  return { id, code, label, percent: Number(rate.rate), priority, isCompound, isOnShipping }
}

function deletedRate({ rate_id, rate_code, label, compound, rate_percent }: RealTaxLine): TaxRate {
  return {
    id: rate_id,
    code: rate_code,
    label,
    percent: rate_percent,
    priority: 1,
    isCompound: compound,
    isOnShipping: true,
  }
}
