/** A shop whose orders go through the real engine into a practice company, which is the judge. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { changeSetting } from '../../worker/books/parse-settings.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import type { CompanyOptions } from '../../worker/practice/company-file.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { listEntries } from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import type { Outcome } from '../../worker/woo/answer.ts'
import { NOW_MS, openShop, sendChanges, update } from '../matrix/shop-in-memory.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import type { Json } from '../woo/corpus.ts'
import { RATES } from './small-order.ts'

/** A setting by its key, as `settings set` takes it. */
export type Chosen = Readonly<Record<string, unknown>>

export async function ruleShop(
  chosen: Chosen = {},
  company: Partial<CompanyOptions> = {},
): Promise<ShopInMemory> {
  const file = createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
    ...company,
  })
  for (const [name, type] of ACCOUNTS) {
    enterByHand(file, {
      kind: 'Account',
      type,
      name,
      parentListID: null,
      fields: { AccountType: type },
      refs: {},
    })
  }
  const settings = { ...MAPPED, ...chosen }
  return openShop({ company: file, settings: settingsWith(settings), orders: [] })
}

const ACCOUNTS = [
  ['Stripe clearing', 'Bank'],
  ['Card fees', 'Expense'],
  ['Gift cards', 'OtherCurrentLiability'],
] as const

const MAPPED: Chosen = {
  'mapping.taxRates': Object.fromEntries(
    Object.entries(RATES).map(([id, { label, percent, agency }]) => [
      id,
      {
        name: `${label} ${percent}%`,
        ratePercent: String(percent),
        description: label,
        agencyName: agency,
      },
    ]),
  ),
  'mapping.zeroRateItem': {
    name: 'Tax on lines 0%',
    ratePercent: '0',
    description: 'Tax on lines',
    agencyName: 'State Board',
  },
  'mapping.gateways': {
    stripe: { paymentMethodName: 'Visa', depositAccountName: 'Stripe clearing' },
  },
}

export function settingsWith(chosen: Chosen): Settings {
  let settings: Settings = DEFAULT_SETTINGS
  for (const [key, value] of Object.entries(chosen)) {
    const changed = changeSetting(settings, { key, value })
    if (changed.kind === 'problems') {
      throw new Error(`${key}: ${JSON.stringify(changed.problems)}`)
    }
    settings = changed.settings
  }
  return settings
}

export type Sending = {
  readonly refunds?: readonly unknown[]
  readonly event?: 'changed' | 'pushed'
  readonly faults?: Faults
}

/** Sends orders together, runs one update, and says what became of the first. */
export async function post(
  shop: ShopInMemory,
  orders: Json | readonly Json[],
  { refunds = [], event = 'changed', faults = {} }: Sending = {},
): Promise<Outcome | undefined> {
  const all = Array.isArray(orders) ? (orders as readonly Json[]) : [orders as Json]
  await sendChanges(
    shop,
    all.map((order) => ({ subject: `order:${String(order.id)}`, snapshot: order, refunds, event })),
  )
  const outcomes = await update(shop, faults)
  return outcomes.findLast(({ subject }) => subject === `order:${String(all[0]?.id)}`)
}

/**
 * What a form owes to each agency, as QuickBooks' sales-tax liability report adds it up: what it
 * computed goes to the vendor of the form's tax item, a line of a tax item to that item's vendor.
 */
export function owedTo(
  company: CompanyFile,
  form: SalesFormView,
): Readonly<Record<string, number>> {
  const taxItems = new Map(
    listEntries(company, 'Item')
      .filter(({ type }) => type === 'ItemSalesTax')
      .map(({ fullName, refs }) => [fullName, refs.TaxVendorRef ?? '']),
  )
  const parts = [
    [taxItems.get(form.salesTaxItem ?? ''), form.salesTaxCents] as const,
    ...form.lines.map(({ item, amountCents }) => [taxItems.get(item ?? ''), amountCents] as const),
  ]
  const owed: Record<string, number> = {}
  for (const [agency, cents] of parts) {
    if (agency !== undefined && cents !== 0) {
      owed[agency] = (owed[agency] ?? 0) + cents
    }
  }
  return owed
}
