/** What of the shop means what in the books: the owner's choices that grow with the shop. */
import * as v from 'valibot'
import { gatewaysByID } from './gateway-mapping.ts'
import { LINE_MAPPING } from './line-mapping.ts'
import {
  entriesBy,
  fields,
  listName,
  listOf,
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
  description: 4095,
  taxCodeName: 3,
} as const

/** A QuickBooks tax group holds a handful of taxes; a shop's line has at most as many rates. */
const RATES_OF_CODE_MAX = 10

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

/** As WooCommerce numbers its rates; the same ones in another order would be another key. */
const rateSet = textThat(
  'the IDs of the tax rates of a line, the lowest first, such as "3,12", or "" for none',
  (text) => text === '' || isAscending(text.split(',')),
)

function isAscending(rateIDs: readonly string[]): boolean {
  return rateIDs.every(
    (rateIDText, at) =>
      /^\d{1,16}$/.test(rateIDText) && (at === 0 || Number(rateIDs[at - 1]) < Number(rateIDText)),
  )
}

const taxCode = fields({
  name: listName(LENGTHS_MAX.taxCodeName),
  ratePercents: v.pipe(
    listOf(ratePercent, 'a list of percentages such as ["5", "9.975"]'),
    v.maxLength(RATES_OF_CODE_MAX, `at most ${RATES_OF_CODE_MAX} percentages`),
  ),
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
  taxCodes: setting({
    schema: entriesBy(rateSet, taxCode),
    default: {},
    meaning:
      'In QuickBooks’ Canadian and UK editions, the sales-tax code of a line by the tax rates that the shop applied to it, and the percentages QuickBooks takes under that code, in the same order; an order with a line whose rates are not here waits.',
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
