/** The short lists a form or customer refers to: terms, classes, sales reps, price levels … */
import { branch, isRefusal, leaf, leaves } from './answer.ts'
import type { Answer, Part, Ret } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, ListKind } from './books.ts'
import { addressBlock, addressParts } from './customer.ts'
import { fullNameOf } from './entries.ts'
import { addToList, answerWith, headParts, pathParts } from './list-add.ts'
import type { AddContent } from './list-add.ts'
import { refPart } from './reference.ts'

const TERMS_FIELDS: Readonly<Record<string, readonly string[]>> = {
  StandardTerms: ['StdDueDays', 'StdDiscountDays', 'DiscountPct'],
  DateDrivenTerms: ['DayOfMonthDue', 'DueNextMonthDays', 'DiscountDayOfMonth', 'DiscountPct'],
}

export function termsRet(company: CompanyFile, entry: ListEntry): Ret {
  const fields = leaves(entry.fields, TERMS_FIELDS[entry.type] ?? [])
  return listRet(company, entry, fields)
}

const MADE = {
  Class: { kind: 'Class', ret: pathRet },
  ShipMethod: { kind: 'ShipMethod', ret: nameRet },
  StandardTerms: { kind: 'Terms', ret: termsRet },
} as const satisfies Readonly<
  Record<
    string,
    { readonly kind: ListKind; readonly ret: (company: CompanyFile, entry: ListEntry) => Ret }
  >
>

/** Those that a request can make. */
export function addFormEntry(
  company: CompanyFile,
  { type, content }: { readonly type: keyof typeof MADE; readonly content: AddContent },
): Answer {
  const { kind, ret } = MADE[type]
  const entry = addToList(company, { kind, type, content })
  return isRefusal(entry) ? entry : answerWith(entry, ret(company, entry))
}

/** Ship methods and customer messages, which are nothing but their names. */
export function nameRet(company: CompanyFile, entry: ListEntry): Ret {
  return listRet(company, entry, [])
}

/** Classes and customer types, which stand below one another. */
export function pathRet(company: CompanyFile, entry: ListEntry): Ret {
  const between = leaf('FullName', fullNameOf(company, entry))
  return {
    name: `${entry.type}Ret`,
    parts: [...headParts(company, entry), ...pathParts(company, entry, between)],
  }
}

/** The entry's name are the initials. */
export function salesRepRet(company: CompanyFile, entry: ListEntry): Ret {
  const head = headParts(company, entry).filter((part) => part.name !== 'Name')
  return {
    name: 'SalesRepRet',
    parts: [
      ...head,
      ...leaf('Initial', entry.name),
      ...leaf('IsActive', entry.isActive),
      ...refPart(company, 'SalesRepEntityRef', entry.refs.SalesRepEntityRef),
    ],
  }
}

export function templateRet(company: CompanyFile, entry: ListEntry): Ret {
  return listRet(company, entry, leaf('TemplateType', entry.fields.TemplateType ?? 'Invoice'))
}

export function currencyRet(company: CompanyFile, entry: ListEntry): Ret {
  const { fields } = entry
  const format = (fields.CurrencyFormat ?? {}) as Fields
  return listRet(company, entry, [
    ...leaf('CurrencyCode', fields.CurrencyCode),
    ...branch('CurrencyFormat', leaf('DecimalPlaces', format.DecimalPlaces)),
    ...leaf('IsUserDefinedCurrency', fields.IsUserDefinedCurrency ?? false),
    ...leaves(fields, ['ExchangeRate', 'AsOfDate']),
  ])
}

export function inventorySiteRet(company: CompanyFile, entry: ListEntry): Ret {
  const { fields } = entry
  return listRet(company, entry, [
    ...refPart(company, 'ParentSiteRef', entry.parentListID ?? undefined),
    ...leaf('IsDefaultSite', fields.IsDefaultSite ?? false),
    ...leaves(fields, ['SiteDesc', 'Contact', 'Phone', 'Fax', 'Email']),
    ...addressParts('SiteAddress', fields.SiteAddress),
    ...addressBlock('SiteAddressBlock', fields.SiteAddress),
  ])
}

export function priceLevelRet(company: CompanyFile, entry: ListEntry): Ret {
  const { fields, refs } = entry
  const items = fields.PriceLevelPerItemRets as readonly Fields[] | undefined
  return listRet(company, entry, [
    ...leaf('PriceLevelType', items === undefined ? 'FixedPercentage' : 'PerItem'),
    ...(items === undefined
      ? leaf('PriceLevelFixedPercentage', fields.PriceLevelFixedPercentage ?? '0')
      : [
          ...items.flatMap((item) => itemPriceParts(company, item)),
          ...refPart(company, 'CurrencyRef', refs.CurrencyRef),
        ]),
  ])
}

/** `ItemRef` is a ListID here. */
function itemPriceParts(company: CompanyFile, item: Fields): Part[] {
  return branch('PriceLevelPerItemRet', [
    ...refPart(company, 'ItemRef', item.ItemRef as string),
    ...leaves(item, ['CustomPrice', 'CustomPricePercent']),
  ])
}

function listRet(company: CompanyFile, entry: ListEntry, fields: readonly Part[]): Ret {
  return {
    name: `${entry.type}Ret`,
    parts: [...headParts(company, entry), ...leaf('IsActive', entry.isActive), ...fields],
  }
}
