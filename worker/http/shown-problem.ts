import type { AnswerProblem } from '../woo/answer.ts'

/** A Problem as the shop is told it: QuickBooks' own words stay on our pages. */
export function shownProblem(problem: unknown): AnswerProblem {
  const { code, summary, remedy } = problem as AnswerProblem
  return { code, summary, remedy }
}
