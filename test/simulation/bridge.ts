/** The Worker as shop and office see it: two doors, and a database behind them. */
import type { Settings } from '../../worker/books/settings.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import type { Answer } from '../../worker/woo/answer.ts'

export type Posted =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly reason: string }

export type Choice = Partial<Settings>

export type Row = Readonly<Record<string, string | number | null>>

export type Bridge = {
  /** One SOAP call; only one at a time is answered. */
  readonly call: (call: QbwcCall) => Promise<Reply>
  readonly isAnswering: () => boolean
  readonly post: (envelope: unknown) => Promise<Posted>
  /** When the live session's lease is over; null when none is live. */
  readonly leaseEndMs: () => Promise<number | null>
  /** The alarm at the end of a lease. */
  readonly ring: () => Promise<void>
  /** Writes of instances that are gone and have not landed yet. */
  readonly lateWrites: () => number
  readonly landLateWrite: () => Promise<void>
  /** The owner says that an older company file is the one to go on with. */
  readonly verifyBooks: () => Promise<void>
  /** The owner changes settings. */
  readonly choose: (choice: Choice) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Row[]>
  readonly backUp: () => void
  readonly restore: () => void
}
