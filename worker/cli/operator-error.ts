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

export function isOperatorError(error: unknown): error is OperatorError {
  return error instanceof Error && 'mistake' in error
}
