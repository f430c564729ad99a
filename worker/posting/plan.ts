/** What to do about one job now: a function of the document and of what is known, no step counter. */
import type { Problem } from '../books/problems.ts'
import type { Link } from './known.ts'
import type { PlannedRequest } from './purpose.ts'

export type Plan =
  /** Something is missing or must be asked first; the job waits for the answers. */
  | { readonly kind: 'ask'; readonly requests: readonly PlannedRequest[] }
  /** This request is the job: it is out when the request is. */
  | { readonly kind: 'send'; readonly request: PlannedRequest }
  | { readonly kind: 'hold'; readonly problem: Problem; readonly links: readonly Link[] }
  /** QuickBooks has it as the shop says. */
  | { readonly kind: 'agrees'; readonly links: readonly Link[] }
  /** The shop withdrew it before anything left. */
  | { readonly kind: 'withdraw' }
