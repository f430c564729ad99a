import type { QbwcCall } from '../soap/operations.ts'

/** What the operation answers with, before it is put into words of its own type. */
export type Said =
  | { readonly kind: 'request'; readonly xml: string }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'failure' }
  | { readonly kind: 'sentence'; readonly sentence: string }

/** What each operation answers when nothing more is done under its ticket. */
export function refusalOf({ kind }: Pick<QbwcCall, 'kind'>, sentence: string): Said {
  switch (kind) {
    case 'receiveResponseXML':
      return { kind: 'failure' }
    case 'sendRequestXML':
      return { kind: 'request', xml: '' }
    case 'connectionError':
      return { kind: 'sentence', sentence: 'done' }
    case 'closeConnection':
    case 'getLastError':
    case 'serverVersion':
    case 'clientVersion':
    case 'authenticate':
    case 'getInteractiveURL':
    case 'interactiveDone':
    case 'interactiveRejected':
      return { kind: 'sentence', sentence }
  }
}
