import type { Judged } from './judged.ts'
import type { Lesson } from './lesson.ts'
import type { Writing } from './purpose.ts'

/** What it means for a job that QuickBooks did not do what its request asked. */
export function notDone(purpose: Writing, { response, disposition }: Judged): Lesson {
  const { statusCode, statusMessage: message } = response
  const { jobID } = purpose
  switch (disposition.kind) {
    case 'try-later':
    case 'not-executed':
      return { kind: 'job-try-later', jobID, message }
    case 'stale-edit-sequence':
    case 'recover':
    case 'partly-shown':
    case 'restart-iterator':
      return { kind: 'job-in-doubt', jobID, reason: message, isRemembered: false }
    case 'done':
    case 'done-with-warning':
    case 'nothing-found':
    case 'partly-found':
    case 'look-up-existing':
    case 'stale-id':
    case 'missing-reference':
    case 'stop':
      return { kind: 'job-refused', purpose, disposition, statusCode, message }
  }
}
