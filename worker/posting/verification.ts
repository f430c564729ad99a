/**
 * What is still to be read before a job whose set nobody answered may be sent again: what changed
 * and what was deleted since the set left. The numbers are asked beside it, as before every Add.
 */
import type { DocumentKind } from '../books/document.ts'
import { findChangedSince, findDeletedSince, nextPage } from './document-queries.ts'
import { DOUBT_READS, isReadFor, NOTHING_READ, SALE_KINDS } from './doubted.ts'
import type { DoubtedSet, DoubtRead, ReadProgress } from './doubted.ts'
import type { Known } from './known.ts'
import type { PlannedRequest } from './purpose.ts'

/** Empty when everything is read that has to be. */
export function readingLeft(setID: string, known: Known): readonly PlannedRequest[] {
  const set = known.doubtedSets.get(setID)
  if (set === undefined) {
    // The set was pruned: of what it carried only the numbers can still be asked for.
    return []
  }
  const { doubt } = known.session
  const isCovered = doubt !== null && doubt.setIDs.includes(setID)
  const reads = isCovered ? doubt.reads : NOTHING_READ
  // One reading covers every set that is in doubt when it begins.
  const sets = isCovered
    ? doubt.setIDs.flatMap((id) => known.doubtedSets.get(id) ?? [])
    : [...known.doubtedSets.values()]
  return DOUBT_READS.filter(
    (read) => isReadFor(read, sets) && isPossible(read, { sets, known }),
  ).flatMap((read) => requestFor(read, { progress: reads[read], sets, known }))
}

/** What the store never sent is not read: a QuickBooks without sales orders refuses to show them. */
function isPossible(
  read: DoubtRead,
  { sets, known }: { readonly sets: readonly DoubtedSet[]; readonly known: Known },
): boolean {
  const kind = SALE_KINDS.find((one) => one === read)
  return (
    kind === undefined ||
    known.saleKinds.includes(kind) ||
    sets.some(({ documents }) => documents.some(({ documentKind }) => documentKind === kind))
  )
}

function requestFor(
  read: DoubtRead,
  {
    progress,
    sets,
    known,
  }: {
    readonly progress: ReadProgress
    readonly sets: readonly DoubtedSet[]
    readonly known: Known
  },
): readonly PlannedRequest[] {
  if (progress.kind === 'whole') {
    return []
  }
  const fromMs = Math.min(...sets.map(({ sentAtMs }) => sentAtMs))
  const about = {
    storeID: known.storeID,
    setIDs: sets.map(({ setID }) => setID),
    fromMs,
    doubted: sets.flatMap(({ documents }) => documents),
  }
  if (read === 'deleted') {
    const purpose = { kind: 'find-deleted', ...about } as const
    return [{ key: 'deleted', purpose, request: findDeletedSince(fromMs) }]
  }
  const documentKind: DocumentKind = read
  return [
    {
      key: `changed ${documentKind}`,
      purpose: { kind: 'find-changed', ...about, documentKind },
      request:
        progress.kind === 'page'
          ? nextPage(documentKind, progress.iteratorID)
          : findChangedSince(documentKind, fromMs),
    },
  ]
}
