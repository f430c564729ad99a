/** Which names are taken. Inactive entries keep theirs, and case makes no difference. */
import { refusal } from './answer.ts'
import type { Refusal } from './answer.ts'
import type { CompanyFile, ListEntry, ListKind } from './books.ts'
import { entryByPath, fullNameOf } from './entries.ts'

/** Customers, vendors, employees and other names are one list to QuickBooks. */
const ONE_NAME_SPACE: readonly ListKind[] = ['Customer', 'Vendor', 'Employee', 'OtherName']

export type Naming = {
  readonly kind: ListKind
  readonly name: string
  readonly parent: ListEntry | null
  /** The entry that is being renamed; its own name is not in its way. */
  readonly self?: ListEntry
}

export function refusedName(company: CompanyFile, naming: Naming): Refusal | null {
  if (naming.name.includes(':')) {
    return refusal(3090, `The name "${naming.name}" holds a colon, which is not allowed in a name.`)
  }
  const path = naming.parent === null ? '' : `${fullNameOf(company, naming.parent)}:`
  const wanted = `${path}${naming.name}`
  const space = ONE_NAME_SPACE.includes(naming.kind) ? ONE_NAME_SPACE : [naming.kind]
  const isTaken = space.some((kind) => {
    const holder = entryByPath(company, kind, wanted)
    return holder !== null && holder !== naming.self
  })
  return isTaken
    ? refusal(3100, `The name "${naming.name}" of the list element is already in use.`)
    : null
}
