/**
 * The preview of every real payload, held against what the next update sends: what is to be made and
 * what is to be posted leaves as it was shown, and nothing else does.
 */
import { describe, expect, test } from 'bun:test'
import { answerPreview } from '../../worker/http/preview.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { fullNameOf } from '../../worker/practice/entries.ts'
import type { PreviewAnswer } from '../../worker/session/preview-answer.ts'
import { decodeOrder } from '../../worker/woo/order.ts'
import type { Order } from '../../worker/woo/order.ts'
import { STORE } from '../simulation/store.ts'
import { cellName, CELLS, companyOf, settingsOf } from './cells.ts'
import type { Cell } from './cells.ts'
import { changeOf, payloadShops } from './payloads.ts'
import type { Payload } from './payloads.ts'
import { NOW_MS, openShop, sendChanges, update } from './shop-in-memory.ts'
import type { ShopInMemory } from './shop-in-memory.ts'

const [SHOP] = payloadShops()
const PAYLOADS = SHOP?.payloads ?? []
const CELL_MS_MAX = 60_000
/** Taxes in lines name fewer things: `preview.test.ts` has them posted as they are shown. */
const NATIVE_CELLS = CELLS.filter(({ tax }) => tax === 'native')

describe.each(NATIVE_CELLS.map((cell): [string, Cell] => [cellName(cell), cell]))(
  '%s',
  (_, cell) => {
    test(
      'what is shown is what is sent',
      async () => {
        const orders = PAYLOADS.map(({ order }) => decodeOrder(order) as Order)
        const shop = await openShop({
          company: companyOf(cell),
          settings: settingsOf(cell),
          orders,
        })
        const [first, ...others] = PAYLOADS
        await sendChanges(shop, first === undefined ? [] : [changeOf(first, 'pushed')])
        await update(shop)
        const wrong: string[] = []
        for (const payload of others) {
          const [verdict] = await sendChanges(shop, [changeOf(payload, 'pushed')])
          if (verdict?.verdict !== 'queued') {
            continue
          }
          const preview = await previewOf(shop, payload)
          const before = shop.sent.length
          await update(shop)
          const sent = shop.sent.slice(before)
          wrong.push(
            ...faults(shop.company, { preview, sent }).map((one) => `${payload.name}: ${one}`),
          )
        }
        expect(wrong).toEqual([])
      },
      CELL_MS_MAX,
    )
  },
)

async function previewOf({ db }: ShopInMemory, { order }: Payload): Promise<PreviewAnswer> {
  const asked = {
    kind: 'preview',
    of: { kind: 'subject', subject: `order:${order.id}` },
    settings: undefined,
  } as const
  const answer = await answerPreview(asked, { db, storeID: STORE.storeID, nowMs: NOW_MS })
  if (!('plan' in answer)) {
    throw new Error(`${order.number}: ${answer.title}`)
  }
  return answer
}

type Compared = { readonly preview: PreviewAnswer; readonly sent: readonly string[] }

function faults(company: CompanyFile, { preview, sent }: Compared): readonly string[] {
  const names = namesIn(company)
  const missing = new Map(preview.missing.map(({ listID, name }) => [listID, name]))
  const shown = [preview.creatingXML, preview.postingXML]
    .flatMap((xml) => (xml === null ? [] : requestsIn(xml)))
    .map((request) => plain(request, missing, names))
  const left = sent.flatMap(requestsIn).map((request) => plain(request, missing, names))
  const later = preview.documents.filter((one) => one.sent === 'later').length
  const notSent = shown.filter((one) => !left.includes(one))
  const notShown = left.filter((one) => !shown.includes(one))
  const extra = notShown.length - later
  return [
    ...notSent.map((one) => `shown and not sent: ${one}`),
    ...(extra > 0 ? notShown.map((one) => `sent and not shown: ${one}`) : []),
    ...(preview.plan === 'send' && left.length === 0 ? ['nothing left'] : []),
    ...(preview.plan === 'hold' && left.length > 0 ? ['held, and left'] : []),
  ]
}

function namesIn(company: CompanyFile): ReadonlyMap<string, string> {
  return new Map(company.books.entries.map((entry) => [entry.ListID, fullNameOf(company, entry)]))
}

function requestsIn(xml: string): readonly string[] {
  return xml.match(/<(\w+(?:Add|Mod)Rq) [\s\S]*?<\/\1>/g) ?? []
}

/** Each reference by its name, and without the numbers that a set gives. */
function plain(
  request: string,
  missing: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): string {
  return request
    .replaceAll(/ requestID="[^"]*"/g, '')
    .replaceAll(/(?<="TxnID:)J\d+/g, 'J')
    .replaceAll(
      /<ListID>([^<]+)<\/ListID>/g,
      (_, id: string) => `<Named>${missing.get(id) ?? names.get(id) ?? id}</Named>`,
    )
}
