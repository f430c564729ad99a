/** One order through the real engine into a practice company, and what then stands there. */
import { expect } from 'bun:test'
import type { Settings } from '../../worker/books/settings.ts'
import type { CompanyFile, Txn } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { entryByID, fullNameOf } from '../../worker/practice/entries.ts'
import { enterByHand } from '../../worker/practice/person.ts'
import type { Outcome } from '../../worker/woo/answer.ts'
import { NOW_MS, openShop, sendChanges, update } from '../matrix/shop-in-memory.ts'
import type { ShopInMemory } from '../matrix/shop-in-memory.ts'
import { HAS_REFERENCE, schemaProblem, withoutMacroUse } from '../qbxml/reference-material.ts'
import { corpusJSON, corpusOrder } from '../woo/corpus.ts'

const ORDER = 'stripe-like-paid'

export type OrderPayload = Readonly<Record<string, unknown>>

/** Of a company that has what forms can name, unless the options say otherwise. */
export function companyWith(
  options: Partial<Parameters<typeof createCompanyFile>[0]> = {},
): CompanyFile {
  const company = createCompanyFile({
    companyName: 'Larkspur Supply',
    fileName: 'C:\\QuickBooks\\Larkspur Supply.qbw',
    nowMs: () => NOW_MS,
    isUsingClasses: true,
    ...options,
  })
  enterByHand(company, { kind: 'Employee', name: 'Ada Lovelace' })
  enterByHand(company, { kind: 'SalesRep', name: 'AL' })
  enterByHand(company, {
    kind: 'Template',
    name: 'Web estimate',
    fields: { TemplateType: 'Estimate' },
  })
  return company
}

/** The order of 32.58 that was paid by card, changed as said. */
export function order(changes: OrderPayload = {}): OrderPayload {
  return { ...corpusJSON(`orders/${ORDER}.json`), ...changes }
}

export async function shopWith(
  settings: Partial<Settings>,
  company: CompanyFile = companyWith(),
): Promise<ShopInMemory> {
  return openShop({ company, settings, orders: [corpusOrder(ORDER)] })
}

/** Sends the order, runs the Web Connector, and checks all that left against Intuit's schema. */
export async function post(
  shop: ShopInMemory,
  payload: OrderPayload = order(),
  event: 'changed' | 'pushed' = 'changed',
): Promise<Outcome | undefined> {
  const subject = `order:${String(payload.id)}`
  await sendChanges(shop, [{ subject, snapshot: payload, refunds: [], event }])
  const outcomes = await update(shop)
  expectValid(shop)
  return outcomes.findLast((outcome) => outcome.subject === subject)
}

export function expectValid({ sent }: Pick<ShopInMemory, 'sent'>): void {
  const documents = HAS_REFERENCE ? sent.filter((xml) => xml.startsWith('<?xml')) : []
  const problems = documents.flatMap(
    (xml) => schemaProblem('qbxml160-us-rq.xsd', withoutMacroUse(xml)) ?? [],
  )
  expect(problems).toEqual([])
}

/** The requests of one name that left, as they were written. */
export function requests({ sent }: Pick<ShopInMemory, 'sent'>, name: string): readonly string[] {
  const pattern = new RegExp(`<${name} [^>]*>.*?</${name}>`, 'gs')
  return sent.flatMap((xml) => xml.match(pattern) ?? [])
}

export function txns(company: CompanyFile, kind: Txn['kind']): readonly Txn[] {
  return company.books.txns.filter((txn) => txn.kind === kind)
}

/** The names of what a transaction refers to. */
export function named(company: CompanyFile, refs: Txn['refs']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(refs).flatMap(([name, id]) => {
      const entry = entryByID(company, id)
      return entry === null ? [] : [[name, fullNameOf(company, entry)]]
    }),
  )
}
