/** The owner's choices: what of the shop means what in the books. Storage keeps it with history. */

export type Mapping = {
  /** Woo tax rate ID → the sales-tax item it is owed under. An absent rate holds the order. */
  readonly taxRates: Readonly<Record<string, MappedTaxItem>>
  /** The 0 % item that stands at the document when tax goes out as exact lines. */
  readonly zeroRateItem: MappedTaxItem | null
  /** Gateway ID (`''` for an order without one) → how its money arrives. Absent holds the order. */
  readonly gateways: Readonly<Record<string, MappedGateway>>
  readonly accounts: MappedAccounts
}

export type MappedTaxItem = {
  readonly name: string
  readonly ratePercent: string
  readonly description: string
  readonly agencyName: string
}

export type MappedGateway = {
  /** At most 31 characters; null sends no payment method. */
  readonly paymentMethodName: string | null
  /** An account's full name; null leaves the money in Undeposited Funds. */
  readonly depositAccountName: string | null
}

/** Full names of accounts; null means QuickBooks' first account of the fitting type. */
export type MappedAccounts = {
  readonly income: string | null
  readonly shippingIncome: string | null
}

export type Settings = {
  /** Order statuses that go to the books; SHOP.md's default. Drafts and trash never go. */
  readonly orderStatuses: readonly string[]
  /** Subjects the shop shall send. */
  readonly kinds: readonly ('order' | 'customer')[]
  /** What an order that is paid becomes when it is first sent. */
  readonly paidOrders: 'sales-receipt' | 'invoice-with-payment'
  readonly createCustomers: boolean
  readonly createItems: boolean
  /** Payment methods, tax items and their agency that the mapping names and QuickBooks lacks. */
  readonly createLists: boolean
  /** In front of the order number in RefNumber; the two together may be 11 characters. */
  readonly refNumberPrefix: string
  readonly mapping: Mapping
}

export const DEFAULT_SETTINGS: Settings = {
  orderStatuses: ['processing', 'completed', 'on-hold'],
  kinds: ['order', 'customer'],
  paidOrders: 'sales-receipt',
  createCustomers: true,
  createItems: true,
  createLists: true,
  refNumberPrefix: '',
  mapping: {
    taxRates: {},
    zeroRateItem: null,
    gateways: {},
    accounts: { income: null, shippingIncome: null },
  },
}
