/** What the log says of customers and items: what was recognised and by what, and whose text was cut. */
import type { TextLoss } from '../books/document.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Link } from '../posting/known.ts'
import type { LessonOf } from '../posting/lesson.ts'

/** One entry a customer or item of QuickBooks, however many subjects of the shop are linked to it. */
export function matchedEntries(
  links: readonly Link[],
  about: { readonly order: string | null },
): readonly JournalEntry[] {
  const byListID = new Map(links.map((link) => [link.quickBooksID, link]))
  return [...byListID.values()].flatMap(
    ({ subject, role, label: name, quickBooksID: listID, evidence }): JournalEntry[] => {
      if (evidence === undefined || evidence === null) {
        return []
      }
      const found = { ...evidence, name, listID }
      return [
        role === 'item'
          ? {
              subject: about.order ?? subject,
              event: 'item-matched',
              detail: { sold: subject, ...found },
            }
          : {
              subject: about.order ?? subject,
              event: 'customer-matched',
              detail: { buyer: subject, ...found },
            },
      ]
    },
  )
}

/** Of an entry that QuickBooks had, or got. */
export function linkedEntries({ how, links }: LessonOf<'linked'>): readonly JournalEntry[] {
  const [first] = links
  const detail = { kind: first?.kind, name: first?.label, listID: first?.quickBooksID }
  const subject = first?.subject ?? null
  switch (how) {
    case 'added':
      return [{ subject, event: 'list-entry-added', detail }]
    case 'activated':
      return [
        { subject, event: 'customer-activated', detail },
        ...matchedEntries(links, { order: null }),
      ]
    // Linked before: only what was last sent is known better.
    case 'reread':
      return []
    case 'adopted': {
      const matched = matchedEntries(links, { order: null })
      return matched.length > 0 ? matched : [{ subject, event: 'list-entry-adopted', detail }]
    }
  }
}

export function lossEntries(subject: string, losses: readonly TextLoss[]): readonly JournalEntry[] {
  return losses.map(({ field, original, sent }) => ({
    subject,
    event: 'text-shortened',
    detail: { field, original, sent },
  }))
}
