/** What to do about one job now: a function of the document and of what is known, no step counter. */
import type { Problem, ProblemCode } from '../books/problems.ts'
import type { Link } from './known.ts'
import type { Carried, PlannedRequest } from './purpose.ts'

/** The job a plan is made for. */
export type JobAtHand = Carried & {
  /** The order's number as the shop shows it; of what is no order, its subject. */
  readonly order: string
  /** A person asked for it. */
  readonly isPushed: boolean
  /** The set that carried it last, where nobody answered for it. */
  readonly doubtedSetID: string | null
  /** What it was held by when it was let go, and what whoever pushed it was shown. */
  readonly heldBy: ProblemCode | null
}

export type Plan =
  /** Something is missing or must be asked first; the job waits for the answers. */
  | { readonly kind: 'ask'; readonly requests: readonly PlannedRequest[] }
  /** In doubt: nothing but reading until it is known what stands in QuickBooks. */
  | { readonly kind: 'verify'; readonly requests: readonly PlannedRequest[] }
  /** These requests are the job: it is out when they are, in this order and in one set. */
  | { readonly kind: 'send'; readonly requests: readonly PlannedRequest[] }
  | { readonly kind: 'hold'; readonly problem: Problem; readonly links: readonly Link[] }
  /** QuickBooks has it as the shop says. */
  | { readonly kind: 'agrees'; readonly links: readonly Link[] }
  /** The shop withdrew it before anything left. */
  | { readonly kind: 'withdraw' }

export function carriedFor({ jobID, revision, generation, subject }: JobAtHand): Carried {
  return { jobID, revision, generation, subject }
}
