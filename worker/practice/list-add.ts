/** Adding and changing entries of any list; what is peculiar to one list is in its own file. */
import { done, isRefusal, refusal } from './answer.ts'
import type { Answer, Refusal, Ret } from './answer.ts'
import type { CompanyFile, Fields, ListEntry, ListKind, Refs } from './books.ts'
import { addEntry, entryByID, fullNameOf, localTime, refileEntry, stampChange } from './entries.ts'
import { refusedName } from './list-names.ts'
import { followParent, followRefs, refPart, withoutCleared } from './reference.ts'
import { leaf } from './answer.ts'
import type { Part } from './answer.ts'
import type { Reference } from '../qbxml/shape.ts'

/** What every Add of a list writes. */
export type AddContent = Fields & {
  readonly Name: string
  readonly IsActive?: boolean | undefined
  readonly ParentRef?: Reference | undefined
}

export type Addition = {
  readonly kind: ListKind
  readonly type: string
  readonly content: AddContent
  /** What QuickBooks fills in where nothing was sent. */
  readonly defaultRefs?: Refs
}

/** Files the entry, or says why not: parent first, then name, then the other references. */
export function addToList(company: CompanyFile, addition: Addition): ListEntry | Refusal {
  const { Name: name, IsActive = true, ParentRef, ...rest } = addition.content
  const parent = followParent(company, { kind: addition.kind, reference: ParentRef })
  if (isRefusal(parent)) {
    return parent
  }
  const refused = refusedName(company, { kind: addition.kind, name, parent })
  if (refused !== null) {
    return refused
  }
  const split = followRefs(company, rest, addition.type)
  if (isRefusal(split)) {
    return split
  }
  return addEntry(company, {
    kind: addition.kind,
    type: addition.type,
    name,
    isActive: IsActive,
    parentListID: parent?.ListID ?? null,
    fields: split.fields,
    refs: { ...addition.defaultRefs, ...split.refs },
  })
}

export type ModContent = Fields & {
  readonly Name?: string | undefined
  readonly IsActive?: boolean | undefined
  readonly ParentRef?: Reference | undefined
  readonly ListID: string
  readonly EditSequence: string
}

/** What is left out stays; what is empty is cleared. */
export function changeInList(
  company: CompanyFile,
  change: { readonly kind: ListKind; readonly content: ModContent },
): ListEntry | Refusal {
  const { ListID, EditSequence, Name, IsActive, ParentRef, ...rest } = change.content
  const self = entryByID(company, ListID)
  if (self?.kind !== change.kind) {
    return notFound(ListID)
  }
  if (self.editSequence !== EditSequence) {
    return refusal(3200, `The provided edit sequence "${EditSequence}" is out-of-date.`)
  }
  const asked = followParent(company, { kind: change.kind, reference: ParentRef })
  if (isRefusal(asked)) {
    return asked
  }
  const parentListID = asked?.ListID ?? self.parentListID
  const parent = entryByID(company, parentListID)
  const name = Name ?? self.name
  const refused = refusedName(company, { kind: change.kind, name, parent, self })
  const split = followRefs(company, rest, self.type)
  if (refused !== null || isRefusal(split)) {
    return refused ?? (split as Refusal)
  }
  const fields = { ...self.fields, ...split.fields }
  const isActive = IsActive ?? self.isActive
  Object.assign(self, {
    name,
    isActive,
    parentListID,
    fields,
    refs: withoutCleared({ ...self.refs, ...split.refs }),
  })
  if (Name !== undefined || ParentRef !== undefined) {
    refileEntry(company, self)
  }
  stampChange(company, self)
  return self
}

export function notFound(id: string): Refusal {
  const reason = 'The specified record does not exist in the list.'
  const said = `Object "${id}" specified in the request cannot be found.`
  return refusal(3120, `${said}  QuickBooks error message: Invalid argument.  ${reason}`)
}

/** The answer to an Add or Mod, with what error recovery will say of it. */
export function answerWith(entry: ListEntry, ret: Ret): Answer {
  return done([ret], { ListID: entry.ListID, EditSequence: entry.editSequence })
}

export function headParts(company: CompanyFile, entry: ListEntry): Part[] {
  return [
    ...leaf('ListID', entry.ListID),
    ...leaf('TimeCreated', localTime(company, entry.timeCreatedMs)),
    ...leaf('TimeModified', localTime(company, entry.timeModifiedMs)),
    ...leaf('EditSequence', entry.editSequence),
    ...leaf('Name', entry.name),
  ]
}

/** For the lists whose entries have parents. */
export function pathParts(
  company: CompanyFile,
  entry: ListEntry,
  between: readonly Part[] = [],
): Part[] {
  const fullName = fullNameOf(company, entry)
  return [
    ...between,
    ...leaf('IsActive', entry.isActive),
    ...refPart(company, 'ClassRef', entry.refs.ClassRef),
    ...refPart(company, 'ParentRef', entry.parentListID ?? undefined),
    ...leaf('Sublevel', fullName.split(':').length - 1),
  ]
}
