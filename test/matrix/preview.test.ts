/**
 * The preview of every real payload, held against the practice company: its message sets are posted
 * as they are shown, and what then stands there is what was shown.
 */
import { describe, expect, test } from 'bun:test'
import { answerPreview } from '../../worker/http/preview.ts'
import { decodePreviewRequest } from '../../worker/http/preview-request.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { creditMemos, payments } from '../../worker/practice/look-up.ts'
import { backUp, restore } from '../../worker/practice/person.ts'
import { processRequest } from '../../worker/practice/process-request.ts'
import type { PreviewAnswer } from '../../worker/session/preview-answer.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Order } from '../../worker/woo/order.ts'
import { STORE } from '../simulation/store.ts'
import { cellName, CELLS, companyOf, settingsOf } from './cells.ts'
import type { Cell } from './cells.ts'
import { changeOf, payloadShops } from './payloads.ts'
import type { Payload } from './payloads.ts'
import { centsOf, formsOf, taxOf } from './post-cell.ts'
import { NOW_MS, openShop, sendChanges, update } from './shop-in-memory.ts'
import type { ShopInMemory } from './shop-in-memory.ts'

const [SHOP] = payloadShops()
const PAYLOADS = SHOP?.payloads ?? []
/** What needs a session before its lists can be read: any order that goes. */
const FIRST = PAYLOADS.filter(({ name }) => name === 'orders/guest-cod-processing')
/** Every reason in `accepted.ts` for which nothing at all can be shown. */
const NOT_SHOWN = ['orders/currency-eur']

const CELL_MS_MAX = 60_000

type Shown = { readonly payload: Payload; readonly preview: PreviewAnswer }

describe.each(CELLS.map((cell): [string, Cell] => [cellName(cell), cell]))('%s', (_, cell) => {
  test(
    'debits are credits, tax is the shop’s, and the sets post what was shown',
    async () => {
      const shop = await introducedShop(cell)
      const wrong: string[] = []
      for (const payload of PAYLOADS.filter(({ name }) => !NOT_SHOWN.includes(name))) {
        const shown = { payload, preview: await previewOf(shop, payload) }
        wrong.push(...faults(shop.company, shown).map((fault) => `${payload.name}: ${fault}`))
      }
      expect(wrong).toEqual([])
    },
    CELL_MS_MAX,
  )
})

async function introducedShop(cell: Cell): Promise<ShopInMemory> {
  const orders = PAYLOADS.map(({ order }) => decodeOrder(order) as Order)
  const shop = await openShop({ company: companyOf(cell), settings: settingsOf(cell), orders })
  await sendChanges(
    shop,
    FIRST.map((payload) => changeOf(payload)),
  )
  await update(shop)
  return shop
}

async function previewOf({ db }: ShopInMemory, payload: Payload): Promise<PreviewAnswer> {
  const { order, refunds } = payload
  // Another order than the one that stands, with the same content.
  const again = { ...order, id: order.id + 10_000, number: `P${order.number}` }
  const body = new TextEncoder().encode(JSON.stringify({ order: again, refunds }))
  const asked = decodePreviewRequest(body)
  if (asked.kind === 'field-problem') {
    throw new Error(`${payload.name}: ${asked.field} ${asked.expected}`)
  }
  const answer = await answerPreview(asked, { db, storeID: STORE.storeID, nowMs: NOW_MS })
  if ('status' in answer && !('plan' in answer)) {
    throw new Error(`${payload.name}: ${answer.title}`)
  }
  return answer as PreviewAnswer
}

function faults(company: CompanyFile, shown: Shown): readonly string[] {
  const backup = backUp(company)
  const found = [...ownFaults(shown), ...postedFaults(company, shown)]
  restore(company, backup)
  return found
}

/** What can be said of a preview by itself. */
function ownFaults({ payload: { order }, preview }: Shown): readonly string[] {
  const [sale] = preview.documents
  if (sale === undefined) {
    return ['nothing is shown']
  }
  const taxCents = sumOf(sale.taxes.map(({ amountCents }) => amountCents))
  const unbalanced = preview.documents.filter(({ journal }) => {
    const debits = sumOf(journal.map(({ debitCents }) => debitCents))
    return debits !== sumOf(journal.map(({ creditCents }) => creditCents))
  })
  const withoutReason = preview.documents.flatMap(({ role, fields }) =>
    fields
      .filter(({ because }) => !/^[A-Z0-9].*\.$/.test(because))
      .map(({ field }) => `${role} ${field}`),
  )
  const sets = [preview.creatingXML, preview.postingXML].flatMap((xml) => xml ?? [])
  // Not so a payment method: the payment may wait for its sale.
  const inVain = preview.missing.filter(
    ({ list, what, listID }) =>
      list === 'item' && what === 'created' && !sets.join('').includes(`<ListID>${listID}<`),
  )
  return [
    ...unequal('the total', sale.totalCents, centsOf(order.total)),
    ...unequal('the tax', taxCents, centsOf(order.total_tax)),
    ...unbalanced.map(({ role }) => `${role} is not balanced`),
    ...withoutReason.map((field) => `${field} has no reason`),
    ...inVain.map(({ list, name }) => `${list} “${name}” is made in vain`),
    ...sets.flatMap((xml) => unequal('set IDs', xml.match(/newMessageSetID=/g)?.length ?? 0, 1)),
  ]
}

/** What the company says once the sets are carried out as they are shown. */
function postedFaults(company: CompanyFile, { payload, preview }: Shown): readonly string[] {
  const listIDs = new Map<string, string>()
  const created = preview.missing.filter(({ what }) => what === 'created')
  const requests = requestsIn(preview.creatingXML ?? '')
  requests.forEach((request, at) => {
    const response = carriedOut(company, setOf(withIDs(request, listIDs)))
    const [, listID = ''] = /<ListID>([^<]+)<\/ListID>/.exec(response) ?? []
    listIDs.set(created[at]?.listID ?? '', listID)
  })
  if (preview.postingXML === null) {
    return ['there is no set to post']
  }
  carriedOut(company, withIDs(preview.postingXML, listIDs))
  const stored = { ...payload, order: { ...payload.order, id: payload.order.id + 10_000 } }
  const [form] = formsOf(company, stored)
  const [sale, ...others] = preview.documents.filter(({ sent }) => sent === 'now')
  const memos = creditMemos(company).filter(({ memo }) => memo.includes(`:${stored.order.id}:`))
  const paid = payments(company).filter(({ memo }) => memo.includes(`:${stored.order.id}:`))
  const shownOf = (kind: string) =>
    sumOf(others.filter((one) => one.kind === kind).map(({ totalCents }) => totalCents))
  return [
    ...unequal('the posted total', form?.totalCents, sale?.totalCents),
    ...unequal(
      'the posted tax',
      form === undefined ? undefined : taxOf(company, form),
      sumOf(sale?.taxes.map(({ amountCents }) => amountCents) ?? []),
    ),
    ...unequal(
      'what was paid',
      sumOf(paid.map(({ totalCents }) => totalCents)),
      shownOf('ReceivePayment'),
    ),
    ...unequal(
      'what was credited',
      sumOf(memos.map(({ totalCents }) => totalCents)),
      shownOf('CreditMemo'),
    ),
    ...memos.flatMap(({ creditRemainingCents }) => unequal('open credit', creditRemainingCents, 0)),
  ]
}

/** Everything but the requests of a set stays the same. */
function setOf(request: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="continueOnError">${request}</QBXMLMsgsRq></QBXML>`
}

function requestsIn(xml: string): readonly string[] {
  return xml.match(/<(\w+AddRq) [\s\S]*?<\/\1>/g) ?? []
}

function withIDs(xml: string, listIDs: ReadonlyMap<string, string>): string {
  return xml.replaceAll(/(?<=<ListID>)NEW-[^<]+/g, (standIn) => listIDs.get(standIn) ?? standIn)
}

function carriedOut(company: CompanyFile, xml: string): string {
  const processed = processRequest(company, xml)
  if (processed.kind === 'hresult') {
    throw new Error(`${processed.hresult} ${processed.message}\n${xml}`)
  }
  const refused = /statusCode="(?!0")\d+"[^>]*/.exec(processed.xml)
  if (refused !== null) {
    throw new Error(`${refused[0]}\n${xml}`)
  }
  return processed.xml
}

function unequal(what: string, found: number | undefined, expected: number | undefined) {
  return found === expected ? [] : [`${what} is ${found}, not ${expected}`]
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
