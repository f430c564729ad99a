import type { Ret } from '../qbxml/response.ts'
import { listEntry } from './entry-of-ret.ts'
import { isComplete } from './judged.ts'
import type { Judged } from './judged.ts'
import { isSamePerson } from './known.ts'
import type { Link, ListName } from './known.ts'
import type { Lesson } from './lesson.ts'
import type { Purpose } from './purpose.ts'

type AddEntry = Extract<Purpose, { kind: 'add-entry' }>
type LookUp = Extract<Purpose, { kind: 'look-up-customer' | 'look-up-entry' }>

export function learnFromEntry(purpose: AddEntry, { response, disposition }: Judged): Lesson[] {
  switch (disposition.kind) {
    case 'done':
    case 'done-with-warning':
      return response.rets.flatMap((ret) => learnFromNew(purpose, ret))
    case 'look-up-existing':
      return [{ kind: 'name-taken', need: purpose.need }]
    case 'try-later':
    case 'not-executed':
    case 'recover':
    case 'partly-shown':
    case 'restart-iterator':
      return [{ kind: 'nothing', reason: response.statusMessage }]
    case 'nothing-found':
    case 'partly-found':
    case 'stale-id':
    case 'stale-edit-sequence':
    case 'missing-reference':
    case 'stop': {
      const { statusCode, statusMessage: message } = response
      const refusal = { kind: 'refused', statusCode, message } as const
      return [{ kind: 'need-refused', need: purpose.need, refusal }]
    }
  }
}

function learnFromNew(purpose: AddEntry, ret: Ret): Lesson[] {
  const lessons: Lesson[] = []
  const entry = listEntry(ret)
  if (entry !== null) {
    lessons.push({ kind: 'read', entries: [entry], whole: null })
  }
  if (purpose.role !== null && 'IsActive' in ret) {
    const links = linksTo(ret, { ...purpose, role: purpose.role })
    lessons.push({ kind: 'linked', how: 'added', links })
  }
  return lessons
}

/** Whose the name is. Adopted only with proof; an item's proof is decided where it is used. */
export function learnFromLookUp(purpose: LookUp, { response, disposition }: Judged): Lesson[] {
  if (!isComplete(disposition)) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const lookedUp: Lesson = { kind: 'looked-up', need: purpose.need }
  if (purpose.kind === 'look-up-entry') {
    const entries = response.rets.flatMap((ret) => listEntry(ret) ?? [])
    return entries.length > 0
      ? [lookedUp, { kind: 'read', entries, whole: null }]
      : [lookedUp, { kind: 'name-somebody-elses', need: purpose.need }]
  }
  const customers = response.rets.flatMap((ret) => (ret.kind === 'CustomerRet' ? [ret] : []))
  const same = customers.find((ret) =>
    isSamePerson({ accountNumber: ret.AccountNumber, email: ret.Email }, purpose),
  )
  const read: Lesson = {
    kind: 'read',
    entries: customers.flatMap((ret) => listEntry(ret) ?? []),
    whole: null,
  }
  if (same === undefined) {
    return [read, { kind: 'name-somebody-elses', need: purpose.need }]
  }
  return same.IsActive
    ? [
        read,
        { kind: 'linked', how: 'adopted', links: linksTo(same, { ...purpose, role: 'customer' }) },
      ]
    : [{ kind: 'need-refused', need: purpose.need, refusal: { kind: 'inactive' } }]
}

function linksTo(
  ret: Extract<Ret, { IsActive: boolean }>,
  wanted: {
    readonly linkSubjects: readonly string[]
    readonly role: Link['role']
    readonly sent?: string
  },
): readonly Link[] {
  return wanted.linkSubjects.map((subject) => ({
    subject,
    role: wanted.role,
    kind: ret.kind.replace(/Ret$/, ''),
    quickBooksID: ret.ListID,
    label: ret.FullName,
    editSequence: ret.EditSequence ?? '',
    sent: wanted.sent ?? '',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
  }))
}

/** A list that could not be read whole teaches nothing: what is not shown may still be there. */
export function learnFromRead(list: ListName, { response, disposition }: Judged): Lesson[] {
  const entries = response.rets.flatMap((ret) => listEntry(ret) ?? [])
  if (disposition.kind === 'done' || disposition.kind === 'nothing-found') {
    return [{ kind: 'read', entries, whole: list }]
  }
  return disposition.kind === 'partly-found' || disposition.kind === 'done-with-warning'
    ? [{ kind: 'read', entries, whole: list === 'vendor' ? list : null }]
    : [{ kind: 'nothing', reason: response.statusMessage }]
}
