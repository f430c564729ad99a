/** One thing QuickBooks should be told about a subject of the shop. */
import type { jobs } from '../db/schema.ts'

export type Job = typeof jobs.$inferSelect

/**
 * Documents refer to customers, so customers go first. Within a rank the order of arrival holds.
 */
export const JOB_RANK = { customer: 10, order: 20 } as const

/** A person moves an entry before or behind the others of its kind, never past what it depends on. */
export const MOVED_RANK = {
  customer: { first: 5, back: JOB_RANK.customer, last: 14 },
  order: { first: 15, back: JOB_RANK.order, last: 25 },
} as const

export type QueuePlace = keyof (typeof MOVED_RANK)['order']

/** A job with the snapshot it is about, as `find-due` reads them together. */
export type DueJob = {
  readonly id: number
  readonly rank: number
  readonly subject: string
  readonly generation: number
  readonly revision: number
  readonly isPushed: boolean
  readonly attempts: number
  /** The set that carried it last and of which nobody knows what became; null when that is known. */
  readonly messageSetID: string | null
  readonly event: 'changed' | 'deleted' | 'pushed'
  /** The shop's JSON, unread; null when the subject was deleted. */
  readonly snapshot: string | null
  readonly refunds: string | null
  readonly problem: unknown
}

/** Far enough that no clock reaches it, small enough for an exact integer: never by itself. */
export const NEVER_MS = 8_640_000_000_000_000
