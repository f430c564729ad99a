import type { Ret } from '../qbxml/response.ts'
import { listEntry } from './entry-of-ret.ts'
import { isComplete } from './judged.ts'
import type { Judged } from './judged.ts'
import type { Lesson } from './lesson.ts'
import { linksTo } from './list-links.ts'
import type { PurposeOf } from './purpose.ts'

type AddEntry = PurposeOf<'add-entry'>

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
    lessons.push({ kind: 'read', entries: [entry] })
  }
  if (purpose.role !== null && 'IsActive' in ret) {
    const links = linksTo(ret, { ...purpose, role: purpose.role })
    lessons.push({ kind: 'linked', how: 'added', links })
    const { alsoLink = [] } = purpose
    if (alsoLink.length > 0) {
      lessons.push({ kind: 'linked', how: 'adopted', links: alsoLink })
    }
  }
  return lessons
}

/** What has the name; whether it will do is decided where it is used. */
export function learnFromLookUp(
  { need }: PurposeOf<'look-up-entry'>,
  { response, disposition }: Judged,
): Lesson[] {
  if (!isComplete(disposition)) {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const lookedUp: Lesson = { kind: 'looked-up', need }
  const entries = response.rets.flatMap((ret) => listEntry(ret) ?? [])
  return entries.length > 0
    ? [lookedUp, { kind: 'read', entries }]
    : [lookedUp, { kind: 'name-somebody-elses', need }]
}
