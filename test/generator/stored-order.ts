/** An order as WooCommerce's database keeps it: six decimals, which the REST API then rounds. */
import type { Basket, BasketLine, Coupon, Fee, Shipping, Shop, TaxRate } from './shop.ts'
import type { StoredTax } from './taxes.ts'

export type StoredOrder = {
  readonly shop: Shop
  readonly basket: Basket
  readonly lines: readonly StoredLine[]
  readonly shippingLines: readonly StoredShipping[]
  readonly feeLines: readonly StoredFee[]
  readonly couponLines: readonly StoredCoupon[]
  readonly taxLines: readonly StoredTaxLine[]
  readonly discountTotal: string
  readonly discountTax: string
  readonly shippingTotal: string
  readonly shippingTax: string
  readonly cartTax: string
  readonly totalTax: string
  readonly total: string
  /** Whether the parts come to less than nothing, which the checkout never charges. */
  readonly isRaisedToZero: boolean
}

export type StoredLine = {
  readonly source: BasketLine
  readonly subtotal: string
  readonly subtotalTax: string
  readonly total: string
  readonly totalTax: string
  readonly taxes: readonly StoredTax[]
}

export type StoredShipping = {
  readonly source: Shipping
  readonly total: string
  readonly totalTax: string
  readonly taxes: readonly StoredTax[]
}

export type StoredFee = {
  readonly source: Fee
  readonly taxClass: string
  readonly taxStatus: 'taxable' | 'none'
  readonly total: string
  readonly totalTax: string
  readonly taxes: readonly StoredTax[]
}

export type StoredCoupon = {
  readonly coupon: Coupon
  readonly discount: string
  readonly discountTax: string
}

export type StoredTaxLine = {
  readonly rate: TaxRate
  readonly taxTotal: string
  readonly shippingTaxTotal: string
}

/** What `apportionedTaxes` shares a negative fee's tax over; a class, or null where untaxed. */
export type Cost = { readonly taxClass: string | null; readonly total: number }

/** Net costs by tax class, in order of appearance; what is negative itself gives no measure. */
export function costsByClass(costs: readonly Cost[]): ReadonlyMap<string | null, number> {
  const byClass = new Map<string | null, number>()
  for (const { taxClass, total } of costs) {
    if (total >= 0) {
      byClass.set(taxClass, (byClass.get(taxClass) ?? 0) + total)
    }
  }
  return byClass
}

/** `inherit` is the standard class if any line has it. Null where shipping is not taxed at all. */
export function shippingClass(shop: Shop, lines: readonly BasketLine[]): string | null {
  if (shop.shippingTaxClass !== 'inherit') {
    return shop.shippingTaxClass
  }
  const classes = lines
    .filter(({ product }) => product.isTaxable)
    .map(({ product }) => product.taxClass)
  return ['', ...shop.taxClasses].find((taxClass) => classes.includes(taxClass)) ?? null
}

export function rateByID({ rates }: Basket, id: number): TaxRate {
  const rate = Object.values(rates)
    .flat()
    .find((one) => one.id === id)
  if (rate === undefined) {
    throw new Error(`There is no tax rate ${id} at this address`)
  }
  return rate
}
