/** What of the shop means what in the books: the owner's choices that grow with the shop. */
import * as v from 'valibot'
import { gatewaysByID } from './gateway-mapping.ts'
import { LINE_MAPPING } from './line-mapping.ts'
import { entriesBy, fields, listName, optionalFullName, textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'
import type { ValuesOf } from './settings-schema.ts'

export type Mapping = ValuesOf<typeof MAPPING>
export type MappedTaxItem = v.InferOutput<typeof taxItem>

/** What QuickBooks has room for. */
const LENGTHS_MAX = {
  itemName: 31,
  vendorName: 41,
  accountFullName: 159,
  description: 4095,
} as const

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
  ...LINE_MAPPING,
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
