/** What QuickBooks says of itself: is it new enough, is it the right company, does it charge tax. */
import { isProblem, problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { companyOfCountry, companyOfPreferences, PLAIN_COMPANY } from '../posting/company.ts'
import type { ListEntry, SalesTaxCodes } from '../posting/known.ts'
import type { Lesson } from '../posting/lesson.ts'
import type { CompanyRet } from '../qbxml/company.ts'
import type { HostRet } from '../qbxml/host.ts'
import type { PreferencesRet } from '../qbxml/preferences.ts'
import { negotiateVersion } from '../qbxml/version.ts'
import type { Company, Store } from '../stores/store.ts'
import type { SessionState } from './state.ts'

/** QuickBooks' names for the two codes every new US company has. */
const USUAL_TAX_CODES: SalesTaxCodes = { taxable: 'Tax', nonTaxable: 'Non' }

export function withHost(state: SessionState, host: HostRet): SessionState | Problem {
  const negotiation = negotiateVersion(host.SupportedQBXMLVersions)
  return negotiation.kind === 'agreed'
    ? {
        ...state,
        version: negotiation.version,
        company: companyOfCountry(state.company ?? PLAIN_COMPANY, host.Country),
      }
    : problem('quickbooks-too-old', { version: negotiation.newest ?? 'unknown' })
}

export function withPreferences(before: SessionState, preferences: PreferencesRet): SessionState {
  const { SalesTaxPreferences: salesTax } = preferences
  const company = companyOfPreferences(before.company ?? PLAIN_COMPANY, preferences)
  const state = { ...before, company }
  if (salesTax === null) {
    return { ...state, salesTax: null }
  }
  const { DefaultTaxableSalesTaxCodeRef, DefaultNonTaxableSalesTaxCodeRef } = salesTax
  return {
    ...state,
    salesTax: {
      taxable: DefaultTaxableSalesTaxCodeRef?.FullName ?? USUAL_TAX_CODES.taxable,
      nonTaxable: DefaultNonTaxableSalesTaxCodeRef?.FullName ?? USUAL_TAX_CODES.nonTaxable,
    },
  }
}

/** Where the preferences did not say: the list of codes, which only exists with sales tax on. */
export function taxCodesOf(
  salesTax: SessionState['salesTax'],
  entries: Iterable<ListEntry>,
): SalesTaxCodes | null {
  if (salesTax !== 'unknown') {
    return salesTax
  }
  const codes = [...entries].filter((entry) => entry.list === 'sales-tax-code' && entry.isActive)
  const nameOf = (isTaxable: boolean, usual: string) =>
    codes.find((code) => code.fullName === usual && code.isTaxable === isTaxable)?.fullName ??
    codes.find((code) => code.isTaxable === isTaxable)?.fullName
  const taxable = nameOf(true, USUAL_TAX_CODES.taxable)
  const nonTaxable = nameOf(false, USUAL_TAX_CODES.nonTaxable)
  return taxable === undefined || nonTaxable === undefined ? null : { taxable, nonTaxable }
}

/**
 * The company file of the first session is the one; another gets no requests. The Web Connector's
 * FileID travels with the file, so it decides where both sides know it; a name can be changed. Of a
 * `.qwc` made anew the Web Connector puts the new FileID into the file: then the name decides.
 */
export function wrongCompany(store: Store, found: Company): Problem | null {
  const { companyName, companyFileID, fileID } = store
  const isRenewed = found.companyFileID === fileID && companyFileID !== fileID
  if (companyFileID !== null && found.companyFileID !== null && !isRenewed) {
    return companyFileID === found.companyFileID ? null : wrong(store, found)
  }
  const isOther =
    companyName !== null && found.companyName !== null && companyName !== found.companyName
  return isOther ? wrong(store, found) : null
}

function wrong(store: Store, found: Company): Problem {
  return problem('wrong-company-file', {
    expected: store.companyName ?? store.companyFilePath ?? 'another company file',
    found: found.companyName ?? found.companyFilePath ?? 'an unnamed company file',
  })
}

/** Whom the session talks to, and whether these are the books we left: nothing goes before that. */
export function isIntroduced({
  isCompanySeen,
  areListsRead,
  areBooksChecked,
}: SessionState): boolean {
  return isCompanySeen && areListsRead && areBooksChecked
}

/** What an answer says of QuickBooks itself; a Problem when the session cannot go on with it. */
export function introducedBy(
  lessons: readonly Lesson[],
  { state, store }: { readonly state: SessionState; readonly store: Store },
): SessionState | Problem {
  let introduced = state
  for (const lesson of lessons) {
    const next = introducedByOne(lesson, { state: introduced, store })
    if (isProblem(next)) {
      return next
    }
    introduced = next
  }
  return introduced
}

function introducedByOne(
  lesson: Lesson,
  { state, store }: { readonly state: SessionState; readonly store: Store },
): SessionState | Problem {
  if (lesson.kind === 'host') {
    return withHost(state, lesson.host)
  }
  if (lesson.kind === 'preferences') {
    return withPreferences(state, lesson.preferences)
  }
  return lesson.kind === 'company'
    ? (wrongCompany(store, companyFound(lesson.company, '')) ?? { ...state, isCompanySeen: true })
    : state
}

export function companyFound(company: CompanyRet | null, path: string): Company {
  return {
    companyName: company?.CompanyName ?? null,
    companyFileID: company?.FileID ?? null,
    companyFilePath: path === '' ? null : path,
  }
}
