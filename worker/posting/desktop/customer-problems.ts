/** Why it is for a person to say who bought. */
import type { CustomerIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { Match, SoughtCurrency } from '../customer-match.ts'
import { withSoughtCustomer } from './sought-entry.ts'

/** More names than these help nobody. */
const NAMED_MAX = 5

export function ambiguityProblem(
  { rule, entries }: Extract<Match, { kind: 'ambiguous' }>,
  {
    order,
    identity,
    currency,
  }: {
    readonly order: string
    readonly identity: CustomerIdentity
    readonly currency: SoughtCurrency | null
  },
): Problem {
  const names = entries.slice(0, NAMED_MAX).map(({ fullName }) => fullName)
  const others = entries.length - names.length
  const facts = { order, customer: identity.name, rule, names, others }
  const held = problem('customer-ambiguous', facts)
  return withSoughtCustomer(held, { identity, currency, candidates: names })
}
