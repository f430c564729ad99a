/** What changed in the shop, e.g. `order:1042`. */

export const SUBJECT_KINDS = ['order', 'product', 'variation', 'customer'] as const

export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type Subject = {
  readonly kind: SubjectKind
  readonly id: number
}

const SUBJECT = /^([a-z]+):([1-9]\d{0,15})$/

/** Null when the text names nothing a shop has. */
export function parseSubject(subject: string): Subject | null {
  const [, word, digits] = SUBJECT.exec(subject) ?? []
  const kind = SUBJECT_KINDS.find((known) => known === word)
  const id = Number(digits)
  return kind === undefined || !Number.isSafeInteger(id) ? null : { kind, id }
}

export function formatSubject({ kind, id }: Subject): string {
  return `${kind}:${id}`
}
