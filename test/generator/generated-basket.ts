/** What somebody buys: products, coupons, shipping and fees of every kind WooCommerce has. */
import type { Random } from '../simulation/random.ts'
import { phpRound, STORED_DECIMALS } from './php-numbers.ts'
import { PRODUCTS } from './products.ts'
import type { Basket, BasketLine, Coupon, Fee, RatesByClass, Shipping, Shop } from './shop.ts'

type Situation = {
  readonly shop: Shop
  readonly rates: RatesByClass
  /** In the admin a person can type a line's total over; at the checkout nobody can. */
  readonly isCheckout: boolean
}

export function generatedBasket(random: Random, situation: Situation): Basket {
  const { shop, rates, isCheckout } = situation
  const lines = Array.from({ length: lineCount(random) }, () =>
    generatedLine(random, { shop, isCheckout }),
  )
  const coupons = Array.from({ length: random.pick([0, 0, 0, 1, 1, 2, 3]) }, (_, at) =>
    generatedCoupon(random, { shop, lines, id: at + 10 }),
  )
  const shipping = Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () =>
    generatedShipping(random, shop),
  )
  const worth = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
  const fees = Array.from({ length: random.pick([0, 0, 0, 1, 1, 2, 3]) }, (_, at) =>
    generatedFee(random, { shop, worth, at }),
  )
  return { lines, coupons, shipping, fees, rates, isVatExempt: random.chance(0.04) }
}

function lineCount(random: Random): number {
  return random.chance(0.05) ? random.int(9, 25) : random.pick([1, 1, 2, 2, 3, 4, 6, 8])
}

function generatedLine(
  random: Random,
  { shop, isCheckout }: { readonly shop: Shop; readonly isCheckout: boolean },
): BasketLine {
  const facts = random.pick(PRODUCTS)
  const price = generatedPrice(random, shop)
  const quantity = random.chance(0.1)
    ? random.pick([0.5, 0.333, 1.25, 2.75, 0.125, 12.5])
    : random.pick([1, 1, 1, 2, 3, 3, 4, 6, 7, 12, 100])
  const isEdited = !isCheckout && random.chance(0.1)
  return {
    product: { ...facts, price, isTaxable: facts.sku !== 'SVC-INST' },
    quantity,
    editedTotal: isEdited ? rounded(price * quantity * random.next() * 1.2, shop.decimals) : null,
  }
}

function generatedPrice(random: Random, { decimals }: Shop): number {
  const most = random.pick([1, 10, 30, 100, 500, 5_000])
  if (random.chance(0.04)) {
    return 0
  }
  // 0.333 a washer: a price may have more decimals than the shop shows.
  const places = random.chance(0.08) ? decimals + random.int(1, 2) : decimals
  const price = rounded(random.next() * most, places)
  return decimals === 0 ? rounded(price * 100, places) : price
}

function generatedCoupon(
  random: Random,
  {
    shop,
    lines,
    id,
  }: { readonly shop: Shop; readonly lines: readonly BasketLine[]; readonly id: number },
): Coupon {
  const type = random.pick(['percent', 'percent', 'fixed_product', 'fixed_cart'] as const)
  const isForSome = type !== 'fixed_cart' && random.chance(0.25)
  return {
    id,
    code: `${type.replace('_', '-')}-${id}`,
    type,
    amount:
      type === 'percent'
        ? random.pick([5, 10, 12.5, 15, 20, 33.33, 50, 99, 100])
        : rounded(random.next() * random.pick([1, 5, 20, 100]) + 0.01, shop.decimals),
    itemsMax: type !== 'fixed_cart' && random.chance(0.15) ? random.int(1, 3) : null,
    productIDs: isForSome ? [random.pick(lines).product.productID] : null,
  }
}

function generatedShipping(random: Random, shop: Shop): Shipping {
  const [title, methodID] = random.pick([
    ['Flat rate', 'flat_rate'],
    ['Express', 'flat_rate'],
    ['Free shipping', 'free_shipping'],
    ['Local pickup', 'pickup_location'],
  ] as const)
  // A rule such as `10 * [qty] * 1.005` has fractions of a cent until WooCommerce rounds it.
  const places = random.chance(0.1) ? shop.decimals + 1 : shop.decimals
  const cost = methodID === 'flat_rate' ? rounded(random.next() * 30, places) : 0
  return { title, methodID, cost, isTaxable: random.chance(0.9) }
}

const FEE_NAMES = ['Gift wrap', 'Card surcharge', 'Loyalty discount']

function generatedFee(
  random: Random,
  { shop, worth, at }: { readonly shop: Shop; readonly worth: number; readonly at: number },
): Fee {
  const kind = random.pick(['fixed', 'fixed', 'percent', 'discount', 'percent-discount'] as const)
  return {
    name: FEE_NAMES[at] ?? 'Fee',
    amount: feeAmount(),
    isTaxable: random.chance(0.6),
    taxClass: random.pick(['', '', 'reduced-rate']),
  }

  function feeAmount(): number {
    switch (kind) {
      case 'fixed':
        return rounded(random.next() * 15, shop.decimals)
      case 'percent':
        return rounded(worth * random.pick([0.029, 0.0349, 0.01, 0.015]), STORED_DECIMALS)
      case 'discount':
        return -rounded(random.next() * 15, shop.decimals)
      case 'percent-discount':
        return -rounded(worth * random.pick([0.05, 0.1, 0.0333]), STORED_DECIMALS)
    }
  }
}

function rounded(value: number, places: number): number {
  return phpRound(value, places)
}
