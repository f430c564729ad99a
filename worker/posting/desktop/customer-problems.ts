/** Why it is for a person to say who bought. */
import type { CustomerIdentity } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import type { Problem } from '../../books/problems.ts'
import type { Match } from '../customer-match.ts'

/** More names than these help nobody. */
const NAMED_MAX = 5

export function ambiguityProblem(
  { rule, entries }: Extract<Match, { kind: 'ambiguous' }>,
  { order, identity }: { readonly order: string; readonly identity: CustomerIdentity },
): Problem {
  const names = entries.slice(0, NAMED_MAX).map(({ fullName }) => fullName)
  const others = entries.length - names.length
  return problem('customer-ambiguous', { order, customer: identity.name, rule, names, others })
}
