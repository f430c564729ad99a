/**
 * How an order's tax stands in the books. QuickBooks computes its own where that comes to what the
 * shop took; else each rate is a line with its exact amount, under 0 % at the document, so that
 * nothing is taxed twice and every cent is owed to its agency.
 */
import { sum } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import type { Order } from '../woo/order.ts'
import type { ExactTax, SaleLine, SaleTax, TaxCodeIdentity } from './document.ts'
import type { Edition } from './edition.ts'
import { nativeTax } from './native-tax.ts'
import type { OrderLine } from './order-line.ts'
import { mappedTaxes, owedTaxes, taxLinesOf } from './owed-taxes.ts'
import type { MappedTax, OwedTax } from './owed-taxes.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'
import type { Settings } from './settings.ts'
import { codesOfLines, predictedByCode, untaxedCode } from './tax-by-code.ts'

export type TaxSource = {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  /** Of each of the order's tax lines, on goods and shipping together. */
  readonly taxCents: readonly Cents[]
  readonly settings: Pick<Settings, 'mapping' | 'taxStyle'>
  readonly edition: Edition
}

export type LineTaxation = Pick<SaleLine, 'isTaxable' | 'taxCode'>

export type TaxDecision = {
  readonly tax: SaleTax
  /** One for each of the lines. */
  readonly taxations: readonly LineTaxation[]
}

export const UNTAXED: LineTaxation = { isTaxable: false, taxCode: null }

export function salesTax(source: TaxSource): TaxDecision | Problem {
  const owed = owedTaxes(source.order, source.taxCents)
  return source.edition === 'US' ? taxOfDocument(source, owed) : taxOfLines(source, owed)
}

/** The United States: a document has one tax item or group, and a line is taxed by it or not. */
function taxOfDocument(source: TaxSource, owed: readonly OwedTax[]): TaxDecision | Problem {
  const { order, lines, settings } = source
  const { mapping, taxStyle } = settings
  const taxes = mappedTaxes(owed, { order, mapping })
  if (isProblem(taxes)) {
    return taxes
  }
  const untaxed = lines.map(() => UNTAXED)
  if (taxes.length === 0) {
    return { tax: { kind: 'none', zeroRateItem: mapping.zeroRateItem }, taxations: untaxed }
  }
  const exact = exactTax(taxes, source)
  const native = taxStyle === 'exact' ? null : nativeTax(lines, taxes)
  if (native === null) {
    return isProblem(exact) ? exact : { tax: exact, taxations: untaxed }
  }
  const { isTaxable, ...computed } = native
  return {
    tax: { kind: 'native', ...computed, otherwise: isProblem(exact) ? null : exact },
    taxations: isTaxable.map((isTaxed) => ({ isTaxable: isTaxed, taxCode: null })),
  }
}

function exactTax(
  taxes: readonly MappedTax[],
  { order, settings: { mapping } }: TaxSource,
): ExactTax | Problem {
  return mapping.zeroRateItem === null
    ? problem('no-zero-rate-item', { order: order.number })
    : { kind: 'exact', zeroRateItem: mapping.zeroRateItem, lines: taxLinesOf(taxes) }
}

/** Canada and the UK: a document has no tax of its own, each line has a code. */
function taxOfLines(source: TaxSource, owed: readonly OwedTax[]): TaxDecision | Problem {
  return taxByCode(source, owed) ?? taxInLines(source, owed)
}

/** Null where the lines' codes would not take what the shop took, or shall not. */
function taxByCode(source: TaxSource, owed: readonly OwedTax[]): TaxDecision | Problem | null {
  const { order, lines, settings } = source
  const { mapping, taxStyle } = settings
  const mayCompute = taxStyle === 'native-when-equal'
  const codes = codesOfLines(lines, { order, mapping })
  if (isProblem(codes)) {
    // What came to 0.00 needs no code: the company's own of what is not taxed says so, too.
    return mayCompute && owed.length > 0 ? codes : null
  }
  const taxes = predictedByCode(lines, { codes, owed })
  const isTaxed = taxes?.some(({ ratePercent }) => /[1-9]/.test(ratePercent)) ?? true
  if (taxes === null || (isTaxed && !mayCompute)) {
    return null
  }
  const taxCents = sum(taxes.map(({ amountCents }) => amountCents))
  return {
    tax: isTaxed ? { kind: 'by-code', taxCents, taxes } : { kind: 'none', zeroRateItem: null },
    taxations: codes.map(taxationBy),
  }
}

/** Each tax is a line with the shop's amount, and nothing else is taxed. */
function taxInLines(
  { order, lines, settings: { mapping } }: TaxSource,
  owed: readonly OwedTax[],
): TaxDecision | Problem {
  const taxes = mappedTaxes(owed, { order, mapping })
  if (isProblem(taxes)) {
    return taxes
  }
  const untaxed = taxationBy(untaxedCode(mapping))
  return {
    tax:
      taxes.length === 0
        ? { kind: 'none', zeroRateItem: null }
        : { kind: 'exact', zeroRateItem: null, lines: taxLinesOf(taxes) },
    taxations: lines.map(() => untaxed),
  }
}

function taxationBy(taxCode: TaxCodeIdentity | null): LineTaxation {
  const isTaxable = taxCode?.ratePercents.some((percent) => /[1-9]/.test(percent)) ?? false
  return { isTaxable, taxCode }
}
