/** Whose customer or item could not be told, kept with the problem: a person can. */
import type { CustomerIdentity, ItemIdentity } from '../../books/document.ts'
import type { Problem } from '../../books/problems.ts'
import type { SoughtCurrency } from '../customer-match.ts'

/** What knows already whom it is about stays: the business that the buyer is filed under, say. */
export function withSoughtCustomer(
  held: Problem,
  sought: {
    readonly identity: CustomerIdentity
    readonly currency: SoughtCurrency | null
    readonly candidates?: readonly string[]
  },
): Problem {
  const { identity, currency, candidates = [] } = sought
  const { subjects, name } = identity
  const kept = currency === null ? {} : { currency }
  return held.sought === undefined
    ? { ...held, sought: { list: 'customer', subjects, name, candidates, ...kept } }
    : held
}

/** What the owner chose is a setting, and no link counts beside it. */
export function withSoughtItem(
  held: Problem,
  {
    identity,
    candidates = [],
  }: { readonly identity: ItemIdentity; readonly candidates?: readonly string[] },
): Problem {
  const { subject, name, chosenFullName } = identity
  return held.sought === undefined && chosenFullName === null
    ? { ...held, sought: { list: 'item', subjects: [subject], name, candidates } }
    : held
}
