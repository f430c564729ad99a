/**
 * QuickBooks refuses a set as a whole when it cannot parse one request of it, and does not say
 * which. The jobs of the set are halved until one alone is refused: that one is to blame.
 */

export type Suspects = {
  /** Tried now, and nothing else with them. */
  readonly onTrial: readonly number[]
  /** Their half went through: then one of these is to blame. */
  readonly waiting: readonly number[]
}

export type Refused =
  | { readonly kind: 'narrowed'; readonly suspects: Suspects }
  | { readonly kind: 'found'; readonly jobID: number }

/** The set of these jobs was refused. Earlier suspects that were not in it are free again. */
export function afterRefusal(jobIDs: readonly number[]): Refused | null {
  const [jobID] = jobIDs
  if (jobID === undefined) {
    return null
  }
  return jobIDs.length === 1
    ? { kind: 'found', jobID }
    : { kind: 'narrowed', suspects: halves(jobIDs) }
}

/** Nothing of what was on trial is left to do: it is innocent, and the others are tried. */
export function afterAcquittal({ waiting }: Suspects): Suspects | null {
  return waiting.length === 0 ? null : halves(waiting)
}

function halves(jobIDs: readonly number[]): Suspects {
  const middle = Math.ceil(jobIDs.length / 2)
  return { onTrial: jobIDs.slice(0, middle), waiting: jobIDs.slice(middle) }
}
