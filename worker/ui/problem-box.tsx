/** What keeps something, what to do about it, and QuickBooks' own words one click away. */
import type { Problem } from '../books/problems.ts'

export function ProblemBox({ problem }: { readonly problem: Problem }) {
  return (
    <div class="problem">
      <p>
        <strong>{problem.summary}</strong>
      </p>
      <p>{problem.remedy}</p>
      <QuickBooksSaid problem={problem} />
    </div>
  )
}

export function QuickBooksSaid({ problem: { detail, code } }: { readonly problem: Problem }) {
  return detail === null || detail === '' ? null : (
    <details>
      <summary>What QuickBooks said</summary>
      <p>
        {detail} <span class="quiet">({code})</span>
      </p>
    </details>
  )
}
