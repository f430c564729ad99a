/** An order as the checkout makes it of the cart: WC_Cart_Totals, then WC_Checkout. */
import { couponDiscounts, discountsByLine } from './discounts.ts'
import type { Discounts } from './discounts.ts'
import { negativeFeeTaxes } from './negative-fee.ts'
import { arraySum, formatDecimal, numberFormat, phpRound } from './php-numbers.ts'
import { fromUnits, toUnits } from './shop.ts'
import type { Basket, BasketLine, Coupon, Fee, Shipping, Shop, TaxRate } from './shop.ts'
import { rateByID, shippingClass } from './stored-order.ts'
import type { Cost, StoredFee, StoredLine, StoredOrder, StoredTaxLine } from './stored-order.ts'
import {
  lineTax,
  mapTaxes,
  mergedTaxes,
  NO_TAXES,
  ratesOf,
  sameRates,
  storedLineTaxes,
  storedTaxes,
  taxesInGross,
  taxesOnNet,
} from './taxes.ts'
import type { Taxes } from './taxes.ts'

/** Amounts in the currency's smallest unit, as floats. */
type CartLine = {
  readonly source: BasketLine
  readonly rates: readonly TaxRate[]
  readonly isTaxed: boolean
  readonly includesTax: boolean
  readonly price: number
  readonly subtotal: number
  readonly subtotalTaxes: Taxes
}

type DiscountedCartLine = CartLine & {
  readonly discount: number
  readonly total: number
  readonly taxes: Taxes
}
type CartCoupon = { readonly coupon: Coupon; readonly discount: number; readonly tax: number }
type CartShipping = {
  readonly source: Shipping
  readonly total: number
  readonly rateTaxes: Taxes
  readonly taxes: Taxes
}
type CartFee = { readonly source: Fee; readonly total: number; readonly taxes: Taxes }

type Cart = {
  readonly shop: Shop
  readonly basket: Basket
  readonly lines: readonly DiscountedCartLine[]
  readonly shipping: readonly CartShipping[]
  readonly fees: readonly CartFee[]
  readonly itemsTotal: number
  /** In the basket's order. */
  readonly coupons: readonly CartCoupon[]
}

export function checkoutOrder(shop: Shop, basket: Basket): StoredOrder {
  const cart = cartOf(shop, basket)
  return {
    shop,
    basket,
    lines: cart.lines.map((line) => storedLine(shop, line)),
    shippingLines: cart.shipping.map(({ source, total, rateTaxes }) => ({
      source,
      total: storedAmount(shop, total),
      ...storedTaxes(shop, rateTaxes),
    })),
    feeLines: cart.fees.map((fee) => storedFee(shop, fee)),
    couponLines: cart.coupons.map(({ coupon, discount, tax }) => ({
      coupon,
      discount: storedAmount(shop, discount),
      discountTax: storedAmount(shop, tax),
    })),
    taxLines: taxLinesOf(cart),
    ...discountOf(cart),
    ...totalsOf(cart),
  }
}

function cartOf(shop: Shop, basket: Basket): Cart {
  const priced = basket.lines.map((line) => cartLine(shop, { line, basket }))
  const discounts = couponDiscounts(shop, {
    coupons: basket.coupons.toSorted(byCouponKind),
    lines: priced.map(({ source, price }) => ({ ...source, price })),
  })
  const lines = priced.map((line, at) => discountedLine(line, discountsByLine(discounts, at)))
  const shipping = basket.shipping.map((one) => cartShipping(shop, { shipping: one, basket }))
  const itemsTotal = roundedSum(
    shop,
    lines.map(({ total }) => total),
  )
  const fees = cartFees({ shop, basket, lines, shipping, itemsTotal })
  const coupons = couponTotals(discounts, priced).toSorted(
    (left, right) => basket.coupons.indexOf(left.coupon) - basket.coupons.indexOf(right.coupon),
  )
  return { shop, basket, lines, shipping, fees, itemsTotal, coupons }
}

function discountOf({ shop, lines, coupons }: Cart) {
  const tax = arraySum(coupons.map((coupon) => coupon.tax))
  const off = arraySum(lines.map(({ discount }) => discount))
  return {
    discountTotal: storedAmount(shop, shop.pricesIncludeTax ? off - tax : off),
    discountTax: storedAmount(shop, tax),
  }
}

function totalsOf({ shop, lines, shipping, fees, itemsTotal }: Cart) {
  const itemTaxes = lines.map(({ taxes }) => eachRounded(shop, taxes))
  const feeTaxes = fees.map(({ taxes }) => eachRounded(shop, taxes))
  const shippingTaxes = shipping.map(({ taxes }) => taxes)
  const shippingTotal = arraySum(shipping.map(({ total }) => total))
  const every = mergedTaxes([
    ...itemTaxes,
    ...feeTaxes,
    ...shippingTaxes.map((taxes) => eachRounded(shop, taxes)),
  ])
  const feesTotal = arraySum(fees.map((fee) => fee.total))
  const total = phpRound(itemsTotal + feesTotal + shippingTotal + arraySum(every.values()))
  const itemTax = [...mergedTaxes(itemTaxes).values()].map((tax) => fromUnits(shop, tax))
  const feeTax = fromUnits(shop, arraySum(feeTaxes.map((taxes) => arraySum(taxes.values()))))
  const cartTax = formatDecimal(arraySum(itemTax) + feeTax)
  const shippingTax = storedAmount(shop, arraySum(mergedTaxes(shippingTaxes).values()))
  return {
    shippingTotal: storedAmount(shop, shippingTotal),
    shippingTax,
    cartTax,
    totalTax: formatDecimal(phpRound(Number(cartTax) + Number(shippingTax), shop.decimals)),
    total: numberFormat(Math.max(0, fromUnits(shop, total)), shop.decimals),
    isRaisedToZero: total < 0,
  }
}

function storedAmount(shop: Shop, units: number): string {
  return formatDecimal(fromUnits(shop, units))
}

function storedFee(shop: Shop, { source, total, taxes }: CartFee): StoredFee {
  return {
    source,
    // An untaxed fee keeps the class 0, and the status that items have by default.
    taxClass: source.isTaxable ? source.taxClass : '0',
    taxStatus: 'taxable',
    total: storedAmount(shop, total),
    ...storedTaxes(
      shop,
      mapTaxes(taxes, (tax) => fromUnits(shop, tax)),
    ),
  }
}

/** Product coupons before percentages before the cart's; among equals the smaller first. */
function byCouponKind(left: Coupon, right: Coupon): number {
  const kinds = ['fixed_product', 'percent', 'fixed_cart']
  return (
    kinds.indexOf(left.type) - kinds.indexOf(right.type) ||
    (left.itemsMax ?? 0) - (right.itemsMax ?? 0) ||
    left.amount - right.amount ||
    right.id - left.id
  )
}

function cartLine(
  shop: Shop,
  { line, basket }: { readonly line: BasketLine; readonly basket: Basket },
): CartLine {
  const { product, quantity } = line
  const rates = ratesOf(basket.rates, product.taxClass)
  const entered = toUnits(shop, product.price * quantity)
  const isInclusive = shop.pricesIncludeTax && product.isTaxable
  const baseRates = ratesOf(shop.baseRates, product.taxClass)
  const price = isInclusive ? movedPrice(entered, { rates, baseRates, basket }) : entered
  const isTaxed = product.isTaxable && !basket.isVatExempt
  const includesTax = shop.pricesIncludeTax && !(isInclusive && basket.isVatExempt)
  const subtotalTaxes = isTaxed ? taxesOf(price, { rates, includesTax }) : NO_TAXES
  const net = price - arraySum(subtotalTaxes.values())
  const subtotal = isTaxed && includesTax ? net : price
  return { source: line, rates, isTaxed, includesTax, price, subtotal, subtotalTaxes }
}

/** Prices contain the shop's own rates: elsewhere these come off, and the buyer's go on. */
function movedPrice(
  entered: number,
  {
    rates,
    baseRates,
    basket,
  }: Pick<CartLine, 'rates'> & {
    readonly baseRates: readonly TaxRate[]
    readonly basket: Basket
  },
): number {
  const base = arraySum(taxesInGross(entered, baseRates).values())
  if (basket.isVatExempt) {
    return phpRound(entered - base)
  }
  if (sameRates(rates, baseRates)) {
    return entered
  }
  return entered - base + arraySum(taxesOnNet(entered - base, rates).values())
}

function taxesOf(
  price: number,
  { rates, includesTax }: Pick<CartLine, 'rates' | 'includesTax'>,
): Taxes {
  return includesTax ? taxesInGross(price, rates) : taxesOnNet(price, rates)
}

function discountedLine(line: CartLine, discount: number): DiscountedCartLine {
  const price = line.price - discount
  if (!line.isTaxed) {
    return { ...line, discount, total: price, taxes: NO_TAXES }
  }
  const taxes = taxesOf(price, line)
  const total = line.includesTax ? price - arraySum(taxes.values()) : price
  return { ...line, discount, total, taxes }
}

function couponTotals(discounts: Discounts, lines: readonly CartLine[]): CartCoupon[] {
  return discounts.map(({ coupon, byLine }) => {
    let discount = arraySum(byLine)
    let tax = 0
    for (const [at, line] of lines.entries()) {
      if (!line.isTaxed) {
        continue
      }
      const lineTaxes = arraySum(taxesOf(byLine[at] ?? 0, line).values())
      tax += lineTaxes
      discount -= line.includesTax ? lineTaxes : 0
    }
    return { coupon, discount, tax }
  })
}

/** The tax is on the cost before it is rounded, and rounded halves up whatever prices include. */
function cartShipping(
  shop: Shop,
  { shipping, basket }: { readonly shipping: Shipping; readonly basket: Basket },
): CartShipping {
  const taxClass = shippingClass(shop, basket.lines)
  const isTaxed =
    shipping.isTaxable && shipping.cost > 0 && !basket.isVatExempt && taxClass !== null
  const rates = ratesOf(basket.rates, taxClass ?? '').filter((rate) => rate.isOnShipping)
  const rateTaxes = isTaxed ? taxesOnNet(shipping.cost, rates) : NO_TAXES
  const inUnits = mapTaxes(rateTaxes, (tax) => tax * 10 ** shop.decimals)
  return {
    source: shipping,
    total: toUnits(shop, Number(numberFormat(shipping.cost, shop.decimals))),
    rateTaxes,
    taxes: shop.roundsTaxAtSubtotal ? inUnits : mapTaxes(inUnits, (tax) => phpRound(tax)),
  }
}

type FeeSource = {
  readonly shop: Shop
  readonly basket: Basket
  readonly lines: readonly DiscountedCartLine[]
  readonly shipping: readonly CartShipping[]
  readonly itemsTotal: number
}

/** The largest first. One below zero goes no further than what there is to discount. */
function cartFees({ shop, basket, lines, shipping, itemsTotal }: FeeSource): CartFee[] {
  const shippingTotal = arraySum(shipping.map(({ total }) => total))
  const fees: CartFee[] = []
  for (const fee of basket.fees.toSorted((left, right) => right.amount - left.amount)) {
    const before = arraySum(fees.map((one) => one.total))
    const limit = -phpRound(itemsTotal + before + shippingTotal)
    const asked = toUnits(shop, fee.amount)
    const total = asked < 0 ? Math.max(asked, limit) : asked
    const costs = feeMeasure({ shop, lines, shipping, fees })
    const rates = basket.rates
    fees.push({ source: fee, total, taxes: basket.isVatExempt ? NO_TAXES : feeTaxes() })

    function feeTaxes(): Taxes {
      if (total < 0) {
        return negativeFeeTaxes(total, { costs, rates })
      }
      return fee.isTaxable ? taxesOnNet(total, ratesOf(rates, fee.taxClass)) : NO_TAXES
    }
  }
  return fees
}

function feeMeasure({
  shop,
  lines,
  shipping,
  fees,
}: Pick<FeeSource, 'shop' | 'lines' | 'shipping'> & { readonly fees: readonly CartFee[] }): Cost[] {
  const [first] = lines
  const inherited = first?.source.product.taxClass ?? ''
  const ofShipping = shop.shippingTaxClass === 'inherit' ? inherited : shop.shippingTaxClass
  return [
    ...lines.map(({ source: { product }, total }) => ({
      taxClass: product.isTaxable ? product.taxClass : null,
      total,
    })),
    ...fees.map(({ source, total }) => ({
      taxClass: source.isTaxable ? source.taxClass : null,
      total,
    })),
    ...shipping.map(({ total }) => ({ taxClass: ofShipping, total })),
  ]
}

function roundedSum(shop: Shop, totals: readonly number[]): number {
  return arraySum(shop.roundsTaxAtSubtotal ? totals : totals.map((total) => phpRound(total)))
}

function eachRounded(shop: Shop, taxes: Taxes): Taxes {
  return mapTaxes(taxes, (tax) => lineTax(shop, tax, 0))
}

function storedLine(shop: Shop, line: DiscountedCartLine): StoredLine {
  return {
    source: line.source,
    subtotal: storedAmount(shop, line.subtotal),
    total: storedAmount(shop, line.total),
    ...storedLineTaxes(shop, {
      total: mapTaxes(line.taxes, (tax) => fromUnits(shop, tax)),
      subtotal: mapTaxes(line.subtotalTaxes, (tax) => fromUnits(shop, tax)),
    }),
  }
}

/** Fees go in unrounded, also in a shop that rounds each line: here its tax lines may miss its tax. */
function taxLinesOf({ shop, basket, lines, shipping, fees }: Cart): StoredTaxLine[] {
  const itemTaxes = mergedTaxes(lines.map(({ taxes }) => eachRounded(shop, taxes)))
  const shippingTaxes = mergedTaxes(shipping.map(({ taxes }) => taxes))
  const feeTaxes = mergedTaxes(fees.map(({ taxes }) => taxes))
  const ids = new Set([...itemTaxes.keys(), ...shippingTaxes.keys(), ...feeTaxes.keys()])
  return [...ids].map((id) => {
    const onItems = fromUnits(shop, itemTaxes.get(id) ?? 0)
    const onFees = fromUnits(shop, feeTaxes.get(id) ?? 0)
    return {
      rate: rateByID(basket, id),
      taxTotal: formatDecimal(onItems + onFees),
      shippingTaxTotal: storedAmount(shop, shippingTaxes.get(id) ?? 0),
    }
  })
}
