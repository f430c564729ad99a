/** What of the shop means what in the books: the owner's choices that grow with the shop. */
import * as v from 'valibot'
import { gatewaysByID } from './gateway-mapping.ts'
import {
  entriesBy,
  fields,
  fullName,
  listName,
  optionalFullName,
  textThat,
} from './setting-values.ts'
import { setting } from './settings-schema.ts'
import type { ValuesOf } from './settings-schema.ts'

export type Mapping = ValuesOf<typeof MAPPING>
export type MappedTaxItem = v.InferOutput<typeof taxItem>

/** What QuickBooks has room for. */
const LENGTHS_MAX = {
  itemName: 31,
  vendorName: 41,
  accountFullName: 159,
  classFullName: 159,
  /** Five generations of 31 characters, and the colons between them. */
  itemFullName: 159,
  description: 4095,
} as const

/** WordPress keeps such names in 200 bytes or in a `text`; this is only against nonsense. */
const KEY_LENGTH_MAX = 200

const rateID = textThat('the ID of a tax rate, such as 1042', (text) => /^\d{1,16}$/.test(text))

const ratePercent = textThat('a percentage such as "7.25"', (text) =>
  /^\d{1,3}(\.\d{1,18})?$/.test(text),
)

const taxItem = fields({
  name: listName(LENGTHS_MAX.itemName),
  ratePercent,
  description: textThat(
    `a text of at most ${LENGTHS_MAX.description} characters`,
    (text) => text.length <= LENGTHS_MAX.description,
  ),
  agencyName: listName(LENGTHS_MAX.vendorName),
})

const itemFullName = fullName(LENGTHS_MAX.itemFullName)

/** An item and a class for one kind of line; null leaves the usual one. */
const itemAndClass = fields({
  itemName: v.optional(optionalFullName(LENGTHS_MAX.itemFullName), null),
  className: v.optional(optionalFullName(LENGTHS_MAX.classFullName), null),
})

export const MAPPING = {
  taxRates: setting({
    schema: entriesBy(rateID, taxItem),
    default: {},
    meaning:
      'The sales-tax item and the agency that each tax rate of the shop, by its ID, is owed under; an order with a rate that is not here waits.',
  }),
  zeroRateItem: setting({
    schema: v.nullable(taxItem),
    default: null,
    meaning:
      'The 0 % sales-tax item of a document whose tax stands on lines of its own; an order that needs one waits until it is chosen.',
  }),
  gateways: setting({
    schema: gatewaysByID,
    default: {},
    meaning:
      'How the money of each payment gateway, by its ID such as “stripe” or for one currency “stripe|EUR”, arrives, what the gateway keeps of it, and how it goes back; a paid order of a gateway that is not here waits.',
  }),
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
  accounts: {
    income: setting({
      schema: optionalFullName(LENGTHS_MAX.accountFullName),
      default: null,
      meaning:
        'The account that new items earn to; without a choice it is the oldest income account in QuickBooks, or “Sales”.',
    }),
    shippingIncome: setting({
      schema: optionalFullName(LENGTHS_MAX.accountFullName),
      default: null,
      meaning:
        'The account that new items for shipping earn to; without a choice it is that of the other items.',
    }),
    tips: setting({
      schema: optionalFullName(LENGTHS_MAX.accountFullName),
      default: null,
      meaning:
        'The account of a new item for tips: what is passed on is owed, what is kept is income; without a choice it is that of the other items.',
    }),
    giftCards: setting({
      schema: optionalFullName(LENGTHS_MAX.accountFullName),
      default: null,
      meaning:
        'The account, of type Other Current Liability, that new items for gift cards and store credit are owed from; without it, orders that need such an item wait.',
    }),
  },
}

/** As the shop writes it, without a blank at either end, and no longer than a name in the shop. */
function isKey(text: string): boolean {
  return text !== '' && text.trim() === text && text.length <= KEY_LENGTH_MAX
}
