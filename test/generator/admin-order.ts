/** An order as the admin, the REST API and most plugins make it: WC_Abstract_Order's totals. */
import { couponDiscounts, discountsByLine } from './discounts.ts'
import type { Discounts } from './discounts.ts'
import { negativeFeeTaxes } from './negative-fee.ts'
import { arraySum, formatDecimal, numberFormat, phpRound } from './php-numbers.ts'
import { fromUnits, toUnits } from './shop.ts'
import type { Basket, BasketLine, Fee, Shipping, Shop } from './shop.ts'
import { rateByID, shippingClass } from './stored-order.ts'
import type { StoredFee, StoredLine, StoredOrder, StoredShipping } from './stored-order.ts'
import {
  lineTax,
  mergedTaxes,
  NO_TAXES,
  ratesOf,
  roundedTax,
  storedLineTaxes,
  storedTaxes,
  taxesInGross,
  taxesOnNet,
} from './taxes.ts'
import type { StoredTax, Taxes } from './taxes.ts'

export function adminOrder(shop: Shop, basket: Basket): StoredOrder {
  const fresh = basket.lines.map((line) => newLine(shop, { line, basket }))
  const discounts = couponDiscounts(shop, {
    coupons: basket.coupons,
    lines: fresh.map((line) => ({ ...line.source, price: couponBase(shop, line) })),
  })
  const lines = fresh.map((line, at) =>
    basket.coupons.length === 0
      ? line
      : withDiscount(shop, { line, basket, units: discountsByLine(discounts, at) }),
  )
  const shippingLines = basket.shipping.map((one) => newShipping(shop, { shipping: one, basket }))
  const goods = goodsTotal(
    shop,
    lines.map(({ total }) => total),
  )
  const shippingTotal = arraySum(
    shippingLines.map(({ total }) => phpRound(Number(total), shop.decimals)),
  )
  const feeLines = newFees({ shop, basket, lines, shippingLines, limit: goods + shippingTotal })
  const feesTotal = arraySum(feeLines.map(({ total }) => Number(total)))
  const cartTaxes = mergedTaxes(
    [...lines, ...feeLines].map(({ taxes }) => countedTaxes(shop, taxes)),
  )
  const shippingTaxes = mergedTaxes(shippingLines.map(({ taxes }) => countedTaxes(shop, taxes)))
  const cartTax = formatDecimal(arraySum(cartTaxes.values()))
  const shippingTax = formatDecimal(arraySum(shippingTaxes.values()))
  const total = goods + feesTotal + shippingTotal + Number(cartTax) + Number(shippingTax)
  const ids = new Set([...cartTaxes.keys(), ...shippingTaxes.keys()])
  const goodsBefore = goodsTotal(
    shop,
    lines.map(({ subtotal }) => subtotal),
  )
  const everyTax = lines.flatMap(({ taxes }) => taxes)
  const taxBefore = arraySum(everyTax.map(({ subtotal }) => Number(subtotal)))
  const taxAfter = arraySum(everyTax.map((tax) => Number(tax.total)))
  return {
    shop,
    basket,
    lines,
    shippingLines,
    feeLines,
    couponLines: couponLines(shop, { discounts, basket }),
    taxLines: [...ids].map((id) => ({
      rate: rateByID(basket, id),
      taxTotal: formatDecimal(cartTaxes.get(id) ?? 0),
      shippingTaxTotal: formatDecimal(shippingTaxes.get(id) ?? 0),
    })),
    discountTotal: formatDecimal(phpRound(goodsBefore - goods, shop.decimals)),
    discountTax: formatDecimal(roundedTax(shop, taxBefore - taxAfter, shop.decimals)),
    shippingTotal: formatDecimal(shippingTotal),
    shippingTax,
    cartTax,
    totalTax: formatDecimal(phpRound(Number(cartTax) + Number(shippingTax), shop.decimals)),
    total: numberFormat(total, shop.decimals),
    isRaisedToZero: false,
  }
}

type LineSource = { readonly line: BasketLine; readonly basket: Basket }

/** The price without tax is the one at the shop's own address, wherever the buyer is. */
function newLine(shop: Shop, { line, basket }: LineSource): StoredLine {
  const { product, quantity, editedTotal } = line
  const entered = product.price * quantity
  const isInclusive = product.isTaxable && shop.pricesIncludeTax
  const contained = isInclusive
    ? taxesInGross(entered, ratesOf(shop.baseRates, product.taxClass))
    : NO_TAXES
  const net = formatDecimal(entered - arraySum(contained.values()))
  const total = editedTotal === null ? net : formatDecimal(editedTotal)
  const subtotal = Number(net) < Number(total) ? total : net
  return taxedLine(shop, { source: line, subtotal, total, basket })
}

function taxedLine(
  shop: Shop,
  line: Pick<StoredLine, 'source' | 'subtotal' | 'total'> & { readonly basket: Basket },
): StoredLine {
  const { source, subtotal, total, basket } = line
  const { isTaxable, taxClass } = source.product
  const rates = isTaxable && !basket.isVatExempt ? ratesOf(basket.rates, taxClass) : []
  return {
    source,
    subtotal,
    total,
    ...storedLineTaxes(shop, {
      total: taxesOnNet(Number(total), rates),
      subtotal: taxesOnNet(Number(subtotal), rates),
    }),
  }
}

/** What coupons are taken off; where prices include tax, the tax as it was rounded. */
function couponBase(shop: Shop, { subtotal, subtotalTax }: StoredLine): number {
  const net = toUnits(shop, Number(subtotal))
  return shop.pricesIncludeTax ? net + toUnits(shop, Number(subtotalTax)) : net
}

function withDiscount(
  shop: Shop,
  {
    line,
    basket,
    units,
  }: { readonly line: StoredLine; readonly basket: Basket; readonly units: number },
): StoredLine {
  const { product } = line.source
  const amount = fromUnits(shop, units)
  const contained =
    shop.pricesIncludeTax && product.isTaxable
      ? taxesInGross(amount, ratesOf(basket.rates, product.taxClass))
      : NO_TAXES
  // Coupons count from the subtotal again: an edited total is lost.
  const total = Math.max(0, Number(line.subtotal) - (amount - arraySum(contained.values())))
  const { source, subtotal } = line
  return taxedLine(shop, { source, subtotal, total: formatDecimal(total), basket })
}

function couponLines(
  shop: Shop,
  { discounts, basket }: { readonly discounts: Discounts; readonly basket: Basket },
) {
  return discounts.map(({ coupon, byLine }) => {
    let discount = fromUnits(shop, arraySum(byLine))
    let discountTax = 0
    for (const [at, { product }] of basket.lines.entries()) {
      if (!product.isTaxable) {
        continue
      }
      const amount = fromUnits(shop, byLine[at] ?? 0)
      const rates = ratesOf(basket.rates, product.taxClass)
      const taxes = shop.pricesIncludeTax ? taxesInGross(amount, rates) : taxesOnNet(amount, rates)
      const tax = lineTax(shop, arraySum(taxes.values()), shop.decimals)
      discountTax += tax
      discount -= shop.pricesIncludeTax ? tax : 0
    }
    return { coupon, discount: formatDecimal(discount), discountTax: formatDecimal(discountTax) }
  })
}

function newShipping(
  shop: Shop,
  { shipping, basket }: { readonly shipping: Shipping; readonly basket: Basket },
): StoredShipping {
  const taxClass = shippingClass(shop, basket.lines)
  const total = numberFormat(shipping.cost, shop.decimals)
  const isTaxed = shipping.isTaxable && !basket.isVatExempt && taxClass !== null
  const rates = ratesOf(basket.rates, taxClass ?? '').filter((rate) => rate.isOnShipping)
  const taxes = isTaxed ? taxesOnNet(Number(total), rates) : NO_TAXES
  return { source: shipping, total, ...storedTaxes(shop, taxes) }
}

type FeeSource = {
  readonly shop: Shop
  readonly basket: Basket
  readonly lines: readonly StoredLine[]
  readonly shippingLines: readonly StoredShipping[]
  /** Net of goods and shipping: no fee takes off more, unless there is nothing to take off. */
  readonly limit: number
}

function newFees(source: FeeSource): StoredFee[] {
  const { shop, basket, limit } = source
  const totals: number[] = []
  for (const { amount } of basket.fees) {
    const most = -phpRound(limit + arraySum(totals), shop.decimals)
    totals.push(amount < 0 && amount < most && most < 0 ? most : amount)
  }
  return basket.fees.map((fee, at) => {
    const total = totals[at] ?? 0
    return {
      source: fee,
      taxClass: fee.taxClass,
      taxStatus: fee.isTaxable ? 'taxable' : 'none',
      total: formatDecimal(total),
      ...storedTaxes(shop, feeTaxes(source, { fee, total, totals })),
    }
  })
}

function feeTaxes(
  { shop, basket, lines, shippingLines }: FeeSource,
  {
    fee,
    total,
    totals,
  }: { readonly fee: Fee; readonly total: number; readonly totals: readonly number[] },
): Taxes {
  if (basket.isVatExempt) {
    return NO_TAXES
  }
  if (total >= 0) {
    return fee.isTaxable ? taxesOnNet(total, ratesOf(basket.rates, fee.taxClass)) : NO_TAXES
  }
  // Here `inherit` is the first taxable line's class, not the standard one.
  const inherited = basket.lines.find(({ product }) => product.isTaxable)?.product.taxClass ?? null
  const ofShipping = shop.shippingTaxClass === 'inherit' ? inherited : shop.shippingTaxClass
  return negativeFeeTaxes(total, {
    rates: basket.rates,
    costs: [
      ...lines.map((line) => ({
        taxClass: line.source.product.isTaxable ? line.source.product.taxClass : null,
        total: Number(line.total),
      })),
      ...basket.fees.map((one, at) => ({
        taxClass: one.isTaxable ? one.taxClass : null,
        total: totals[at] ?? 0,
      })),
      ...shippingLines.map((line) => ({
        taxClass: line.source.isTaxable ? ofShipping : null,
        total: Number(line.total),
      })),
    ],
  })
}

function countedTaxes(shop: Shop, taxes: readonly StoredTax[]): Taxes {
  return new Map(
    taxes.map(({ rateID, total }) => [rateID, lineTax(shop, Number(total), shop.decimals)]),
  )
}

function goodsTotal(shop: Shop, totals: readonly string[]): number {
  const units = totals.map((total) => Number(total) * 10 ** shop.decimals)
  return fromUnits(
    shop,
    arraySum(shop.roundsTaxAtSubtotal ? units : units.map((total) => phpRound(total))),
  )
}
