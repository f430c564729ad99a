/**
 * Which customer of QuickBooks a buyer is, by the owner's rules in their order. Each rule is one
 * piece of evidence; where it fits several customers nobody is guessed: the next rule chooses among
 * them, and if none does, a person has to.
 */
import type { MatchRule } from '../books/customer-settings.ts'
import type { CustomerIdentity } from '../books/document.ts'
import { accountKey, buyerKeys, emailKeys, ownNameKey } from './customer-keys.ts'
import type { ItemRule } from './item-match.ts'
import type { ListEntry } from './known.ts'

/** `link`: known from before; `named`: the owner named the customer. */
export type EvidenceRule = MatchRule | 'link' | 'named' | ItemRule

/** Why a customer was taken for a buyer or an item for a product, kept with the link: what agreed. */
export type Evidence = { readonly rule: EvidenceRule; readonly compared: string }

/** What a buyer may be recognised by; plain data, since it is stored with a question. */
export type SoughtCustomer = {
  /** In the order in which they count; our own account number is the first of a buyer. */
  readonly keys: readonly { readonly rule: MatchRule; readonly key: string }[]
  /** The full name of one that the owner named: whoever has it is meant. */
  readonly named: string | null
  readonly accountNumber: string
  readonly email: string | null
  readonly storeID: string
  /** Absent where the company has one currency; a customer keeps the one that it was made in. */
  readonly currency?: SoughtCurrency
}

/** By QuickBooks' name; what was read before multicurrency was on says none, and is at home. */
export type SoughtCurrency = { readonly name: string | null; readonly isHome: boolean }

export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'matched'; readonly entry: ListEntry; readonly evidence: Evidence }
  | { readonly kind: 'ambiguous'; readonly rule: MatchRule; readonly entries: readonly ListEntry[] }

export function soughtCustomer(
  identity: CustomerIdentity,
  {
    rules,
    storeID,
    currency = null,
  }: {
    readonly rules: readonly MatchRule[]
    readonly storeID: string
    readonly currency?: SoughtCurrency | null
  },
): SoughtCustomer {
  const { kind, accountNumber, email, name } = identity
  return {
    keys: kind === 'named' ? [] : keysByRule(identity, kind === 'company' ? ['company'] : rules),
    named: kind === 'named' ? name : null,
    accountNumber,
    email,
    storeID,
    ...(currency === null ? {} : { currency }),
  }
}

/** A record with our number is the one that we made for this buyer: that needs no rule. */
function keysByRule(
  identity: CustomerIdentity,
  rules: readonly MatchRule[],
): SoughtCustomer['keys'] {
  const keys = buyerKeys(identity)
  const numberInShop = accountKey(identity.numberInShop ?? '')
  const byRule: Readonly<Record<MatchRule, string | null>> = {
    'account-number': numberInShop,
    email: keys.email,
    'name-and-postcode': keys['name-postcode'],
    'company-and-postcode': keys['company-postcode'],
    company: keys.company,
    name: keys.name,
  }
  const chosen = rules.flatMap((rule) => {
    const key = byRule[rule]
    return key === null ? [] : [{ rule, key }]
  })
  return keys.account === null ? chosen : [{ rule: 'account-number', key: keys.account }, ...chosen]
}

export function matchCustomer(
  sought: SoughtCustomer,
  customersByKey: ReadonlyMap<string, readonly ListEntry[]>,
): Match {
  let left: Match = { kind: 'none' }
  for (const { rule, key } of sought.keys) {
    const among = left.kind === 'ambiguous' ? left.entries : null
    const sharing = (customersByKey.get(key) ?? []).filter(
      (entry) =>
        (among === null || among.some(({ listID }) => listID === entry.listID)) &&
        isOfCurrency(entry, sought.currency) &&
        !isAnother(entry, { sought, rule, key }),
    )
    const [first, ...others] = standingFor(sharing)
    if (first !== undefined && others.length === 0) {
      return { kind: 'matched', entry: first, evidence: { rule, compared: comparedIn(key) } }
    }
    if (first !== undefined) {
      left = { kind: 'ambiguous', rule, entries: [first, ...others] }
    }
  }
  return left
}

export function isOfCurrency(
  { currency }: Pick<ListEntry, 'currency'>,
  sought: SoughtCurrency | undefined,
): boolean {
  return sought === undefined || currency === sought.name || (currency === null && sought.isHome)
}

/** `email ana@example.test` → `ana@example.test`. */
export function comparedIn(key: string): string {
  return key.slice(key.indexOf(' ') + 1)
}

const BY_PROOF: ReadonlySet<MatchRule> = new Set(['account-number', 'email'])

/**
 * What speaks against a match by names: the record is one that we made for another buyer, or it has
 * an e-mail and it is not this one. A business has many addresses, so that says nothing of a record
 * filed under the business's own name.
 */
function isAnother(
  { accountNumber, email, fullName }: ListEntry,
  {
    sought,
    rule,
    key,
  }: { readonly sought: SoughtCustomer; readonly rule: MatchRule; readonly key: string },
): boolean {
  if (BY_PROOF.has(rule)) {
    return false
  }
  const number = accountNumber?.toLowerCase() ?? ''
  const isNumberedByUs = number.startsWith(`${sought.storeID.toLowerCase()}-`)
  const [own] = emailKeys(sought.email ?? '')
  const theirs = emailKeys(email ?? '')
  const isOtherEmail = own !== undefined && theirs.length > 0 && !theirs.includes(own)
  const [name] = comparedIn(key).split('|')
  const isBusiness = rule.startsWith('company') && name === ownNameKey(fullName)
  return isNumberedByUs || (isOtherEmail && !isBusiness)
}

/**
 * A job has its customer's address and e-mail from QuickBooks itself, so the customer stands for
 * its jobs; and of doubles the one that was made inactive is the one that was given up.
 */
function standingFor(entries: readonly ListEntry[]): readonly ListEntry[] {
  const top = entries.filter(
    ({ fullName }) =>
      !entries.some((other) =>
        fullName.toLowerCase().startsWith(`${other.fullName.toLowerCase()}:`),
      ),
  )
  const active = top.filter(({ isActive }) => isActive)
  return active.length > 0 ? active : top
}
