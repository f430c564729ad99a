/** What an answer says of a custom field. */
import type { Judged } from './judged.ts'
import type { Lesson } from './lesson.ts'
import { notDone } from './not-done.ts'
import type { WriteField } from './purpose.ts'

/** QuickBooks' code where an Add finds a value, whatever it says beside: PROTOCOL §c.6. */
const HAS_A_VALUE = 3180

export function learnFromField(purpose: WriteField, judged: Judged): Lesson {
  const { kind } = judged.disposition
  if (kind === 'done' || kind === 'done-with-warning') {
    const isEmpty = purpose.how === 'empty'
    return { kind: 'field-written', purpose, became: isEmpty ? 'empty' : 'written' }
  }
  if (kind === 'try-later') {
    return notDone(purpose, judged)
  }
  // Its customer's value, or our own that was written by a set whose answer was lost.
  if (purpose.how === 'add' && judged.response.statusCode === HAS_A_VALUE) {
    return { kind: 'field-written', purpose, became: 'taken' }
  }
  const isNotThere = kind === 'missing-reference' || kind === 'stale-id' || kind === 'nothing-found'
  return purpose.how === 'empty' && isNotThere
    ? { kind: 'field-written', purpose, became: 'empty' }
    : notDone(purpose, judged)
}
