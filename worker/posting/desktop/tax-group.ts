/** What taxes a document in the United States: one tax item, or a tax group of several. */
import type { NativeTax, SaleDocument, TaxLine } from '../../books/document.ts'
import { problem } from '../../books/problems.ts'
import { ITEM_NAME_LENGTH_MAX, PROSE_LENGTH_MAX } from '../../qbxml/limits.ts'
import { findEntry } from '../known.ts'
import type { Known, ListEntry } from '../known.ts'
import type { Needed } from '../needed.ts'
import type { Context } from './customer.ts'
import { entryNeeded, taxItemNeeded } from './list-entry.ts'
import { nameWithin, proseWithin } from './text.ts'

const LIST_TITLE = 'sales tax group'

/** The item, or the group once there are all its members. */
export function nativeTaxNeeds(tax: NativeTax, context: Context): readonly Needed[] {
  const items = tax.taxes.map(({ item }) => taxItemNeeded(item, context))
  const members = items.flatMap((item) => (item.kind === 'found' ? [item.listID] : []))
  const isGroupDue = tax.taxes.length > 1 && members.length === items.length
  return isGroupDue ? [groupNeeded(tax.taxes, members, context)] : items
}

/**
 * The document as the company can have it: where it has no group of the tax items and may not be
 * given one, each tax is a line with its amount.
 */
export function withTaxThatCanBe<TDocument extends Pick<SaleDocument, 'lines' | 'tax'>>(
  document: TDocument,
  context: Context,
): TDocument {
  const { tax } = document
  if (tax.kind !== 'native' || tax.otherwise === null) {
    return document
  }
  const needed = nativeTaxNeeds(tax, context)
  // Fewer than the taxes: it is the group, all of whose items are there.
  const [group] = needed.length < tax.taxes.length ? needed : []
  return group?.kind === 'problem'
    ? {
        ...document,
        tax: tax.otherwise,
        lines: document.lines.map((line) => ({ ...line, isTaxable: false })),
      }
    : document
}

/** QuickBooks' own of just these members, whatever it is called; else a new one. */
function groupNeeded(
  taxes: readonly TaxLine[],
  members: readonly string[],
  context: Context,
): Needed {
  const existing = groupOf(context.known, members)
  if (existing !== null) {
    return { kind: 'found', listID: existing.listID, alsoLink: [] }
  }
  const name = freeGroupName(taxes, context.known)
  if (name === null) {
    const facts = { order: context.order, list: LIST_TITLE, name: wordsOf(taxes) }
    return { kind: 'problem', problem: problem('list-entry-missing', facts) }
  }
  return entryNeeded(
    {
      list: 'item',
      listTitle: LIST_TITLE,
      name,
      add: {
        name: 'ItemSalesTaxGroupAddRq',
        content: {
          ItemSalesTaxGroupAdd: {
            Name: name,
            ItemDesc: proseWithin(wordsOf(taxes), PROSE_LENGTH_MAX),
            ItemSalesTaxRef: members.map((ListID) => ({ ListID })),
          },
        },
      },
    },
    context,
  )
}

function groupOf({ entries }: Known, members: readonly string[]): ListEntry | null {
  const wanted = new Set(members)
  const groups = [...entries.values()].filter(
    ({ list, type, isActive, memberListIDs }) =>
      list === 'item' &&
      type === 'ItemSalesTaxGroup' &&
      isActive &&
      memberListIDs.length === wanted.size &&
      memberListIDs.every((listID) => wanted.has(listID)),
  )
  // The oldest, so that another of the same members changes nothing.
  const [first = null] = groups.toSorted(
    (left, right) =>
      (left.timeCreated ?? '').localeCompare(right.timeCreated ?? '') ||
      left.listID.localeCompare(right.listID),
  )
  return first
}

/** So many groups of one name and other members nobody has. */
const NAME_SUFFIXES = ['', ' (2)', ' (3)']

/** `State 7.25% + City 1.375%`, or by percentages alone; with a number where that is taken. */
function freeGroupName(taxes: readonly TaxLine[], known: Known): string | null {
  const whole = wordsOf(taxes)
  const isWhole = nameWithin(whole, ITEM_NAME_LENGTH_MAX) === whole
  const name = isWhole ? whole : `Tax ${taxes.map(({ item }) => item.ratePercent).join(' + ')}%`
  const names = NAME_SUFFIXES.map((suffix) => nameWithin(`${name}${suffix}`, ITEM_NAME_LENGTH_MAX))
  return names.find((one) => findEntry(known, 'item', one) === null) ?? null
}

function wordsOf(taxes: readonly TaxLine[]): string {
  return taxes.map(({ item }) => item.name).join(' + ')
}
