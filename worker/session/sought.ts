/**
 * What an order seeks of QuickBooks' lists. It is kept with the order as the shop sent it, so that
 * whoever looks at the order reads both in one trip to the database: what its documents name is else
 * not known before it is read. Where a setting has changed since, a second trip reads the rest.
 */
import { isProblem } from '../books/problems.ts'
import { isPlainObject } from '../books/setting-values.ts'
import type { Settings } from '../books/settings.ts'
import { soughtFrom } from '../mirror/sought-entries.ts'
import type { EntryName, Sought } from '../mirror/sought-entries.ts'
import { PLAIN_COMPANY } from '../posting/company.ts'
import { HEAD_LISTS } from '../posting/desktop/head-needs.ts'
import { USUAL_INCOME_ACCOUNT } from '../posting/desktop/item-account.ts'
import type { ListName } from '../posting/known.ts'
import type { Store } from '../stores/store.ts'
import type { ShopFacts } from '../woo/changes.ts'
import { carriedOverIn } from './carried-over.ts'
import type { CompanyAtHand } from './company-at-hand.ts'
import { previewJob, supposedWork } from './preview-work.ts'
import type { SupposedWork } from './preview-work.ts'
import { keysOf } from './read-known.ts'
import { possibleKinds } from './sale-kinds.ts'
import { shopOf } from './shop-of-store.ts'
import { booksWith } from './work-at-hand.ts'
import { lookupsOf, orderWorkOf } from './workload.ts'
import type { OrderWithRefunds, OrderWork } from './workload.ts'

/** An order of many hundred lines seeks too much to be kept twice. */
const KEPT_CHARACTERS_MAX = 20_000

type Around = Parameters<typeof lookupsOf>[1]

/** Whatever the documents name, and the mapping: what of that is missing is shown as well. */
export function soughtBy(
  { work: own, supposed }: { readonly work: OrderWork; readonly supposed: SupposedWork | null },
  around: Around,
): Sought {
  const work = supposed === null ? [own] : [own, supposed.work]
  const { mapping } = supposed?.settings ?? around.settings
  const lookups = lookupsOf(work, around)
  const { subjects, taxItemTypes } = lookups
  return soughtFrom({
    subjects,
    taxItemTypes,
    keyed: [...keysOf('customer', lookups.customerKeys), ...keysOf('item', lookups.itemKeys)],
    named: [
      ...namesOf('item', lookups.itemNames),
      ...namesOf('customer', lookups.customerNames),
      ...namesOf('vendor', lookups.vendorNames),
      ...namesOf('deleted-txn', lookups.deletedNames),
      ...namesOfWork(work),
      ...namesOfMapping(mapping),
    ],
  })
}

export function namesOfMapping(mapping: Settings['mapping']): readonly EntryName[] {
  return [{ list: 'account', name: USUAL_INCOME_ACCOUNT }, ...namesIn(mapping)]
}

/** An order as it came in, before a session has seen it. */
export type Seek = (
  subject: string,
  told: OrderWithRefunds,
) => /** JSON; null where nothing is to be kept. */ string | null

/** By the settings that stand, for the company as it was found last. */
export function seekerOf({
  store,
  company: { found, lists },
  shop,
  settings,
  nowMs,
}: {
  readonly store: Store
  readonly company: CompanyAtHand
  /** As it calls just now. */
  readonly shop: ShopFacts
  readonly settings: Settings
  readonly nowMs: number
}): Seek {
  const carriedOver = carriedOverIn(store)
  const { storeID } = store
  const company = found?.company ?? carriedOver.company ?? PLAIN_COMPANY
  const books = booksWith(new Map(), {
    storeID,
    settings,
    settingsVersion: 0,
    shop: shopOf({ shop }, nowMs),
    lists,
    state: { company },
  })
  const around = { saleKinds: possibleKinds(settings, carriedOver), settings }
  return (subject, told) => {
    const shown = { subject, event: 'changed', generation: 0, snapshot: '', refunds: null } as const
    const work = { ...orderWorkOf(told, books), job: previewJob(shown) }
    const supposed = supposedWork(work, books)
    const kept = JSON.stringify(soughtBy({ work, supposed }, around))
    return kept.length > KEPT_CHARACTERS_MAX ? null : kept
  }
}

/** What is kept with an order; null where it is of another form, as an earlier release may have kept it. */
export function keptIn(sought: string | null): Sought | null {
  const kept = JSON.parse(sought ?? 'null') as Partial<Sought> | null
  const { named, keyed, subjects, taxItemTypes } = kept ?? {}
  const isWhole = [named, keyed, subjects, taxItemTypes].every(Array.isArray)
  return isWhole ? (kept as Sought) : null
}

function namesOf(list: ListName, names: readonly string[]): readonly EntryName[] {
  return names.map((name) => ({ list, name }))
}

export function namesOfWork(work: readonly OrderWork[]): readonly EntryName[] {
  return work.flatMap(({ sale, refundDocuments }) =>
    [sale, ...refundDocuments].flatMap((document) =>
      isProblem(document) ? [] : namesIn({ ...document, fingerprint: null }),
    ),
  )
}

/** A document and a mapping call what they name by its list. */
const LIST_OF_FIELD: Readonly<Record<string, ListName>> = {
  ...HEAD_LISTS,
  className: 'class',
  paymentMethodName: 'payment-method',
}

/** Into one list: a document has a hundred fields and names in five of them. */
function namesIn(value: unknown, names: EntryName[] = []): readonly EntryName[] {
  if (Array.isArray(value)) {
    value.forEach((one) => namesIn(one, names))
  } else if (isPlainObject(value)) {
    for (const field of Object.keys(value)) {
      addNames(names, field, value[field])
    }
  }
  return names
}

function addNames(names: EntryName[], field: string, value: unknown): void {
  if (field === 'accounts' && isPlainObject(value)) {
    Object.values(value).forEach((name) => addNames(names, 'accountName', name))
  } else if (typeof value !== 'string') {
    namesIn(value, names)
  } else {
    const list = LIST_OF_FIELD[field] ?? (/accountName$/i.test(field) ? 'account' : null)
    if (list !== null) {
      names.push(...withParents(value).map((name) => ({ list, name })))
    }
  }
}

/** `Web:Clothing` is made below `Web`. */
function withParents(name: string): readonly string[] {
  const parts = name.split(':')
  return parts.map((_, at) => parts.slice(0, at + 1).join(':'))
}
