/**
 * What may be on a list that was not read to its end must not be made a second time, and what may
 * have come to it since not be missed: to be asked for what is not found, or will not do.
 */
import { problem } from '../books/problems.ts'
import type { Known, ListName } from './known.ts'
import type { Needed } from './needed.ts'

/** Null when the list was read in this session; else what of it is next, for which the order waits. */
export function untilRead(
  list: ListName,
  {
    known,
    order,
    title,
  }: { readonly known: Known; readonly order: string; readonly title: string },
): Exclude<Needed, { kind: 'found' }> | null {
  const state = known.lists.get(list) ?? { kind: 'read' }
  switch (state.kind) {
    case 'read':
      return null
    case 'being-read':
      return { kind: 'ask', request: state.request }
    case 'unreadable': {
      const { statusCode, message } = state
      const detail = `${statusCode}: ${message}`
      return {
        kind: 'problem',
        problem: problem('list-unreadable', { order, list: title }, detail),
      }
    }
  }
}
