/** What an answer shows of a list that is mirrored, and what is gone from any of them. */
import type { Ret } from '../qbxml/response.ts'
import { listEntry } from './entry-of-ret.ts'
import { isComplete } from './judged.ts'
import type { Judged } from './judged.ts'
import type { GoneEntry, Lesson } from './lesson.ts'
import type { ListAnswer } from './list-progress.ts'
import { laterOf, localStamp } from './list-record.ts'
import type { Extent } from './list-record.ts'
import { isPaged, listDeletedAs } from './mirrored-lists.ts'
import type { PurposeOf } from './purpose.ts'

export function learnFromPage(
  { list, extent }: PurposeOf<'read-list'>,
  { response, disposition }: Judged,
): Lesson {
  const { statusCode, statusMessage: message } = response
  switch (disposition.kind) {
    case 'done':
    case 'done-with-warning':
    case 'nothing-found':
    case 'partly-found':
    // What this qbXML version cannot show stays as it was known.
    case 'partly-shown': {
      const isOver = (response.iteratorRemainingCount ?? 0) === 0
      return {
        kind: 'list',
        answer: {
          kind: 'page',
          list,
          iteratorID: isOver ? null : response.iteratorID,
          newest: newestOf(response.rets),
        },
        entries: response.rets.flatMap((ret) => listEntry(ret) ?? []),
        extent,
        isWhole: extent === 'whole' && !isPaged(list) && disposition.kind !== 'partly-shown',
      }
    }
    case 'stop':
    case 'missing-reference':
    case 'look-up-existing':
      return nothingOf(extent, { kind: 'refused', list, statusCode, message })
    // The iterator is gone, or QuickBooks is busy.
    case 'restart-iterator':
    case 'stale-id':
    case 'stale-edit-sequence':
    case 'try-later':
    case 'not-executed':
    case 'recover':
      return nothingOf(extent, { kind: 'lost', list, message })
  }
}

function nothingOf(extent: Extent, answer: ListAnswer): Lesson {
  return { kind: 'list', answer, entries: [], extent, isWhole: false }
}

function newestOf(rets: readonly Ret[]): string | null {
  let newest: string | null = null
  for (const ret of rets) {
    newest = 'TimeModified' in ret ? laterOf(newest, localStamp(ret.TimeModified)) : newest
  }
  return newest
}

export function learnFromTaxItems({ response }: Judged): Lesson[] {
  return [{ kind: 'read', entries: response.rets.flatMap((ret) => listEntry(ret) ?? []) }]
}

export function learnFromGone({ response, disposition }: Judged): Lesson {
  if (!isComplete(disposition)) {
    return { kind: 'nothing', reason: response.statusMessage }
  }
  const gone = response.rets.flatMap((ret): GoneEntry[] => {
    if (ret.kind !== 'ListDeletedRet') {
      return []
    }
    const list = listDeletedAs(ret.ListDelType)
    return list === null ? [] : [{ list, listID: ret.ListID, fullName: ret.FullName ?? '' }]
  })
  return { kind: 'entries-gone', gone }
}
