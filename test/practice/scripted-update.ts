/** An update against answers that are written down, with QuickBooks' part of it real. */
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import type { Update } from '../../worker/practice/web-connector.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import type { QbwcCall, QbwcKind } from '../../worker/soap/calls.ts'
import { newCompany, receipt, stock } from './ask.ts'

export const SALE = encodeMessageSet({
  version: '13.0',
  requests: [{ requestID: '1', request: receipt() }],
}).xml

/** What our side answers to each call; the rest answers empty. */
export type Script = Partial<Record<QbwcKind, readonly unknown[]>>

export function onCall(at: number, fault: ReturnType<NonNullable<Faults['onCall']>>): Faults {
  return { onCall: (index) => (index === at ? fault : null) }
}

export async function update(
  script: Script,
  options: Partial<Update> = {},
  onReceive: (call: QbwcCall) => void = () => undefined,
) {
  const { company } = newCompany()
  stock(company)
  const answer = scripted(script)
  const report = await runUpdate({
    company,
    userName: 'store-1',
    password: 'secret',
    wait: async () => undefined,
    call: async (call) => {
      onReceive(call)
      return answer(call)
    },
    ...options,
  })
  return { report, company: company satisfies CompanyFile }
}

export function scripted(script: Script): (call: QbwcCall) => Promise<Reply> {
  const left = new Map(Object.entries(script).map(([kind, results]) => [kind, [...results]]))
  return async ({ kind }) => {
    const result = (left.get(kind)?.shift() ?? '') as Extract<Reply, { kind: 'reply' }>['result']
    return { kind: 'reply', result }
  }
}
