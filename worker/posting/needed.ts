import type { Problem } from '../books/problems.ts'
import type { Link } from './known.ts'
import type { PlannedRequest } from './purpose.ts'

/** What became of one thing a document refers to. */
export type Needed =
  | { readonly kind: 'found'; readonly listID: string; readonly alsoLink: readonly Link[] }
  | { readonly kind: 'ask'; readonly request: PlannedRequest }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** All of them at once, so that everything missing is asked for in the same set. */
export type Gathered =
  | {
      readonly kind: 'all-found'
      readonly listIDs: readonly string[]
      readonly alsoLink: readonly Link[]
    }
  | { readonly kind: 'ask'; readonly requests: readonly PlannedRequest[] }
  | { readonly kind: 'problem'; readonly problem: Problem }

export function gather(needs: readonly Needed[]): Gathered {
  const requests: PlannedRequest[] = []
  const listIDs: string[] = []
  const alsoLink: Link[] = []
  for (const need of needs) {
    switch (need.kind) {
      case 'problem':
        return need
      case 'ask':
        requests.push(need.request)
        break
      case 'found':
        listIDs.push(need.listID)
        alsoLink.push(...need.alsoLink)
        break
    }
  }
  return requests.length > 0 ? { kind: 'ask', requests } : { kind: 'all-found', listIDs, alsoLink }
}
