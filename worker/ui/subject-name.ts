/** How a person knows an order or a customer. */
import { subjectName } from '../books/sentence-words.ts'

export type SubjectWords = {
  readonly subject: string
  readonly number: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly company: string | null
}

/** `Order 1042`, by the number that the shop shows. */
export function nameOf({ subject, number }: Pick<SubjectWords, 'subject' | 'number'>): string {
  return number === null || !subject.startsWith('order:') ? subjectName(subject) : `Order ${number}`
}

/** `Ana Lima, Blue Door Inc`. */
export function personOf({ firstName, lastName, company }: SubjectWords): string {
  const person = `${firstName ?? ''} ${lastName ?? ''}`.trim()
  return [person, (company ?? '').trim()].filter((part) => part !== '').join(', ')
}

/** Its page: `order:1042` → `/orders/1042`. */
export function pathOf(subject: string): string {
  const [kind = '', id = ''] = subject.split(':')
  return `/${kind}s/${id}`
}

/** An order as it would be in the books. */
export function previewPathOf(subject: string): string {
  return `/preview?order=${encodeURIComponent(subject)}`
}

/** Where the number that the shop shows is not at hand: `Order 1042` by its ID. */
export function subjectTitle(subject: string): string {
  return subjectName(subject)
}

/** Guests and products have no page of their own. */
export function hasPage(subject: string): boolean {
  return /^(order|customer):/.test(subject)
}
