import type { QbxmlResponse } from '../qbxml/response.ts'
import type { Disposition } from '../qbxml/status.ts'

export type Answered = Extract<QbxmlResponse, { kind: 'response' }>

/** An answer with what its status means. */
export type Judged = { readonly response: Answered; readonly disposition: Disposition }

/** Whether a query showed all there is: only then is what it does not show absent. */
export function isComplete({ kind }: Disposition): boolean {
  return (
    kind === 'done' ||
    kind === 'done-with-warning' ||
    kind === 'nothing-found' ||
    kind === 'partly-found'
  )
}

/**
 * A set that is answered from memory tells the status of each query without what it found: that there
 * was something, and not what.
 */
export function isRemembered({ response, disposition }: Judged): boolean {
  return disposition.kind === 'done' && response.rets.length === 0
}
