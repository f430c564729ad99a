/** How WooCommerce takes coupons off the lines, cent by cent: WC_Discounts. All in units. */
import { absint, arraySum, phpRound } from './php-numbers.ts'
import { toUnits } from './shop.ts'
import type { Coupon, Product, Shop } from './shop.ts'

export type DiscountedLine = {
  readonly product: Product
  readonly quantity: number
  /** Of the whole line, with tax in a shop whose prices include it. */
  readonly price: number
}

/** By coupon, what came off each line, in the order of the lines. */
export type Discounts = readonly {
  readonly coupon: Coupon
  readonly byLine: readonly number[]
}[]

type Given = { readonly coupon: Coupon; readonly byLine: number[] }
type Candidate = DiscountedLine & { readonly at: number }

export function couponDiscounts(
  shop: Shop,
  {
    lines,
    coupons,
  }: { readonly lines: readonly DiscountedLine[]; readonly coupons: readonly Coupon[] },
): Discounts {
  const given: Given[] = []
  // The dearest line first; it takes the odd cents, too.
  const dearestFirst = lines
    .map((line, at): Candidate => ({ ...line, at }))
    .toSorted((left, right) => right.price * right.quantity - left.price * left.quantity)
  for (const coupon of coupons) {
    const own: Given = { coupon, byLine: lines.map(() => 0) }
    given.push(own)
    apply({ shop, given, own, lines: dearestFirst.filter((line) => isDiscountable(line, own)) })
  }
  return given

  function isDiscountable(line: Candidate, { coupon }: Given): boolean {
    const { productIDs, type } = coupon
    const { productID, variationID } = line.product
    const isMeant =
      type === 'fixed_cart' ||
      productIDs === null ||
      productIDs.some((id) => id === productID || id === variationID)
    return isMeant && line.quantity > 0 && stillCosts(line, given) !== 0
  }
}

export function discountsByLine(discounts: Discounts, at: number): number {
  return arraySum(discounts.map(({ byLine }) => byLine[at] ?? 0))
}

type Application = {
  readonly shop: Shop
  readonly given: readonly Given[]
  readonly own: Given
  readonly lines: readonly Candidate[]
}

function apply(application: Application): void {
  const { shop, own } = application
  switch (own.coupon.type) {
    case 'percent':
      applyPercent(application)
      break
    case 'fixed_product':
      applyFixed(application, toUnits(shop, own.coupon.amount))
      break
    case 'fixed_cart':
      applyToCart(application, toUnits(shop, own.coupon.amount))
      break
  }
}

/** What a line still costs after all coupons so far, in whole units. */
function stillCosts(line: Candidate, given: readonly Given[]): number {
  return absint(phpRound(line.price - discountsByLine(given, line.at)))
}

/** Rounded down on each line, then one unit a piece until the cart's own percentage is reached. */
function applyPercent(application: Application): void {
  const { shop, given, own, lines } = application
  const share = own.coupon.amount / 100
  let [total, cart, applied] = [0, 0, 0]
  for (const line of lines) {
    const rest = stillCosts(line, given)
    const base = shop.discountsSequentially ? rest : phpRound(line.price)
    const quantity = quantityLeft(own.coupon, { line, applied })
    const price = (base / line.quantity) * quantity
    const discount = phpRound(Math.min(rest, Math.floor(price * share)), 0, 'down')
    give(own, line, discount)
    cart += price
    total += discount
    applied += quantity
  }
  const meant = phpRound(cart * share, 0, 'down')
  if (total < meant) {
    applyOddUnits(application, meant - total)
  }
}

function quantityLeft(
  { itemsMax }: Coupon,
  { line, applied }: { readonly line: Candidate; readonly applied: number },
): number {
  const isLimited = itemsMax !== null && itemsMax - applied < line.quantity
  return isLimited ? Math.max(0, itemsMax - applied) : line.quantity
}

/** So much off each piece, and never more than the line still costs. */
function applyFixed({ given, own, lines }: Application, amount: number): number {
  let [total, applied] = [0, 0]
  for (const line of lines) {
    const quantity = quantityLeft(own.coupon, { line, applied })
    const each =
      own.coupon.itemsMax === null ? amount : Math.min(amount, line.price / line.quantity)
    const discount = Math.min(stillCosts(line, given), each * quantity)
    give(own, line, discount)
    total += discount
    applied += quantity
  }
  return total
}

/** The same off each piece in the cart, again and again, until less than a unit a piece is left. */
function applyToCart(application: Application, amount: number): number {
  const lines = application.lines.filter((line) => stillCosts(line, application.given) > 0)
  const pieces = arraySum(lines.map(({ quantity }) => quantity))
  if (pieces === 0 || amount === 0) {
    return 0
  }
  const each = absint(amount / pieces)
  if (each === 0) {
    return applyOddUnits({ ...application, lines }, amount)
  }
  const total = applyFixed({ ...application, lines }, each)
  return total > 0 && total < amount
    ? total + applyToCart({ ...application, lines }, amount - total)
    : total
}

function applyOddUnits({ given, own, lines }: Application, amount: number): number {
  let total = 0
  for (const line of lines) {
    for (let piece = 0; piece < line.quantity; piece += 1) {
      const discount = Math.min(stillCosts(line, given), 1)
      give(own, line, discount)
      total += discount
      if (total >= amount) {
        return total
      }
    }
  }
  return total
}

function give({ byLine }: Given, { at }: Candidate, discount: number): void {
  byLine[at] = (byLine[at] ?? 0) + discount
}
