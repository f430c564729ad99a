/** A practice company that posts sales by posting's own requests, and what then stands in it. */
import type { SaleDocument } from '../../worker/books/document.ts'
import type { Edition } from '../../worker/books/edition.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { saleWanted } from '../../worker/posting/desktop/sale-wanted.ts'
import type { Wanted } from '../../worker/posting/desktop/wanted.ts'
import type { Context } from '../../worker/posting/desktop/customer.ts'
import { PLAIN_COMPANY } from '../../worker/posting/company.ts'
import { indexCustomers } from '../../worker/posting/customer-keys.ts'
import {
  indexEntries,
  indexEntriesByID,
  NOTHING_LEARNED,
  PLAIN_ENTRY,
} from '../../worker/posting/known.ts'
import type { Known, ListEntry, ListName, SalesTaxCodes } from '../../worker/posting/known.ts'
import { gather } from '../../worker/posting/needed.ts'
import type { ListKind } from '../../worker/practice/books.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { entriesOf } from '../../worker/practice/entries.ts'
import { invoices, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import type { SalesFormView } from '../../worker/practice/look-up.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { Ret } from '../../worker/qbxml/response.ts'

export const STORE_ID = 'k3f9x2'

export type PracticeBooks = {
  readonly company: CompanyFile
  readonly settings: Settings
  known: Known
}

/** One that knows the company's first lists, and makes what is missing as it is needed. */
export function practiceBooks(settings: Settings, company = newCompany('US')): PracticeBooks {
  return { company, settings, known: knownOf(company) }
}

export function newCompany(edition: Edition): CompanyFile {
  return createCompanyFile({
    companyName: 'Acme Mugs',
    fileName: 'C:\\QB\\Acme.qbw',
    edition,
    nowMs: () => Date.UTC(2026, 11, 31),
  })
}

/** Sends the sale, and its payment if it has one. What QuickBooks refuses is thrown. */
export function postSale(
  books: PracticeBooks,
  { document, subject }: { readonly document: SaleDocument; readonly subject: string },
): SalesFormView {
  const { refNumber } = document
  postWanted(books, {
    subject,
    order: refNumber,
    standing: new Map(),
    wanted: (context) => saleWanted(document, context),
  })
  const forms = document.kind === 'Invoice' ? invoices : salesReceipts
  const [form, ...doubles] = forms(books.company, refNumber)
  if (form === undefined || doubles.length > 0) {
    throw new Error(`${document.kind} ${refNumber} does not stand once`)
  }
  return form
}

type Posting = {
  readonly subject: string
  /** The order's number. */
  readonly order: string
  /** TxnIDs by role, of what was posted before. */
  readonly standing: ReadonlyMap<string, string>
  readonly wanted: (context: Context) => readonly Wanted[]
}

/** Sends them in one set; TxnIDs by role, of these and of what stood before. */
export function postWanted(books: PracticeBooks, posting: Posting): ReadonlyMap<string, string> {
  const { subject, standing } = posting
  const wanted = wantedWhole(books, posting)
  const rets = send(
    books.company,
    wanted.map(({ role, appliedTo, request }) => {
      const txnID = standing.get(appliedTo ?? '')
      const target = appliedTo === null ? null : (txnID ?? { useMacro: macroOf(appliedTo) })
      return request({
        macro: macroOf(role),
        marked: { storeID: STORE_ID, subject, role, posting: 1 },
        appliedTo: target,
      })
    }),
  )
  const posted = wanted.map(({ role }, at): [string, string] => {
    const ret = rets[at]
    return [role, ret !== undefined && 'TxnID' in ret ? ret.TxnID : '']
  })
  return new Map([...standing, ...posted])
}

function macroOf(role: string): string {
  return `TxnID:J1_${role.replace(':', '_')}`
}

/** With everything they refer to: what is missing is added, as often as something is. */
function wantedWhole(books: PracticeBooks, { order, wanted: make }: Posting): readonly Wanted[] {
  for (let round = 0; round < 5; round += 1) {
    const { known, settings } = books
    const wanted = make({ known, settings, order })
    const gathered = gather(wanted.flatMap(({ needs }) => needs))
    switch (gathered.kind) {
      case 'all-found':
        return wanted
      case 'problem':
        throw new Error(`${gathered.problem.code}: ${gathered.problem.summary}`)
      case 'ask':
        // Two lines of one product ask for it once.
        send(books.company, [
          ...new Map(gathered.requests.map(({ key, request }) => [key, request])).values(),
        ])
        books.known = knownOf(books.company)
        break
    }
  }
  throw new Error(`Something that ${order} refers to is asked for again and again`)
}

/** The first Ret of each answer. */
function send(
  company: CompanyFile,
  requests: readonly QbxmlRequest[],
): readonly (Ret | undefined)[] {
  const { xml } = encodeMessageSet({
    version: '13.0',
    edition: company.settings.edition,
    requests: requests.map((request, at) => ({ requestID: String(at + 1), request })),
  })
  const processed = processRequest(company, xml)
  if (processed.kind === 'hresult') {
    throw new Error(`${processed.hresult} ${processed.message}\n${xml}`)
  }
  const set = decodeMessageSetResponse(processed.xml)
  if (set.kind === 'unreadable') {
    throw new Error(set.reason)
  }
  return set.responses.map((one) => {
    if (one.kind !== 'response' || one.statusCode !== 0) {
      throw new Error(`QuickBooks refuses: ${JSON.stringify(one)}\n${xml}`)
    }
    return one.rets[0]
  })
}

const LISTS: readonly (readonly [ListKind, ListName])[] = [
  ['Account', 'account'],
  ['Customer', 'customer'],
  ['Item', 'item'],
  ['PaymentMethod', 'payment-method'],
  ['SalesTaxCode', 'sales-tax-code'],
  ['Vendor', 'vendor'],
]

/** QuickBooks' preferences: the codes of what is taxed and of what is not. */
const USUAL_CODES: Readonly<Record<Edition, SalesTaxCodes>> = {
  US: { taxable: 'Tax', nonTaxable: 'Non' },
  CA: { taxable: 'S', nonTaxable: 'E' },
  UK: { taxable: 'S', nonTaxable: 'E' },
}

function knownOf(company: CompanyFile): Known {
  const { edition } = company.settings
  const taxItemOfCode = new Map(
    entriesOf(company, 'SalesTaxCode').map(({ ListID, refs }) => [ListID, refs.ItemSalesTaxRef]),
  )
  const entries = LISTS.flatMap(([kind, list]) =>
    listEntries(company, kind).map(({ ListID, fullName, type, isActive, fields }): ListEntry => ({
      list,
      listID: ListID,
      fullName,
      ...PLAIN_ENTRY,
      isActive,
      type,
      taxRate: textOf(fields.TaxRate),
      isTaxable: typeof fields.IsTaxable === 'boolean' ? fields.IsTaxable : null,
      accountNumber: textOf(fields.AccountNumber),
      email: textOf(fields.Email),
      taxItemListID: taxItemOfCode.get(ListID) ?? null,
      memberListIDs: (fields.ItemSalesTaxRefs ?? []) as readonly string[],
    })),
  )
  return {
    storeID: STORE_ID,
    version: '13.0',
    company: { ...PLAIN_COMPANY, edition },
    salesTax: USUAL_CODES[edition],
    saleKinds: ['SalesReceipt', 'Invoice'],
    links: new Map(),
    documents: new Map(),
    entries: indexEntries(entries),
    entriesByID: indexEntriesByID(entries),
    customersByKey: indexCustomers(entries),
    lists: new Map(),
    session: NOTHING_LEARNED,
    doubtedSets: new Map(),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
