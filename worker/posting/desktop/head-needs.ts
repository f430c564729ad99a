/** Terms, classes, sales reps and the like, as a document names them: found, made, or in the way. */
import type { DocumentKind, SaleLine } from '../../books/document.ts'
import type { HeadFields, HeadName } from '../../books/head-fields.ts'
import { problem } from '../../books/problems.ts'
import { KIND_NAMES } from '../../books/sentence-words.ts'
import { CLASS_NAME_LENGTH_MAX } from '../../qbxml/limits.ts'
import type { QbxmlRequest } from '../../qbxml/requests.ts'
import { findEntry } from '../known.ts'
import type { ListEntry, ListName } from '../known.ts'
import type { Needed } from '../needed.ts'
import { rememberedRefusal } from '../refusal.ts'
import { untilRead } from '../until-read.ts'
import type { Context } from './customer.ts'
import { nameWithin } from './text.ts'

/** Which of QuickBooks' lists the names of a field stand in. */
export const HEAD_LISTS = {
  terms: 'terms',
  class: 'class',
  salesRep: 'sales-rep',
  template: 'template',
  shipVia: 'ship-method',
  customerMessage: 'customer-message',
} as const satisfies Readonly<Record<HeadName, ListName>>

/** As an owner knows one of them, and the whole list. */
const TITLES: Readonly<Record<HeadName, { readonly one: string; readonly all: string }>> = {
  terms: { one: 'terms', all: 'terms' },
  class: { one: 'class', all: 'classes' },
  salesRep: { one: 'sales rep', all: 'sales reps' },
  template: { one: 'template', all: 'templates' },
  shipVia: { one: 'ship method', all: 'ship methods' },
  customerMessage: { one: 'customer message', all: 'customer messages' },
}

export type HeadNeeds = Readonly<Record<HeadName, readonly Needed[]>>

type Headed = { readonly head: HeadFields; readonly kind: DocumentKind }

export function headNeeds({ head, kind }: Headed, context: Context): HeadNeeds {
  const need = (field: HeadName) => {
    const name = head[field]
    return name === null ? [] : [headNeeded({ field, name, kind }, context)]
  }
  return {
    terms: need('terms'),
    class: need('class'),
    salesRep: need('salesRep'),
    template: need('template'),
    shipVia: need('shipVia'),
    customerMessage: need('customerMessage'),
  }
}

/** One for each line that has a class, in their order. */
export function lineClassNeeds(lines: readonly SaleLine[], context: Context): readonly Needed[] {
  return lines.flatMap(({ className: name }) =>
    name === null ? [] : [headNeeded({ field: 'class', name, kind: 'Invoice' }, context)],
  )
}

type Wanted = { readonly field: HeadName; readonly name: string; readonly kind: DocumentKind }

function headNeeded(wanted: Wanted, context: Context): Needed {
  const { field, name, kind } = wanted
  const { known, order } = context
  if (field === 'class' && !known.company.isUsingClasses) {
    return { kind: 'problem', problem: problem('classes-off', { order, name }) }
  }
  const list = HEAD_LISTS[field]
  const entry = findEntry(known, list, name)
  if (entry !== null && entry.isActive && isForForm(entry, wanted)) {
    return { kind: 'found', listID: entry.listID, alsoLink: [] }
  }
  const { one, all } = TITLES[field]
  const unread = untilRead(list, { known, order, title: all })
  if (unread !== null) {
    return unread
  }
  const making = entry === null && context.settings.createLists ? made(wanted, context) : null
  const facts = { order, list: field === 'template' ? `${KIND_NAMES[kind]} ${one}` : one, name }
  return making ?? { kind: 'problem', problem: problem('list-entry-missing', facts) }
}

/** A template is for one form. */
function isForForm({ type }: ListEntry, { field, kind }: Wanted): boolean {
  return field !== 'template' || type === null || type === kind
}

/** Null where QuickBooks does not say how to make one, or the name does not say what it is. */
function made(wanted: Wanted, context: Context): Needed | null {
  const making = MAKING[wanted.field]
  if (making === null) {
    return null
  }
  const { known, order } = context
  const { name } = wanted
  const list = HEAD_LISTS[wanted.field]
  const need = `${list} ${name.toLowerCase()}`
  const refusal = known.session.refusals[need]
  if (refusal?.kind === 'refused') {
    const request = `${TITLES[wanted.field].one} “${name}”`
    return { kind: 'problem', problem: rememberedRefusal({ order, request, ...refusal }) }
  }
  if (known.session.lookUps[need] === true) {
    const purpose = { kind: 'look-up-entry', need, name } as const
    return { kind: 'ask', request: { key: need, purpose, request: making.find(name) } }
  }
  // Taken, and by nothing that the list shows.
  const isTaken = (known.session.takenNames[need] ?? 0) > 0
  const add = isTaken ? null : making.add(name, context)
  if (add === null || 'kind' in add) {
    return add
  }
  const purpose = {
    kind: 'add-entry',
    need,
    list,
    name,
    linkSubjects: [],
    role: null,
    sent: '',
  } as const
  return { kind: 'ask', request: { key: need, purpose, request: add } }
}

type Making = {
  readonly find: (name: string) => QbxmlRequest
  /** The request; or what has to be there before it; or null for a name that says too little. */
  readonly add: (name: string, context: Context) => QbxmlRequest | Needed | null
}

/** Sales reps stand for people, messages and templates for forms: only a person can enter those. */
const MAKING: Readonly<Record<HeadName, Making | null>> = {
  terms: {
    find: (name) => ({ name: 'TermsQueryRq', content: { FullName: [name] } }),
    add: addTerms,
  },
  class: {
    find: (name) => ({ name: 'ClassQueryRq', content: { FullName: [name] } }),
    add: addClass,
  },
  salesRep: null,
  template: null,
  shipVia: {
    find: (name) => ({ name: 'ShipMethodQueryRq', content: { FullName: [name] } }),
    add: (name) => ({ name: 'ShipMethodAddRq', content: { ShipMethodAdd: { Name: name } } }),
  },
  customerMessage: null,
}

const NET_DAYS = /^net (\d{1,3})$/i
const AT_ONCE = /^due (?:on|upon) receipt$/i

/** Terms whose name does not say the days would be due at once, whatever they mean. */
function addTerms(name: string): QbxmlRequest | null {
  const [, days = AT_ONCE.test(name) ? '0' : null] = NET_DAYS.exec(name) ?? []
  return days === null
    ? null
    : {
        name: 'StandardTermsAddRq',
        content: { StandardTermsAdd: { Name: name, StdDueDays: Number(days) } },
      }
}

/** `Web:Clothing` is made below `Web`, which comes first. */
function addClass(fullName: string, context: Context): QbxmlRequest | Needed | null {
  const at = fullName.lastIndexOf(':')
  const Name = fullName.slice(at + 1)
  if (nameWithin(Name, CLASS_NAME_LENGTH_MAX) !== Name || Name === '') {
    return null
  }
  if (at < 0) {
    return { name: 'ClassAddRq', content: { ClassAdd: { Name } } }
  }
  const parent = headNeeded(
    { field: 'class', name: fullName.slice(0, at), kind: 'Invoice' },
    context,
  )
  return parent.kind === 'found'
    ? { name: 'ClassAddRq', content: { ClassAdd: { Name, ParentRef: { ListID: parent.listID } } } }
    : parent
}
