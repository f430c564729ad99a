/**
 * Sales tax in QuickBooks' Canadian and UK editions, where each line names a code and QuickBooks
 * computes by it. The owner says which code the shop's rates on a line are, and what QuickBooks
 * takes under it.
 */
import { sum, ZERO } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { percentOf } from '../money/decimal.ts'
import type { Order } from '../woo/order.ts'
import type { CodeTax, TaxCodeIdentity } from './document.ts'
import { mapped } from './mapped.ts'
import type { Mapping } from './mapping.ts'
import type { OrderLine } from './order-line.ts'
import { taxName } from './owed-taxes.ts'
import type { OwedTax } from './owed-taxes.ts'
import { isProblem, problem } from './problems.ts'
import type { Problem } from './problems.ts'

type Taxed = { readonly order: Order; readonly mapping: Mapping }

/** The code of what is not taxed, null where the owner leaves it to the company's own. */
export function untaxedCode({ taxCodes }: Mapping): TaxCodeIdentity | null {
  return mapped(taxCodes, '')
}

/** One for each line, or the rates that no code was chosen for. */
export function codesOfLines(
  lines: readonly OrderLine[],
  source: Taxed,
): readonly (TaxCodeIdentity | null)[] | Problem {
  const codes: (TaxCodeIdentity | null)[] = []
  for (const line of lines) {
    const code = codeOfLine(line, source)
    if (code !== null && isProblem(code)) {
      return code
    }
    codes.push(code)
  }
  return codes
}

function codeOfLine(line: OrderLine, { order, mapping }: Taxed): TaxCodeIdentity | null | Problem {
  const { taxCodes } = mapping
  const whole = rateSet(line.taxRateIDs)
  const chosen = mapped(taxCodes, whole)
  if (chosen !== null) {
    return chosen
  }
  // A rate of 0 % takes nothing, with a code of its own or without.
  const taking = rateSet(line.taxRateIDs.filter((rateID) => !isZeroRate(order, rateID)))
  const code = mapped(taxCodes, taking)
  if (code !== null || taking === '' || line.amountCents === 0) {
    return code
  }
  const rates = order.taxLines.filter(({ rateId }) => taking.split(',').includes(String(rateId)))
  return problem('unmapped-tax-code', {
    order: order.number,
    rateIDs: taking,
    rates: rates.map((rate) => taxName(rate)).join(' + '),
  })
}

/** As `mapping.taxCodes` names it: `3,12`. */
export function rateSet(rateIDs: readonly string[]): string {
  return [...new Set(rateIDs)].toSorted((left, right) => Number(left) - Number(right)).join()
}

function isZeroRate({ taxLines }: Order, rateID: string): boolean {
  const rate = taxLines.find(({ rateId }) => String(rateId) === rateID)
  return rate !== undefined && rate.ratePercent !== null && !/[1-9]/.test(rate.ratePercent)
}

/**
 * What QuickBooks will compute, null where that is not what the shop took for each agency. It is
 * documented that the tax goes by each line's code, not where it is rounded: so it must come to the
 * same by the line and on the whole of each code.
 */
export function predictedByCode(
  lines: readonly OrderLine[],
  {
    codes,
    owed,
  }: { readonly codes: readonly (TaxCodeIdentity | null)[]; readonly owed: readonly OwedTax[] },
): readonly CodeTax[] | null {
  const coded = lines.flatMap((line, at): CodedLine[] => {
    const code = codes[at] ?? null
    return code === null ? [] : [{ code, line }]
  })
  const parts: CodePart[] = []
  for (const group of Map.groupBy(coded, ({ code }) => code.name.toLowerCase()).values()) {
    const predicted = partsOf(group)
    if (predicted === null) {
      return null
    }
    parts.push(...predicted)
  }
  return isOwed(parts, owed) ? parts.map(({ tax }) => tax) : null
}

type CodedLine = { readonly code: TaxCodeIdentity; readonly line: OrderLine }

/** One percentage of one code, and the shop's rates that it stands for. */
type CodePart = { readonly tax: CodeTax; readonly rateIDs: readonly string[] }

function partsOf(group: readonly CodedLine[]): readonly CodePart[] | null {
  const [first] = group
  const parts: CodePart[] = []
  for (const [at, ratePercent] of (first?.code.ratePercents ?? []).entries()) {
    const amounts = group.map(({ line }) => line.amountCents)
    const amountCents = percentOf(ratePercent, sum(amounts))
    const byLine = sum(amounts.map((amount) => percentOf(ratePercent, amount) ?? ZERO))
    if (amountCents === null || amountCents !== byLine) {
      return null
    }
    const codeName = first?.code.name ?? ''
    const rateIDs = group.flatMap((one) => ratesAt(one, at))
    parts.push({ tax: { codeName, ratePercent, amountCents }, rateIDs })
  }
  return parts
}

/** The rate of the same place; where one percentage stands for several rates, all of them. */
function ratesAt({ code, line }: CodedLine, at: number): readonly string[] {
  const rateIDs = rateSet(line.taxRateIDs)
    .split(',')
    .filter((rateID) => rateID !== '')
  const isOneEach = rateIDs.length === code.ratePercents.length
  return isOneEach ? rateIDs.slice(at, at + 1) : rateIDs
}

/** Rates and percentages that belong together must come to the same, since they are one agency's. */
function isOwed(parts: readonly CodePart[], owed: readonly OwedTax[]): boolean {
  let joined: { readonly rateIDs: ReadonlySet<string>; readonly amountCents: Cents }[] = []
  for (const { tax, rateIDs } of parts) {
    const isShared = (one: { readonly rateIDs: ReadonlySet<string> }) =>
      rateIDs.some((rateID) => one.rateIDs.has(rateID))
    const shared = joined.filter(isShared)
    const together = {
      rateIDs: new Set([...rateIDs, ...shared.flatMap((one) => [...one.rateIDs])]),
      amountCents: sum([tax.amountCents, ...shared.map((one) => one.amountCents)]),
    }
    joined = [...joined.filter((one) => !isShared(one)), together]
  }
  const isEachOwed = joined.every(
    ({ rateIDs, amountCents }) =>
      sum(owed.flatMap((tax) => (rateIDs.has(tax.rateID) ? tax.amountCents : []))) === amountCents,
  )
  return isEachOwed && owed.every((tax) => joined.some(({ rateIDs }) => rateIDs.has(tax.rateID)))
}
