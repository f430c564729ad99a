/** The outcomes that ride on an answer to the shop, after its cursor. */
import type { Database } from '../db/database.ts'
import { newestOutcomeID, OUTCOMES_PER_ANSWER_MAX, readOutcomes } from '../journal/outcomes.ts'
import type { OutcomeDocument } from '../journal/outcomes.ts'
import type { Store } from '../stores/store.ts'
import type { Answer } from '../woo/answer.ts'
import { parseSubject } from '../woo/subject.ts'
import { shownProblem } from './shown-problem.ts'

/** A cursor we did not make starts from the beginning: at least once, never not at all. */
export async function readAnswerOutcomes(
  db: Database,
  { store, after }: { readonly store: Store; readonly after: string | null },
): Promise<Pick<Answer, 'outcomes' | 'outcomesAfter' | 'more'>> {
  const { storeID } = store
  const cursor = /^\d{1,15}$/.test(after ?? '') ? Number(after) : 0
  const found = await readOutcomes(db, { storeID, afterID: cursor })
  // A cursor ahead of all we know comes from before a backup was restored: all is told again.
  const isAhead = found.length === 0 && cursor > (await newestOutcomeID(db, storeID))
  const afterID = isAhead ? 0 : cursor
  const rows = isAhead ? await readOutcomes(db, { storeID, afterID }) : found
  const page = rows.slice(0, OUTCOMES_PER_ANSWER_MAX)
  return {
    outcomes: page.map(({ id, subject, generation, state, atMs, documents, problem }) => ({
      id: `o-${id}`,
      subject,
      generation,
      state,
      atMs,
      documents: documents as readonly OutcomeDocument[],
      problem: problem === null ? null : shownProblem(problem),
      url: pageURL(store, subject),
    })),
    outcomesAfter: String(page.at(-1)?.id ?? (after === null ? 0 : afterID)),
    more: rows.length > page.length,
  }
}

function pageURL({ originURL }: Store, subject: string): string {
  const { kind, id } = parseSubject(subject) ?? { kind: 'order', id: 0 }
  return `${originURL}/${kind}s/${id}`
}
