/** Whoever acts, as the shop or the operator names him. */
export type Person = {
  /** The shop's; 0 is nobody there. */
  readonly userID: number
  readonly userName: string
  readonly userEmail: string
}

export const OPERATOR: Person = { userID: 0, userName: 'operator', userEmail: '' }

/** The "who" of an audited act: names change and double, the shop's ID does not. */
export function whoOf({ userID, userName }: Person): string {
  return userID === 0 ? userName : `${userName} (user ${userID} of the shop)`
}
