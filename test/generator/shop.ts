/** What decides how WooCommerce computes an order: the shop's settings and what is being bought. */
import { phpRound, STORED_DECIMALS } from './php-numbers.ts'
import type { Halves } from './php-numbers.ts'

export type Shop = {
  readonly currency: string
  /** `woocommerce_price_num_decimals`: 2, or 0 for yen. */
  readonly decimals: number
  readonly pricesIncludeTax: boolean
  /** `WC_TAX_ROUNDING_MODE`: down where prices include tax, so that net and tax make gross. */
  readonly taxHalves: Halves
  /** `woocommerce_tax_round_at_subtotal`. */
  readonly roundsTaxAtSubtotal: boolean
  /** `woocommerce_calc_discounts_sequentially`. */
  readonly discountsSequentially: boolean
  /** `inherit`, `''` for the standard rate, or a class. */
  readonly shippingTaxClass: string
  /** Beside the standard one, in the order of the settings. */
  readonly taxClasses: readonly string[]
  /** At the shop's own address: what prices that include tax include. */
  readonly baseRates: RatesByClass
}

/** The rates that match one address, by tax class. */
export type RatesByClass = Readonly<Record<string, readonly TaxRate[]>>

export type TaxRate = {
  readonly id: number
  /** Such as `US-CA-STATE TAX-1`. */
  readonly code: string
  readonly label: string
  readonly percent: number
  readonly priority: number
  readonly isCompound: boolean
  readonly isOnShipping: boolean
}

export type Product = {
  /** 0 for a product that was deleted. */
  readonly productID: number
  /** 0 for a product without variations. */
  readonly variationID: number
  readonly name: string
  /** Null unless it is a variation. */
  readonly parentName: string | null
  readonly sku: string
  /** As entered: with tax in a shop whose prices include it. */
  readonly price: number
  readonly taxClass: string
  readonly isTaxable: boolean
}

export type BasketLine = {
  readonly product: Product
  readonly quantity: number
  /** Net of the line, typed over by hand in the admin; null where nobody did. */
  readonly editedTotal: number | null
}

export type Coupon = {
  readonly id: number
  readonly code: string
  readonly type: 'percent' | 'fixed_product' | 'fixed_cart'
  readonly amount: number
  /** `limit_usage_to_x_items`. */
  readonly itemsMax: number | null
  /** The only products it is for, or null for all. A cart coupon does not ask. */
  readonly productIDs: readonly number[] | null
}

export type Shipping = {
  readonly title: string
  readonly methodID: string
  /** Net, before WooCommerce rounds it. */
  readonly cost: number
  readonly isTaxable: boolean
}

export type Fee = {
  readonly name: string
  /** Net, up to six decimals: a plugin's 2.9 % of the cart is not rounded. */
  readonly amount: number
  readonly isTaxable: boolean
  readonly taxClass: string
}

export type Basket = {
  readonly lines: readonly BasketLine[]
  readonly coupons: readonly Coupon[]
  readonly shipping: readonly Shipping[]
  readonly fees: readonly Fee[]
  /** At the address that the shop taxes by. */
  readonly rates: RatesByClass
  readonly isVatExempt: boolean
}

/** `wc_add_number_precision`: to the currency's smallest unit, a float with four decimals. */
export function toUnits({ decimals }: Shop, value: number): number {
  return phpRound(value * 10 ** decimals, STORED_DECIMALS - decimals)
}

/** `wc_remove_number_precision`. */
export function fromUnits({ decimals }: Shop, units: number): number {
  return units === 0 ? 0 : units / 10 ** decimals
}
