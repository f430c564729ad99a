/**
 * How plugins say on an order which line is a part of which. Each was read in its plugin's source in
 * November 2026. Grouped products, WooCommerce's own, leave no trace: their products are plain lines.
 */
import type { LineItem } from '../woo/order.ts'

/** A part names its bundle's line by that line's ID, by a key that both have, or by its product. */
type Relation =
  | { readonly kind: 'line'; readonly lineID: (line: LineItem) => number | null }
  | { readonly kind: 'key'; readonly of: string; readonly keys: readonly string[] }
  | { readonly kind: 'product'; readonly of: string }

const RELATIONS: readonly Relation[] = [
  // Product Bundles, Composite Products, Mix and Match Products: what their REST extensions add.
  { kind: 'line', lineID: (line) => line.bundledBy },
  { kind: 'line', lineID: (line) => line.compositeParent },
  { kind: 'line', lineID: (line) => line.mnmChildOf },
  // The same three, and YITH Product Bundles, in the lines' hidden meta: a cart key.
  {
    kind: 'key',
    of: '_bundled_by',
    keys: ['_bundle_cart_key', '_yith_bundle_cart_key', '_cartstamp'],
  },
  { kind: 'key', of: '_composite_parent', keys: ['_composite_cart_key'] },
  { kind: 'key', of: '_mnm_container', keys: ['_mnm_cart_key'] },
  // Chained Products, WPC Product Bundles, WPC Composite Products: the bundle's product ID.
  { kind: 'product', of: '_chained_product_of' },
  { kind: 'product', of: '_woosb_parent_id' },
  { kind: 'product', of: '_wooco_parent_id' },
]

/** For each line that is a part, the line it is a part of; both by line ID. */
export function partOf(lines: readonly LineItem[]): ReadonlyMap<number, number> {
  const relations = lines.flatMap((line, at): [number, number][] => {
    const whole = wholeOf(line, { lines, at })
    return whole === undefined || whole.id === line.id ? [] : [[line.id, whole.id]]
  })
  return new Map(relations)
}

type Place = { readonly lines: readonly LineItem[]; readonly at: number }

function wholeOf(line: LineItem, place: Place): LineItem | undefined {
  for (const relation of RELATIONS) {
    const whole = related(line, { relation, place })
    if (whole !== undefined) {
      return whole
    }
  }
  return undefined
}

function related(
  line: LineItem,
  { relation, place }: { readonly relation: Relation; readonly place: Place },
): LineItem | undefined {
  const { lines, at } = place
  switch (relation.kind) {
    case 'line': {
      const lineID = relation.lineID(line)
      return lineID === null ? undefined : lines.find(({ id }) => id === lineID)
    }
    case 'key': {
      const key = metaValue(line, relation.of)
      return key === null
        ? undefined
        : lines.find((one) => relation.keys.some((name) => metaValue(one, name) === key))
    }
    case 'product': {
      const productID = metaValue(line, relation.of)
      // A product may be in the cart twice: parts stand behind the one they belong to.
      return productID === null
        ? undefined
        : lines.slice(0, at).findLast((one) => isProduct(one, productID))
    }
  }
}

function isProduct({ productId, variationId }: LineItem, id: string): boolean {
  return String(productId) === id || (variationId > 0 && String(variationId) === id)
}

/** Null where there is no such key, or nothing that names anything. */
function metaValue({ metaData }: LineItem, key: string): string | null {
  const value = metaData.find((meta) => meta.key === key)?.value
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return text === '' || text === '0' ? null : text
}
