/** One call of the Web Connector and what it sees of the answer. */
import { encodeCall, soapAction } from '../soap/calls.ts'
import type { QbwcCall } from '../soap/calls.ts'
import { decodeReply } from '../soap/replies.ts'

export type Reply =
  | { readonly kind: 'reply'; readonly result: string | number | readonly string[] | null }
  /** A fault, a refused connection, an answer it cannot read: an exception to QBWC. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The Web Connector itself is gone, and says nothing more to anybody. */
  | { readonly kind: 'died' }

export type Call = (call: QbwcCall) => Promise<Reply>

export type HttpAnswer = {
  readonly status: number
  readonly contentType: string
  readonly body: string
}
/** Posts an envelope to the one address of the service. */
export type Post = (body: string, soapAction: string) => Promise<HttpAnswer>

/** A call over HTTP, with the .NET proxy's demands on status and content type. */
export function soapOverHttp(post: Post): Call {
  return async (call) => {
    const answer = await post(encodeCall(call), soapAction(call.kind))
    if (!/^text\/xml\b/i.test(answer.contentType)) {
      const message = `Client found response content type of '${answer.contentType}', but expected 'text/xml'.`
      return { kind: 'failed', message }
    }
    if (answer.status !== 200 && answer.status !== 500) {
      return { kind: 'failed', message: `The request failed with HTTP status ${answer.status}.` }
    }
    const reply = decodeReply(call.kind, answer.body)
    switch (reply.kind) {
      case 'reply':
        return { kind: 'reply', result: reply.result }
      case 'soap-fault':
        return { kind: 'failed', message: reply.message }
      case 'soap-problem':
        return { kind: 'failed', message: reply.reason }
    }
  }
}
