/** The owner's choices about the lines of a document: which items, how bundles, coupons and notes. */
import * as v from 'valibot'
import { plainText } from './plain-text.ts'
import { listOf, oneOf, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** An item's name has 31 characters, and the SKU needs most of them. */
const SKU_SUFFIX_LENGTH_MAX = 10
/** WordPress keeps keys of meta data in 255 characters. */
const META_KEY_LENGTH_MAX = 255

const metaKey = textThat(
  'the key of a meta field such as "_po_number"',
  (key) => key !== '' && key.length <= META_KEY_LENGTH_MAX,
)

const metaKeys = listOf(metaKey, 'a list of keys such as ["pa_color", "_engraving"]')

/** What tip plugins call their fee unless the owner renames it. */
const USUAL_TIP_NAMES = ['Tip', 'Tips', 'Gratuity', 'Order Tip']

export const LINE_SETTINGS = {
  itemNames: setting({
    schema: oneOf(['sku', 'shop-id', 'name']),
    default: 'sku',
    meaning:
      'What the items of products are called in QuickBooks and found by: the SKU, the shop’s own ID such as “W-20”, or the product’s name; where one cannot be an item’s name it is the next, the ID in the end.',
  }),
  skuSuffix: setting({
    schema: textThat(
      `at most ${SKU_SUFFIX_LENGTH_MAX} characters that QuickBooks can spell, without a colon`,
      (suffix) =>
        suffix.length <= SKU_SUFFIX_LENGTH_MAX &&
        !suffix.includes(':') &&
        plainText(`x${suffix}`).text === `x${suffix}`,
    ),
    default: '',
    meaning:
      'What stands behind the SKU in the items’ names in QuickBooks, such as “-WEB” where two shops share the books.',
  }),
  variations: setting({
    schema: oneOf(['own', 'parent']),
    default: 'own',
    meaning: 'Whether each variation is an item of its own, or all share that of their product.',
  }),
  variationSeparator: setting({
    schema: textThat('at most 5 characters, such as "-"', (text) => text.length <= 5),
    default: '',
    meaning:
      'Where variations share their product’s item: their SKU counts up to the last of these characters, “TEE” of “TEE-RED” by “-”; empty, the product’s ID counts.',
  }),
  bundles: setting({
    schema: oneOf(['lines', 'parent-only', 'allocate']),
    default: 'lines',
    meaning:
      'Bundles and composites: line by line as the shop lists them, the bundle alone with the whole amount, or their parts with the bundle’s price shared out among them.',
  }),
  tipNames: setting({
    schema: listOf(
      textThat('the name of a fee', (name) => name.trim() !== ''),
      'a list of names such as ["Tip"]',
    ),
    default: USUAL_TIP_NAMES,
    meaning:
      'Fees with one of these names are tips, with the item “Tip” and the account chosen for it.',
  }),
  giftCardProducts: setting({
    schema: listOf(
      textThat('a subject such as "product:20", or a SKU', (text) => text.trim() !== ''),
      'a list of subjects or SKUs such as ["GIFT-50"]',
    ),
    default: [],
    meaning:
      'Products that are gift cards or store credit though their plugin does not say so on the order: sold, they are owed to the buyer and earn nothing yet.',
  }),
  lineMeta: setting({
    schema: v.nullable(metaKeys),
    default: null,
    meaning:
      'Which meta fields of a line stand in its description, hidden ones too if they are named here; null is all that the shop shows.',
  }),
  customerNote: setting({
    schema: oneOf(['off', 'memo', 'line']),
    default: 'off',
    meaning:
      'Where the note that the buyer left with the order stands: nowhere, in the memo, or on a line of its own at the end.',
  }),
  orderMeta: setting({
    schema: metaKeys,
    default: [],
    meaning:
      'Meta fields of the order that stand on lines of their own at the end, such as a delivery date.',
  }),
}
