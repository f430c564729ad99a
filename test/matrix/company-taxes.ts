/** What a person sets up in a Canadian or UK company for the taxes of a shop, and what is read of it. */
import { percentText } from '../../worker/books/percent-text.ts'
import { rateSet } from '../../worker/books/tax-by-code.ts'
import { taxListsIn } from '../../worker/mirror/tax-lists.ts'
import type { TaxLists } from '../../worker/mirror/tax-lists.ts'
import { listEntry } from '../../worker/posting/entry-of-ret.ts'
import type { ListEntry } from '../../worker/posting/known.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { decodeMessageSetResponse } from '../../worker/qbxml/response.ts'
import type { Order } from '../../worker/woo/order.ts'

const QUERIES = ['SalesTaxCodeQueryRq', 'ItemQueryRq', 'VendorQueryRq'] as const

/** Asked for and read as a session does. */
function taxEntriesOf(company: CompanyFile): readonly ListEntry[] {
  const { xml } = encodeMessageSet({
    version: '13.0',
    requests: QUERIES.map((name) => ({ requestID: name, request: { name, content: {} } })),
  })
  const processed = processRequest(company, xml)
  const set = processed.kind === 'response' ? decodeMessageSetResponse(processed.xml) : null
  const responses = set?.kind === 'message-set' ? set.responses : []
  const rets = responses.flatMap((one) => (one.kind === 'response' ? one.rets : []))
  return rets.flatMap((ret) => listEntry(ret) ?? [])
}

/** Null in the United States. */
export function taxListsOfCompany(company: CompanyFile): TaxLists | null {
  return taxListsIn(taxEntriesOf(company))
}

/** A code for whatever rates stand on a line together, as far as the company has none yet. */
export function setUpTaxes(company: CompanyFile, orders: readonly Order[]): void {
  if (company.settings.edition === 'US') {
    return
  }
  const lists = taxListsOfCompany(company)
  const items = new Map(
    taxEntriesOf(company)
      .filter(({ type }) => type === 'ItemSalesTax')
      .map(({ taxRate, listID }) => [Number(taxRate), listID]),
  )
  const coded = new Set((lists?.codes ?? []).map(({ ratePercents }) => percentsKey(ratePercents)))
  for (const percents of orders.flatMap(percentsOnLines)) {
    const key = percentsKey(percents)
    if (coded.has(key)) {
      continue
    }
    coded.add(key)
    const members = percents.map((percent) => itemOf(company, { percent, items }))
    const name = `T${coded.size.toString(36)}`.toUpperCase()
    const [only] = members
    const taxItem = members.length === 1 ? only : groupOf(company, { name, members })
    enterByHand(company, {
      kind: 'SalesTaxCode',
      name,
      fields: { IsTaxable: true, Desc: `Takes ${key}` },
      refs: { ItemSalesTaxRef: taxItem ?? '' },
    })
  }
}

function percentsOnLines(order: Order): readonly (readonly string[])[] {
  const percentOf = new Map(
    order.taxLines.map(({ rateId, ratePercent }) => [String(rateId), ratePercent]),
  )
  return [...order.lineItems, ...order.shippingLines, ...order.feeLines].flatMap(({ taxes }) => {
    const rateIDs = rateSet(taxes.flatMap(({ id, total }) => (total === null ? [] : String(id))))
    const percents = rateIDs.split(',').flatMap((rateID) => percentOf.get(rateID) ?? [])
    return percents.length === 0 ? [] : [percents.map(percentText)]
  })
}

function percentsKey(percents: readonly string[]): string {
  return percents
    .map(Number)
    .toSorted((left, right) => left - right)
    .join()
}

function itemOf(
  company: CompanyFile,
  { percent, items }: { readonly percent: string; readonly items: Map<number, string> },
): string {
  const known = items.get(Number(percent))
  if (known !== undefined) {
    return known
  }
  const { ListID } = enterByHand(company, {
    kind: 'Item',
    type: 'ItemSalesTax',
    name: `Sales ${percent}%`,
    fields: { TaxRate: percent },
  })
  items.set(Number(percent), ListID)
  return ListID
}

function groupOf(
  company: CompanyFile,
  { name, members }: { readonly name: string; readonly members: readonly string[] },
): string {
  const fields = { ItemSalesTaxRefs: members }
  return enterByHand(company, { kind: 'Item', type: 'ItemSalesTaxGroup', name, fields }).ListID
}
