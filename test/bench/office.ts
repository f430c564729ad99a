/** The Web Connector at the bench: each call is timed, and QuickBooks may take the time it takes. */
import { runUpdate } from '../../worker/practice/web-connector.ts'
import { soapOverHttp } from '../../worker/practice/exchange.ts'
import type { Call, HttpAnswer } from '../../worker/practice/exchange.ts'
import { SOAP_CONTENT_TYPE } from '../../worker/soap/replies.ts'
import type { Shop } from './shop.ts'

/** What a call costs outside of us: the model of issue 5. */
const CALL_MS = 80
const SET_MS = 150
const REQUEST_MS = 20

export type Update = {
  readonly soapCalls: number
  readonly sets: number
  readonly requests: number
  readonly modelledSeconds: number
}

/** Runs updates until one has nothing to do, which is not counted; fails when one breaks off. */
export async function update(
  shop: Shop,
  { isModelled }: { readonly isModelled: boolean },
): Promise<Update> {
  let soapCalls = 0
  const requestsOfSets: number[] = []
  for (;;) {
    const report = await runUpdate({
      call: soapOverHttp(async (body, soapAction) => {
        // Sets grow and shrink with the time QuickBooks takes, so here it must take some.
        if (isModelled && soapAction.includes('receiveResponseXML')) {
          await Bun.sleep(quickBooksMs(requestsOfSets.at(-1) ?? 0))
        }
        return post(shop, { body, soapAction })
      }),
      company: shop.company,
      userName: shop.userName,
      password: shop.password,
      wait: (milliseconds) => Bun.sleep(milliseconds),
      faults: {
        onDocument: (_, xml) => {
          requestsOfSets.push(requestsIn(xml))
          return null
        },
      },
    })
    if (report.outcome === 'nothing-to-do') {
      break
    }
    if (report.outcome !== 'finished') {
      throw new Error(`the update ended as ${report.outcome}: ${report.messages.join(' ')}`)
    }
    soapCalls += report.calls.length
  }
  const milliseconds = requestsOfSets.reduce((sum, requests) => sum + quickBooksMs(requests), 0)
  return {
    soapCalls,
    sets: requestsOfSets.length,
    requests: requestsOfSets.reduce((sum, requests) => sum + requests, 0),
    modelledSeconds: (milliseconds + soapCalls * CALL_MS) / 1000,
  }
}

export function callOf(shop: Shop, onTimed: (milliseconds: number) => void): Call {
  return soapOverHttp(async (body, soapAction) => {
    const startedMs = performance.now()
    const answer = await post(shop, { body, soapAction })
    onTimed(performance.now() - startedMs)
    return answer
  })
}

async function post(
  { origin, storeID }: Shop,
  { body, soapAction }: { readonly body: string; readonly soapAction: string },
): Promise<HttpAnswer> {
  const response = await fetch(`${origin}/qbwc/${storeID}`, {
    method: 'POST',
    headers: { 'Content-Type': SOAP_CONTENT_TYPE, SOAPAction: soapAction },
    body,
  })
  return {
    status: response.status,
    contentType: response.headers.get('Content-Type') ?? '',
    body: await response.text(),
  }
}

function quickBooksMs(requests: number): number {
  return SET_MS + requests * REQUEST_MS
}

export function requestsIn(xml: string): number {
  return xml.match(/\srequestID="/g)?.length ?? 0
}
