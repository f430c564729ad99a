/** What one line of a sales form comes to. */
import { cents, formatCents, sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { isRefusal, refusal } from './answer.ts'
import type { Refusal } from './answer.ts'
import { textField } from './books.ts'
import type { Fields, ListEntry, Refs } from './books.ts'
import { extended, negated, percentOf, rateFrom } from './rounding.ts'

export type OpenLine = {
  /** Null for a line that is not in the books yet. */
  readonly TxnLineID: string | null
  /** What it came to, where a change leaves that alone. */
  readonly keptCents: Cents | null
  readonly fields: Fields
  readonly refs: Refs
  readonly item: ListEntry | null
  readonly isTaxable: boolean
}

export type PricedLine = OpenLine & {
  readonly amountCents: Cents
  /** `over-one-line` for a percentage, `over-all` for a fixed sum: they differ in what is taxed. */
  readonly discount: 'none' | 'over-one-line' | 'over-all'
}

/** Line by line, since a discount depends on what stands above it. */
export function priceLines(lines: readonly OpenLine[]): readonly PricedLine[] | Refusal {
  const priced: PricedLine[] = []
  for (const line of lines) {
    const one = priceLine(line, priced)
    if (isRefusal(one)) {
      return one
    }
    priced.push(one)
  }
  return priced
}

function priceLine(line: OpenLine, above: readonly PricedLine[]): PricedLine | Refusal {
  switch (line.item?.type) {
    case undefined:
      return lineWithoutItem(line)
    case 'ItemSalesTaxGroup':
      return cannotSave('A sales tax group can only be used for the whole form.')
    case 'ItemSalesTax':
      return taxLine(line, above)
    case 'ItemDiscount':
      return discountLine(line, above)
    default:
      return soldLine(line)
  }
}

function lineWithoutItem(line: OpenLine): PricedLine | Refusal {
  const hasMoney = (line.fields.Amount ?? 0) !== 0 || line.fields.Rate !== undefined
  return hasMoney
    ? cannotSave('A line with an amount needs an item.')
    : { ...line, amountCents: ZERO, discount: 'none' }
}

/** One tax item placed as a line: its own amount, or its rate on what is taxable above it. */
function taxLine(line: OpenLine, above: readonly PricedLine[]): PricedLine {
  const base = sum(above.filter((one) => one.isTaxable).map((one) => one.amountCents))
  const rate = textField(line.item?.fields, 'TaxRate') ?? '0'
  const amountCents = amountOf(line.fields) ?? percentOf(base, rate)
  return { ...line, isTaxable: false, amountCents, discount: 'none' }
}

function discountLine(line: OpenLine, above: readonly PricedLine[]): PricedLine | Refusal {
  const { fields, item } = line
  if (fields.Quantity !== undefined) {
    return cannotSave('You cannot enter a quantity for a discount.')
  }
  const percent = textField(fields, 'RatePercent') ?? textField(item?.fields, 'DiscountRatePercent')
  const rate = textField(fields, 'Rate')
  const fixed = amountOf(fields) ?? (rate === null ? null : extended('1', rate))
  if (fixed === null && percent !== null) {
    const base = above.at(-1)?.amountCents ?? ZERO
    const off = percent.startsWith('-') ? percent : negated(percent)
    return { ...line, amountCents: percentOf(base, off), discount: 'over-one-line' }
  }
  const usual = textField(item?.fields, 'DiscountRate')
  const amountCents = fixed ?? (usual === null ? ZERO : extended('1', negated(usual)))
  return { ...line, amountCents, discount: 'over-all' }
}

/**
 * Amount alone is kept. With a Rate, QuickBooks multiplies and rounds, and a differing Amount is
 * overwritten: the harsher of the two behaviours seen, so that nobody relies on the kinder one.
 */
function soldLine(line: OpenLine): PricedLine {
  const { fields, keptCents } = line
  if (keptCents !== null) {
    return { ...line, amountCents: keptCents, discount: 'none' }
  }
  const quantity = textField(fields, 'Quantity')
  const amount = amountOf(fields)
  const rate = textField(fields, 'Rate') ?? (amount === null ? usualPrice(line.item) : null)
  if (rate !== null) {
    const amountCents = extended(quantity ?? '1', rate)
    return { ...line, fields: { ...fields, Rate: rate }, amountCents, discount: 'none' }
  }
  const amountCents = amount ?? ZERO
  const derived = quantity === null ? formatCents(amountCents) : rateFrom(amountCents, quantity)
  return { ...line, fields: { ...fields, Rate: derived }, amountCents, discount: 'none' }
}

function usualPrice(item: ListEntry | null): string | null {
  const one = (item?.fields.SalesOrPurchase ?? {}) as Fields
  const both = (item?.fields.SalesAndPurchase ?? {}) as Fields
  return textField({ price: item?.fields.SalesPrice ?? one.Price ?? both.SalesPrice }, 'price')
}

function amountOf(fields: Fields): Cents | null {
  return typeof fields.Amount === 'number' ? cents(fields.Amount) : null
}

export function cannotSave(reason: string): Refusal {
  const said = 'There was an error when saving a sales form.'
  return refusal(3180, `${said}  QuickBooks error message: ${reason}`)
}
