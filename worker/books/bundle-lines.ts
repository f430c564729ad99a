/**
 * Bundles, composites and their like: as the shop lists them, as one line, or as their parts. Every
 * way comes to the same amount, the same discount and the same taxation.
 */
import { allocate } from '../money/allocate.ts'
import { cents, sum, ZERO } from '../money/cents.ts'
import type { LineItem } from '../woo/order.ts'
import { partOf } from './bundle-plugins.ts'
import type { GoodsLine } from './goods-lines.ts'
import { withoutMarkup } from './plain-text.ts'
import type { Settings } from './settings.ts'

export type BundleStyle = Settings['lines']['bundles']

/** `lineItems` are the sale's: of a refund, too, they tell what is a part of what. */
export function bundleLines(
  lines: readonly GoodsLine[],
  { style, lineItems }: { readonly style: BundleStyle; readonly lineItems: readonly LineItem[] },
): readonly GoodsLine[] {
  if (style === 'lines') {
    return lines
  }
  const parts = partOf(lineItems)
  const byWhole = Map.groupBy(lines, ({ lineID }) => outermost(lineID, parts))
  return [...byWhole].flatMap(([wholeID, all]) => {
    // What a card is worth is owed, whatever it came with.
    const [cards, members] = partition(all, ({ item }) => item.role === 'gift-card')
    const bundle = bundleOf(wholeID, { members, lineItems, parts })
    if (bundle === null) {
      return all
    }
    return [...(style === 'parent-only' ? asOneLine(bundle) : asParts(bundle)), ...cards]
  })
}

/** The other lines of the bundles that these are of. */
export function bundleMates(
  lineIDs: ReadonlySet<number>,
  lineItems: readonly LineItem[],
): readonly LineItem[] {
  const parts = partOf(lineItems)
  const wholes = new Set([...lineIDs].map((lineID) => outermost(lineID, parts)))
  return lineItems.filter(({ id }) => !lineIDs.has(id) && wholes.has(outermost(id, parts)))
}

type Bundle = {
  readonly whole: GoodsLine
  readonly parts: readonly GoodsLine[]
  /** The whole's and its parts' as they were sold. */
  readonly sold: ReadonlyMap<number, LineItem>
}

function partition<TOne>(
  all: readonly TOne[],
  isFirst: (one: TOne) => boolean,
): readonly [readonly TOne[], readonly TOne[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

/** Null where the line is no bundle, or where it is and its own line is not there. */
function bundleOf(
  wholeID: number,
  {
    members,
    lineItems,
    parts,
  }: {
    readonly members: readonly GoodsLine[]
    readonly lineItems: readonly LineItem[]
    readonly parts: ReadonlyMap<number, number>
  },
): Bundle | null {
  const sold = lineItems.filter(({ id }) => outermost(id, parts) === wholeID)
  const whole = members.find(({ lineID }) => lineID === wholeID)
  if (whole === undefined || sold.length < 2) {
    return null
  }
  return {
    whole,
    parts: members.filter((line) => line !== whole),
    sold: new Map(sold.map((line) => [line.id, line])),
  }
}

/** A bundle within a composite is a part of the composite. */
function outermost(lineID: number, parts: ReadonlyMap<number, number>): number {
  const seen = new Set<number>()
  let at = lineID
  for (let whole = parts.get(at); whole !== undefined && !seen.has(at); whole = parts.get(at)) {
    seen.add(at)
    at = whole
  }
  return at
}

/** One line a kind of taxation, since QuickBooks knows only one a line; the first has the quantity. */
function asOneLine({ whole, parts, sold }: Bundle): readonly GoodsLine[] {
  const contents = parts.map((part) => contentText(part, sold))
  const aside = contents.length === 0 ? '' : `(${contents.join(', ')})`
  const withMoney = [whole, ...parts].filter(
    (line) => line === whole || line.amountCents !== 0 || line.discountCents !== 0,
  )
  const byTaxation = Map.groupBy(withMoney, ({ taxRateIDs }) => taxRateIDs.join())
  // The whole's own line may be untaxed only because it costs nothing.
  const isEmpty = whole.amountCents === 0 && whole.discountCents === 0
  const groups = [...byTaxation.values()].filter(
    (group) => !(isEmpty && byTaxation.size > 1 && group.length === 1 && group[0] === whole),
  )
  return groups.map((group, at) => ({
    ...whole,
    aside,
    quantity: at === 0 ? whole.quantity : null,
    amountCents: sum(group.map(({ amountCents }) => amountCents)),
    discountCents: sum(group.map(({ discountCents }) => discountCents)),
    taxRateIDs: group[0]?.taxRateIDs ?? whole.taxRateIDs,
    losses: at === 0 ? [whole, ...parts].flatMap(({ losses }) => losses) : [],
  }))
}

/** `2 × Tee`, as many as one bundle has. */
function contentText({ lineID, quantity, words }: GoodsLine, sold: Bundle['sold']): string {
  const name = withoutMarkup(sold.get(lineID)?.name ?? words[0] ?? '')
  return quantity === null || quantity === '1' ? name : `${quantity} × ${name}`
}

/** The whole's price goes to the parts that have none of their own; if all have one, to them all. */
function asParts({ whole, parts, sold }: Bundle): readonly GoodsLine[] {
  if (parts.length === 0) {
    return [whole]
  }
  const aside = `(part of ${withoutMarkup(sold.get(whole.lineID)?.name ?? whole.words[0] ?? '')})`
  const unpriced = parts.filter((part) => listPrice(part, sold) === 0)
  const takers = unpriced.length === 0 ? parts : unpriced
  const weights = takers.map((part) =>
    unpriced.length === 0 ? listPrice(part, sold) : soldQuantity(part, sold),
  )
  const amounts = allocate(whole.amountCents, weights)
  const discounts = allocate(whole.discountCents, weights)
  return parts.flatMap((part) => {
    const at = takers.indexOf(part)
    const own = { ...part, aside }
    return at === -1
      ? [own]
      : withShare(own, {
          amountCents: amounts[at] ?? ZERO,
          discountCents: discounts[at] ?? ZERO,
          taxRateIDs: whole.taxRateIDs,
        })
  })
}

/** A share that is taxed otherwise than what the part costs itself stands on a line of its own. */
function withShare(
  part: GoodsLine,
  share: Pick<GoodsLine, 'amountCents' | 'discountCents' | 'taxRateIDs'>,
): readonly GoodsLine[] {
  const costsNothing = part.amountCents === 0 && part.discountCents === 0
  if (share.amountCents === 0 && share.discountCents === 0) {
    return [part]
  }
  if (costsNothing || share.taxRateIDs.join() === part.taxRateIDs.join()) {
    return [
      {
        ...part,
        amountCents: cents(part.amountCents + share.amountCents),
        discountCents: cents(part.discountCents + share.discountCents),
        taxRateIDs: share.taxRateIDs,
      },
    ]
  }
  return [part, { ...part, ...share, quantity: null, losses: [] }]
}

/** In cents, before coupons; weights are never below 0. */
function listPrice({ lineID }: GoodsLine, sold: Bundle['sold']): number {
  const cost = Math.round(Number(sold.get(lineID)?.subtotal ?? '0') * 100)
  return Math.max(0, cost)
}

/** In hundred-thousandths, as fine as QuickBooks takes a quantity. */
function soldQuantity({ lineID }: GoodsLine, sold: Bundle['sold']): number {
  return Math.max(0, Math.round(Number(sold.get(lineID)?.quantity ?? '0') * 100_000))
}
