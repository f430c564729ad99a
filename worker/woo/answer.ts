/** What the shop hears back from `POST /shop/{storeID}/changes`. */

export type Answer = {
  /** In the order of the changes. */
  readonly verdicts: readonly Verdict[]
  /** Oldest first, at most `OUTCOMES_MAX`, at least once each. */
  readonly outcomes: readonly Outcome[]
  readonly outcomesAfter: string | null
  /** There are more outcomes: ask again. */
  readonly more: boolean
  /** The kinds of subjects the store's settings let in. */
  readonly wants: readonly ('order' | 'customer')[]
  /** One problem about the whole store, shown in the shop's admin. */
  readonly notice: AnswerProblem | null
}

export const OUTCOMES_MAX = 100

/** The reason comes with `ignored` and `refused`. */
export type Verdict = {
  readonly subject: string
  readonly generation: number
} & (
  | { readonly verdict: 'queued' | 'unchanged'; readonly problem: null }
  | { readonly verdict: 'ignored' | 'refused'; readonly problem: AnswerProblem }
)

export type Outcome = {
  /** The plugin applies an outcome once by this. */
  readonly id: string
  readonly subject: string
  readonly generation: number
  readonly state: 'posted' | 'held' | 'withdrawn'
  readonly atMs: number
  readonly documents: readonly OutcomeDocument[]
  readonly problem: AnswerProblem | null
  /** The order's page in Tillbridge. */
  readonly url: string
}

export type OutcomeDocument = {
  readonly kind: string
  readonly refNumber: string
  readonly txnID: string
  readonly totalCents: number
}

/** A Problem without QuickBooks' own words. */
export type AnswerProblem = {
  readonly code: string
  readonly summary: string
  readonly remedy: string
}
