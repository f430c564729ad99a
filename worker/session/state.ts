/** What a session remembers between two calls, in D1: a Durable Object may go at any await. */
import { NOTHING_LEARNED } from '../posting/known.ts'
import type { SalesTaxCodes, SessionKnowledge } from '../posting/known.ts'
import type { QbxmlVersion } from '../qbxml/version.ts'
import type { Phase } from './reduce.ts'

export type SessionState = {
  readonly phase: Phase
  /** Null until QuickBooks said what it speaks. */
  readonly version: QbxmlVersion | null
  /** `unknown` until the preferences were read; null where sales tax is off. */
  readonly salesTax: SalesTaxCodes | null | 'unknown'
  /** Accounts, methods, tax items and codes were read in this session. */
  readonly areListsRead: boolean
  /** The set that is out, and the newest that is settled: QuickBooks may forget the latter. */
  readonly messageSetID: string | null
  readonly settledSetID: string | null
  readonly setsSent: number
  readonly posted: number
  readonly held: number
  /** The first thing that needs the owner, for the Web Connector's status column. */
  readonly firstHeld: string | null
  /** Sets in a row that taught nothing. */
  readonly idleSets: number
  /** Orders a set; halved when QuickBooks cannot parse one. */
  readonly ordersPerSet: number
  readonly percent: number
  /** What `getLastError` says. */
  readonly error: string | null
  readonly knowledge: SessionKnowledge
}

/**
 * A sales receipt takes QuickBooks some 20 ms: a hundred are two seconds, far inside the Web
 * Connector's patience of 100 s, and a lost answer puts no more than that in doubt.
 */
export const ORDERS_PER_SET_MAX = 100
/** One order may bring a customer, some items and itself. */
export const REQUESTS_PER_SET_MAX = 400
/** Before escaping into SOAP; the Web Connector was seen to carry several megabytes. */
export const REQUEST_CHARACTERS_MAX = 1_500_000
export const IDLE_SETS_MAX = 3
/** At 100 orders a set a quarter of a million orders: nobody's session. */
export const SETS_PER_SESSION_MAX = 5_000

export const OPENED: SessionState = {
  phase: 'opened',
  version: null,
  salesTax: 'unknown',
  areListsRead: false,
  messageSetID: null,
  settledSetID: null,
  setsSent: 0,
  posted: 0,
  held: 0,
  firstHeld: null,
  idleSets: 0,
  ordersPerSet: ORDERS_PER_SET_MAX,
  percent: 0,
  error: null,
  knowledge: NOTHING_LEARNED,
}
