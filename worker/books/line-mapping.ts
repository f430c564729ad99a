/** Which item, and which class, a line of the shop's has in the books. */
import * as v from 'valibot'
import { entriesBy, fields, fullName, optionalFullName, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

/** Five generations of 31 characters, and the colons between them. */
export const ITEM_FULL_NAME_LENGTH_MAX = 159
const CLASS_FULL_NAME_LENGTH_MAX = 159
/** WordPress keeps such names in 200 bytes or in a `text`; this is only against nonsense. */
const KEY_LENGTH_MAX = 200

const itemFullName = fullName(ITEM_FULL_NAME_LENGTH_MAX)

/** An item and a class for one kind of line; null leaves the usual one. */
const itemAndClass = fields({
  itemName: v.optional(optionalFullName(ITEM_FULL_NAME_LENGTH_MAX), null),
  className: v.optional(optionalFullName(CLASS_FULL_NAME_LENGTH_MAX), null),
})

export const LINE_MAPPING = {
  items: setting({
    schema: entriesBy(
      textThat('a subject such as "variation:31" or "item:shipping", or a SKU', isKey),
      itemFullName,
    ),
    default: {},
    meaning:
      'The item in QuickBooks, by its full name such as “Clothing:Tee”, of a product, a variation or a SKU; what is here is neither searched nor created.',
  }),
  fees: setting({
    schema: entriesBy(textThat('the name of a fee, as orders show it', isKey), itemFullName),
    default: {},
    meaning: 'The item in QuickBooks of each fee, by its name; other fees have the item “Fee”.',
  }),
  coupons: setting({
    schema: entriesBy(textThat('the code of a coupon', isKey), itemAndClass),
    default: {},
    meaning:
      'The item and the class of what each coupon takes off, by its code, where coupons have lines of their own; others have the item “Discount”.',
  }),
  shippingMethods: setting({
    schema: entriesBy(
      textThat('a shipping method such as "flat_rate", or one of a zone: "flat_rate:3"', isKey),
      itemAndClass,
    ),
    default: {},
    meaning:
      'The item and the class of each shipping method, by its ID or its ID and instance; others have the item “Shipping”.',
  }),
}

/** As the shop writes it, without a blank at either end, and no longer than a name in the shop. */
function isKey(text: string): boolean {
  return text !== '' && text.trim() === text && text.length <= KEY_LENGTH_MAX
}
