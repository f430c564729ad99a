/** The sales-tax lists of a company's first day, by the country edition that made it. */
import type { CompanyFile, ListEntry } from './books.ts'
import { addEntry } from './entries.ts'

/** A US company begins with two codes; a Canadian or UK one with what its setup interview asks for. */
export function addSalesTaxLists(company: CompanyFile, hasTaxVendor: boolean): void {
  const { edition } = company.settings
  if (edition === 'US') {
    addTaxableAndNot(company, hasTaxVendor)
    return
  }
  const { agencies, items, groups, codes } = LISTS[edition]
  const byName = new Map<string, ListEntry>()
  for (const name of agencies) {
    const fields = { IsSalesTaxAgency: true }
    byName.set(name, addEntry(company, { kind: 'Vendor', name, fields }))
  }
  for (const [name, TaxRate, agency] of items) {
    const refs = { TaxVendorRef: byName.get(agency)?.ListID ?? '' }
    const fields = { ItemDesc: name, TaxRate }
    byName.set(name, addEntry(company, { kind: 'Item', type: 'ItemSalesTax', name, fields, refs }))
  }
  for (const [name, members] of groups) {
    const fields = { ItemSalesTaxRefs: members.map((member) => byName.get(member)?.ListID ?? '') }
    byName.set(name, addEntry(company, { kind: 'Item', type: 'ItemSalesTaxGroup', name, fields }))
  }
  for (const [name, Desc, item] of codes) {
    const taxItem = item === null ? undefined : byName.get(item)
    addEntry(company, {
      kind: 'SalesTaxCode',
      name,
      fields: { IsTaxable: taxItem !== undefined, Desc },
      refs: taxItem === undefined ? {} : { ItemSalesTaxRef: taxItem.ListID },
    })
  }
}

/** A company that charges sales tax has a most common tax item: here a rate of nothing. */
function addTaxableAndNot(company: CompanyFile, hasTaxVendor: boolean): void {
  const codes = [
    { name: 'Tax', fields: { IsTaxable: true, Desc: 'Taxable Sales' } },
    { name: 'Non', fields: { IsTaxable: false, Desc: 'Non-Taxable Sales' } },
  ]
  for (const code of codes) {
    addEntry(company, { kind: 'SalesTaxCode', ...code })
  }
  const vendor = hasTaxVendor
    ? addEntry(company, { kind: 'Vendor', name: 'State Tax Agency' })
    : null
  addEntry(company, {
    kind: 'Item',
    type: 'ItemSalesTax',
    name: 'Out of State',
    fields: { ItemDesc: 'Out-of-state sale, exempt from sales tax', TaxRate: '0' },
    refs: vendor === null ? {} : { TaxVendorRef: vendor.ListID },
  })
}

type Lists = {
  readonly agencies: readonly string[]
  /** Name, percent, agency. */
  readonly items: readonly (readonly [string, string, string])[]
  /** Name, members. */
  readonly groups: readonly (readonly [string, readonly string[]])[]
  /** Name, description, the item or group by which a sale is taxed. */
  readonly codes: readonly (readonly [string, string, string | null])[]
}

const LISTS: Readonly<Record<'CA' | 'UK', Lists>> = {
  CA: {
    agencies: ['Receiver General', 'Minister of Finance (BC)', 'Revenu Québec'],
    items: [
      ['GST', '5', 'Receiver General'],
      ['HST (ON)', '13', 'Receiver General'],
      ['GST (ZR)', '0', 'Receiver General'],
      ['PST (BC)', '7', 'Minister of Finance (BC)'],
      ['QST', '9.975', 'Revenu Québec'],
    ],
    groups: [
      ['GST/PST (BC)', ['GST', 'PST (BC)']],
      ['GST/QST', ['GST', 'QST']],
    ],
    codes: [
      ['S', 'Standard: GST and PST', 'GST/PST (BC)'],
      ['E', 'Tax exempt', null],
      ['G', 'GST only', 'GST'],
      ['H', 'HST', 'HST (ON)'],
      ['P', 'PST only', 'PST (BC)'],
      ['Q', 'GST and QST', 'GST/QST'],
      ['Z', 'Zero-rated', 'GST (ZR)'],
    ],
  },
  UK: {
    agencies: ['HMRC VAT'],
    items: [
      ['Standard Sales', '20', 'HMRC VAT'],
      ['Reduced Sales', '5', 'HMRC VAT'],
      ['Zero-Rated Sales', '0', 'HMRC VAT'],
    ],
    groups: [],
    codes: [
      ['S', 'Standard', 'Standard Sales'],
      ['E', 'Exempt', null],
      ['R', 'Reduced', 'Reduced Sales'],
      ['Z', 'Zero-rated', 'Zero-Rated Sales'],
    ],
  },
}
