/** What is written as JSON, by example; each is a value that its setting takes. */
import { PLAIN_GATEWAY } from './gateway-mapping.ts'

const TAX_ITEM = {
  name: 'CA Sales Tax',
  ratePercent: '7.25',
  description: 'California sales tax',
  agencyName: 'CDTFA',
}

export const SETTING_EXAMPLES: Readonly<Record<string, unknown>> = {
  documentRules: [
    {
      when: [{ field: 'gateway', test: 'is', value: 'cod' }],
      becomes: 'invoice',
      set: { terms: 'Net 30' },
    },
  ],
  'documentFields.shipViaByMethod': { flat_rate: 'UPS', 'local_pickup:3': 'Pickup' },
  'documentFields.customFields': { 'Gift wrap': '{meta:_gift_wrap}' },
  'documentFields.lineClasses': [
    { when: [{ field: 'kind', test: 'is', value: 'shipping' }], class: 'Web:Shipping' },
  ],
  customerFor: { guest: 'Web Sales', wholesale: 'individual' },
  customerDefaults: { wholesale: { termsName: 'Net 30', salesTaxCodeName: 'Non' } },
  'lines.lineMeta': ['pa_color', '_engraving'],
  'mapping.taxRates': { '12': TAX_ITEM },
  'mapping.zeroRateItem': {
    ...TAX_ITEM,
    name: 'Tax on lines 0%',
    ratePercent: '0',
    description: 'The sales tax stands on lines of its own',
  },
  'mapping.taxCodes': { '3,12': { name: 'S', ratePercents: ['5', '9.975'] } },
  'mapping.gateways': {
    stripe: {
      ...PLAIN_GATEWAY,
      paymentMethodName: 'Credit Card',
      depositAccountName: 'Stripe Clearing',
      feeAccountName: 'Merchant Fees',
    },
  },
  'mapping.items': { 'product:20': 'Clothing:Tee', 'MUG-1': 'Mug' },
  'mapping.fees': { 'Gift wrap': 'Gift Wrap' },
  'mapping.coupons': { SUMMER: { itemName: 'Discount', className: 'Web' } },
  'mapping.shippingMethods': { 'flat_rate:3': { itemName: 'Freight', className: null } },
}
