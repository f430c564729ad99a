/** What the operator can put right: shown in three parts, exit code 1. */
export type Mistake = {
  readonly what: string
  readonly why: string
  readonly how: string
}

type OperatorError = Error & { readonly mistake: Mistake }

/** For `throw`: a command stops where it notices, and `tillbridge.ts` says these words. */
export function operatorError(mistake: Mistake): OperatorError {
  return Object.assign(new Error([mistake.what, mistake.why, mistake.how].join('\n')), { mistake })
}

/** drizzle wraps what a query threw in an error of its own. */
export function operatorErrorIn(error: unknown): OperatorError | null {
  if (!(error instanceof Error)) {
    return null
  }
  return 'mistake' in error ? (error as OperatorError) : operatorErrorIn(error.cause)
}
