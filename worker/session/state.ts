/** What a session remembers between two calls, in D1: a Durable Object may go at any await. */
import type { CompanyFacts } from '../posting/company.ts'
import type { ListsProgress } from '../posting/list-progress.ts'
import { NOTHING_LEARNED } from '../posting/known.ts'
import type { SalesTaxCodes, SessionKnowledge } from '../posting/known.ts'
import type { QbxmlVersion } from '../qbxml/version.ts'
import type { JobPlace } from '../queue/find-due.ts'
import type { Suspects } from './bisection.ts'
import type { Phase } from './reduce.ts'

export type SessionState = {
  readonly phase: Phase
  /** Null until QuickBooks said what it speaks. */
  readonly version: QbxmlVersion | null
  /** As QuickBooks said in this session, so far; null until it said anything. */
  readonly company: CompanyFacts | null
  /** `unknown` until the preferences were read; null where sales tax is off. */
  readonly salesTax: SalesTaxCodes | null | 'unknown'
  /** The company file said who it is in this session, and is the one that was pinned. */
  readonly isCompanySeen: boolean
  /** The accounts were read in this session, or QuickBooks will not show them. */
  readonly areListsRead: boolean
  /** How far each list was read in this session. */
  readonly lists: ListsProgress
  /** Jobs up to this one wait for a list: those behind it go first. */
  readonly waitingTo: JobPlace | null
  /** The newest documents we know of stand in this company file, or a person deleted them. */
  readonly areBooksChecked: boolean
  readonly out: SetOut | null
  /** The set sent last under this ticket, out or not: a late answer can only be about it. */
  readonly lastSetID: string | null
  readonly setsSent: number
  readonly posted: number
  readonly held: number
  /** The first thing that needs the owner, for the Web Connector's status column. */
  readonly firstHeld: string | null
  /** Due when the session opened, as far as was counted: the measure of the progress bar. */
  readonly dueAtOpening: number
  /** Sets in a row that taught nothing. */
  readonly idleSets: number
  /** While QuickBooks' refusal of a whole set is traced to one job. */
  readonly suspects: Suspects | null
  /** `NoOp` is the answer to `getLastError`: the Web Connector asks again in five seconds. */
  readonly isWaiting: boolean
  readonly waits: number
  readonly connectionErrors: number
  readonly percent: number
  /** What `getLastError` says. */
  readonly error: string | null
  readonly knowledge: SessionKnowledge
}

/** The set that is out. */
export type SetOut = {
  readonly messageSetID: string
  readonly sentAtMs: number
  readonly requests: number
  readonly orders: number
  /** Every job it carries or asks for. */
  readonly jobs: readonly JobOut[]
}

export type JobOut = {
  readonly jobID: number
  readonly subject: string
  readonly generation: number
  readonly revision: number
  readonly order: string
}

export const IDLE_SETS_MAX = 3
/** At 100 orders a set half a million orders: nobody's session. */
export const SETS_PER_SESSION_MAX = 5_000
/** In a session. The Web Connector waits five seconds after each: a minute in all. */
export const WAITS_MAX = 12

export const OPENED: SessionState = {
  phase: 'opened',
  version: null,
  company: null,
  salesTax: 'unknown',
  isCompanySeen: false,
  areListsRead: false,
  lists: {},
  waitingTo: null,
  areBooksChecked: false,
  out: null,
  lastSetID: null,
  setsSent: 0,
  posted: 0,
  held: 0,
  firstHeld: null,
  dueAtOpening: 0,
  idleSets: 0,
  suspects: null,
  isWaiting: false,
  waits: 0,
  connectionErrors: 0,
  percent: 0,
  error: null,
  knowledge: NOTHING_LEARNED,
}
