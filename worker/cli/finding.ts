/** What `doctor` found wrong, and what the operator can do about it. */
export type Finding = {
  /** Which check found it. */
  readonly check: string
  /** Null: about the deployment. */
  readonly store: string | null
  readonly what: string
  readonly why: string
  readonly how: string
}
