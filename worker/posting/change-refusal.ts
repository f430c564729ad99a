/** Why QuickBooks refuses to change a document or to take it out, as the Problem an owner reads. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import { KIND_NAMES } from '../books/sentence-words.ts'
import type { Disposition } from '../qbxml/status.ts'
import type { ChangeDocument, RemoveDocument } from './purpose.ts'
import { refusalProblem } from './refusal.ts'

export type Refused = {
  readonly disposition: Disposition
  readonly statusCode: number
  readonly message: string
}

/** As QuickBooks words it: a receipt's or payment's money is in the bank. */
const DEPOSITED = /\bdeposit/i
/** A payment, a credit, a refund, a bill: something else counts on what it comes to. */
const TIED = /\b(appl(y|ied)|linked|paid|payment|reimburs)/i

export function changeRefusal(
  purpose: ChangeDocument | RemoveDocument,
  { disposition, statusCode, message }: Refused,
): Problem {
  const { order, documentKind: kind, link } = purpose
  const wish = purpose.kind === 'change-document' ? 'changed' : purpose.wish
  const facts = { order, kind, refNumber: link.label, wish } as const
  if (disposition.kind === 'stop' && disposition.reason === 'closed-period') {
    return problem('document-in-closed-period', { ...facts, closingDate: null }, message)
  }
  const isRule = disposition.kind === 'stop' && disposition.reason === 'business-rule'
  if (isRule && DEPOSITED.test(message)) {
    return problem('document-deposited', facts, message)
  }
  if (isRule && TIED.test(message)) {
    return problem('document-linked', { ...facts, linked: 'another transaction' }, message)
  }
  const words = purpose.kind === 'change-document' ? 'the change of' : 'the removal of'
  const request = `${words} ${KIND_NAMES[kind]} ${link.label}`
  return refusalProblem({ order, request, statusCode, message, disposition })
}
