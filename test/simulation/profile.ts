/**
 * What a seed has to go through. Each seed gets its own selection of faults at its own rates: a run
 * in which everything fails at once never gets as far as the rare interleavings.
 */
import { EDITS, SHAPE_NAMES } from './orders.ts'
import type { Edit } from './orders.ts'
import { FORM_CHOICES } from './owner.ts'
import { DEEDS } from './person.ts'
import type { Deed } from './person.ts'
import type { Random } from './random.ts'

export const CALL_FAULTS = [
  'call-lost',
  'answer-lost',
  'call-repeated',
  'dies-before-call',
  'dies-after-call',
  'response-torn',
  'response-empty',
  'response-missing-one',
  'hresult-though-processed',
] as const
export type CallFaultName = (typeof CALL_FAULTS)[number]

export const QUICK_BOOKS_FAULTS = [
  'dies-before-processing',
  'dies-after-processing',
  'refuses-after-processing',
  'dies-in-the-middle',
  'closed',
] as const
export type QuickBooksFaultName = (typeof QUICK_BOOKS_FAULTS)[number]

const DATABASE_FAULTS = [
  // D1 answers with an error, and nothing happened.
  'failed',
  // It is committed, and its answer never arrives.
  'answer-lost',
  // The instance is gone, and nothing more of this call happens.
  'evicted',
  // The same, and its write is still on its way.
  'evicted-writing',
] as const
export type DatabaseFault = (typeof DATABASE_FAULTS)[number]

export type Profile = {
  /** Customers and items stand in QuickBooks already. */
  readonly isInUse: boolean
  readonly orders: number
  readonly shapes: readonly string[]
  readonly steps: number
  readonly connectors: number
  readonly remembersSets: boolean
  readonly callFaults: readonly CallFaultName[]
  readonly callFaultRate: number
  readonly quickBooksFaults: readonly QuickBooksFaultName[]
  readonly quickBooksFaultRate: number
  /** A computer has another company file open now and then, once the first session chose one. */
  readonly hasStranger: boolean
  /** Single requests that QuickBooks refuses because somebody has the record open. */
  readonly lockRate: number
  /** One order that QuickBooks cannot parse, though nobody can see why. */
  readonly hasPoison: boolean
  readonly databaseFaults: readonly DatabaseFault[]
  readonly databaseFaultRate: number
  /** Something else happens between two operations of a call. */
  readonly interferenceRate: number
  /** What orders become at first; the first choice is that of a new store. */
  readonly forms: (typeof FORM_CHOICES)[number]
  /** How often the owner chooses anew. */
  readonly choiceRate: number
  readonly edits: readonly Edit[]
  readonly editRate: number
  readonly deeds: readonly Deed[]
  readonly deedRate: number
  /** Of POSTs: lost before, after, or sent twice. */
  readonly postFaultRate: number
  readonly alarmRate: number
  /** A computer may fall asleep with an answer in hand. */
  readonly sleeps: boolean
  /** Calls that were made long ago arrive once more. */
  readonly strays: boolean
  readonly jumps: boolean
  readonly skews: boolean
  readonly wipesMemory: boolean
  readonly restoresCompany: boolean
  readonly restoresWorker: boolean
  /** A computer may sleep holding a set longer than the lease: the gap that SPEC.md names. */
  readonly delaysExecution: boolean
}

/** Of stores whose orders become something else than a new store's. */
const FORMS_CHANCE = 0.4
const CHOICE_CHANCE = 0.25
const CHOICE_RATE = 0.04
const MANY_ORDERS_CHANCE = 0.01
/** Small worlds come to the point. */
const ORDERS = [1, 1, 1, 2, 2, 2, 3, 3, 5, 8]

export function drawProfile(random: Random): Profile {
  const drawn = aboutChanges(random, drawWithoutDelay(random))
  // By itself: with other faults nobody could say whether the double had to be seen.
  return random.chance(DELAY_CHANCE) ? { ...drawn, ...ONLY_DELAY } : drawn
}

/** Runs of a shop that has sold already, and in which little else happens than that it thinks better. */
const CHANGES_CHANCE = 0.3
const CHANGE_RATE = 0.3

function aboutChanges(random: Random, drawn: Profile): Profile {
  const edits = random.some(EDITS, 0.6)
  return random.chance(CHANGES_CHANCE)
    ? { ...drawn, isInUse: true, orders: 1, edits, editRate: CHANGE_RATE }
    : drawn
}

const DELAY_CHANCE = 0.04
const ONLY_DELAY = {
  delaysExecution: true,
  connectors: 2,
  callFaultRate: 0,
  quickBooksFaultRate: 0,
  databaseFaultRate: 0,
  deedRate: 0,
  hasStranger: false,
  hasPoison: false,
  strays: false,
  restoresCompany: false,
  restoresWorker: false,
} as const

function drawWithoutDelay(random: Random): Profile {
  const rate = (...rates: readonly number[]) => random.pick(rates)
  const shapeCount = random.int(2, 4)
  const hasMany = random.chance(MANY_ORDERS_CHANCE)
  return {
    isInUse: random.chance(0.65),
    orders: hasMany ? random.int(30, 120) : random.pick(ORDERS),
    shapes: Array.from({ length: shapeCount }, () => random.pick(SHAPE_NAMES)),
    steps: random.int(14, 46),
    connectors: random.chance(0.35) ? 2 : 1,
    remembersSets: random.chance(0.5),
    callFaults: random.some(CALL_FAULTS, 0.5),
    callFaultRate: rate(0, 0.1, 0.2, 0.35),
    quickBooksFaults: random.some(QUICK_BOOKS_FAULTS, 0.5),
    quickBooksFaultRate: rate(0, 0, 0.1, 0.3),
    hasStranger: random.chance(0.08),
    lockRate: rate(0, 0, 0.05, 0.2),
    hasPoison: random.chance(0.06),
    databaseFaults: random.some(DATABASE_FAULTS, 0.5),
    databaseFaultRate: rate(0, 0, 0.01, 0.04),
    interferenceRate: rate(0, 0, 0.02, 0.1),
    edits: random.some(EDITS, 0.4),
    editRate: rate(0.02, 0.06, 0.15),
    deeds: random.some(DEEDS, 0.3),
    deedRate: rate(0, 0, 0.05, 0.1),
    postFaultRate: rate(0, 0, 0.1, 0.3),
    alarmRate: rate(0, 0.5, 1),
    sleeps: random.chance(0.3),
    strays: random.chance(0.2),
    jumps: random.chance(0.3),
    skews: random.chance(0.2),
    wipesMemory: random.chance(0.2),
    restoresCompany: random.chance(0.06),
    restoresWorker: random.chance(0.08),
    delaysExecution: false,
    forms: random.chance(FORMS_CHANCE) ? random.pick(FORM_CHOICES) : FORM_CHOICES[0],
    choiceRate: random.chance(CHOICE_CHANCE) ? CHOICE_RATE : 0,
  }
}
