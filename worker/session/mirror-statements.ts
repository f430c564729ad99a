/** What an answer showed of QuickBooks' lists, as statements that belong in the batch that settles it. */
import { recordJournal } from '../journal/journal.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { letGoOf, letGoOfUnshown, relabel } from '../links/links.ts'
import { recordEntries } from '../mirror/record.ts'
import type { Statement } from '../db/database.ts'
import type { ListEntry, ListName } from '../posting/known.ts'
import { isPaged } from '../posting/mirrored-lists.ts'
import type { Folded } from './fold-lessons.ts'
import type { ListsRead, RefusedList } from './list-reader.ts'
import type { World } from './world.ts'

export async function mirrorStatements(
  folded: Pick<Folded, 'lists' | 'entries' | 'goneEntries' | 'goneListIDs'>,
  read: Pick<ListsRead, 'swept' | 'refused'>,
  { db, storeID, nowMs }: Pick<World, 'db' | 'storeID' | 'nowMs'>,
): Promise<readonly Statement[]> {
  const { lists, goneListIDs } = folded
  const shown = lists.map(({ answer: { list }, extent, isWhole }) => ({ list, extent, isWhole }))
  const swept = read.swept.filter(({ list }) => isPaged(list))
  const { statements, sweeps, known, renamed } = await recordEntries(db, {
    storeID,
    nowMs,
    entries: [...lists.flatMap(({ entries }) => entries), ...folded.entries],
    marked: shown.flatMap(({ list, extent }) =>
      extent === 'whole' && isPaged(list) ? [list] : [],
    ),
    whole: shown.flatMap(({ list, isWhole }) => (isWhole ? [list] : [])),
    swept,
    gone: [
      ...(folded.goneEntries ?? []),
      ...goneListIDs.flatMap((listID) => LINKED_LISTS.map((list) => ({ list, listID }))),
    ],
  })
  // Deletions are told for days on end: what we do not have any more is no news.
  const newlyGone = new Set([...goneListIDs, ...known.filter(isLinked).map(({ listID }) => listID)])
  return [
    ...statements,
    ...relabel(db, { storeID, entries: renamed.filter(isLinked) }),
    ...letGoOf(db, { storeID, listIDs: [...newlyGone], nowMs }),
    ...swept.filter(isLinked).flatMap((sweep) => letGoOfUnshown(db, { storeID, nowMs, ...sweep })),
    ...sweeps,
    ...recordJournal(db, {
      storeID,
      entries: journalOf(known, { goneListIDs, refused: read.refused }),
      nowMs,
    }),
  ]
}

/** Whatever links name. */
const LINKED_LISTS = ['customer', 'item'] as const

function isLinked<T extends { readonly list: ListName }>(
  entry: T,
): entry is T & { readonly list: (typeof LINKED_LISTS)[number] } {
  return LINKED_LISTS.some((list) => list === entry.list)
}

/** What orders may have referred to; a link that was found gone has said so itself. */
function journalOf(
  known: readonly ListEntry[],
  {
    goneListIDs,
    refused,
  }: Pick<Folded, 'goneListIDs'> & { readonly refused: readonly RefusedList[] },
): readonly JournalEntry[] {
  const gone = known
    .filter((entry) => isLinked(entry) && !goneListIDs.includes(entry.listID))
    .map(({ list, listID, fullName: name }): JournalEntry => ({
      subject: null,
      event: 'list-entry-gone',
      detail: { kind: list, name, listID },
    }))
  const unread = refused.map((detail): JournalEntry => ({
    subject: null,
    event: 'list-unread',
    detail,
  }))
  return [...gone, ...unread]
}
