/**
 * What is wrong with a store's connection, and who has been told: each cause is said once when it
 * comes and once when it is over.
 */
import type { Problem, ProblemCode } from './problems.ts'

/** `told` was said; `over` was said and is gone, which has still to be said. */
export type Alert = {
  readonly problem: Problem
  readonly sinceMs: number
  readonly state: 'raised' | 'told' | 'over'
}

export type Watch = {
  readonly alerts: readonly Alert[]
  /** The shop's day of the last message of a day. */
  readonly digestDay: string | null
  /** How often in a row nobody could be told. */
  readonly failures: number
  /** The last message, and what came of it each way that it went. */
  readonly lastSaid: LastSaid | null
}

export type LastSaid = { readonly atMs: number; readonly ways: readonly SaidWay[] }

export type SaidWay =
  | { readonly way: 'mail'; readonly came: 'sent' | 'no-sender' | 'not-taken' }
  | { readonly way: 'webhook'; readonly came: 'no-address' | 'no-answer' | 'not-reached' }
  /** The status of its answer. */
  | { readonly way: 'webhook'; readonly came: number }

export const NOTHING_WATCHED: Watch = { alerts: [], digestDay: null, failures: 0, lastSaid: null }

/** Most severe first; what stands here is looked for without anybody calling, or kept with the store. */
const SEVERITY: readonly ProblemCode[] = [
  'wrong-company-file',
  'company-file-restored',
  'quickbooks-too-old',
  'password-refused',
  'web-connector-silent',
  'quickbooks-unreachable',
  'nothing-moves',
  'orders-waiting',
  'shop-silent',
  'names-running-out',
]

export function bySeverity(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (left, right) => SEVERITY.indexOf(left.code) - SEVERITY.indexOf(right.code),
  )
}

export type Found = {
  readonly problems: readonly Problem[]
  /** Nobody can say just now whether these stand: they stay as they are. */
  readonly unknown: readonly ProblemCode[]
}

export function watchAfter(watch: Watch, found: Found, nowMs: number): Watch {
  const kept = watch.alerts.flatMap((alert) => {
    const isStanding = found.problems.some(({ code }) => code === alert.problem.code)
    if (isStanding) {
      return [{ ...alert, state: alert.state === 'over' ? ('told' as const) : alert.state }]
    }
    if (found.unknown.includes(alert.problem.code)) {
      return [alert]
    }
    // What nobody was told of is over without a word.
    return alert.state === 'raised' ? [] : [{ ...alert, state: 'over' as const }]
  })
  const known = kept.map(({ problem }) => problem.code)
  const raised = found.problems
    .filter(({ code }) => !known.includes(code))
    .map((problem) => ({ problem, sinceMs: nowMs, state: 'raised' as const }))
  return { ...watch, alerts: [...kept, ...raised] }
}

export type WatchChanges = {
  readonly begun: readonly Problem[]
  readonly ended: readonly Problem[]
}

/** What stands that did not, and what stands no more; whether anybody was told is another matter. */
export function changesIn(before: Watch, after: Watch): WatchChanges {
  return { begun: standingOnlyIn(after, before), ended: standingOnlyIn(before, after) }
}

function standingOnlyIn(watch: Watch, other: Watch): readonly Problem[] {
  const known = standing(other).map(({ code }) => code)
  return standing(watch).filter(({ code }) => !known.includes(code))
}

function standing({ alerts }: Watch): readonly Problem[] {
  return alerts.flatMap(({ state, problem }) => (state === 'over' ? [] : [problem]))
}

export type Saying = {
  readonly raised: readonly Problem[]
  readonly over: readonly Problem[]
  /** When all of it has been said. */
  readonly after: Watch
}

export type Terms = {
  readonly when: 'at-once' | 'daily' | 'off'
  /** Whether there is anybody to tell. */
  readonly isHeard: boolean
  readonly digestHour: number
  /** In the shop's zone. */
  readonly day: string
  readonly hour: number
}

/** Null when nothing is to be said now. */
export function sayingOf(watch: Watch, terms: Terms): Saying | null {
  const ofState = (state: Alert['state']) =>
    watch.alerts.filter((alert) => alert.state === state).map(({ problem }) => problem)
  const [raised, over] = [ofState('raised'), ofState('over')]
  if (raised.length + over.length === 0 || !isTimeToSay(watch, terms)) {
    return null
  }
  const alerts = watch.alerts
    .filter(({ state }) => state !== 'over')
    .map((alert) => ({ ...alert, state: 'told' as const }))
  const digestDay = terms.when === 'daily' ? terms.day : watch.digestDay
  return { raised, over, after: { ...watch, alerts, digestDay, failures: 0 } }
}

/** A missed hour is the next day's: its news waits. */
function isTimeToSay({ digestDay }: Watch, { when, isHeard, digestHour, day, hour }: Terms) {
  return (
    isHeard &&
    (when === 'at-once' || (when === 'daily' && hour === digestHour && digestDay !== day))
  )
}

/** Where nobody is to be told, what is over is forgotten. */
export function withoutWords(watch: Watch, { when, isHeard }: Terms): Watch {
  return isHeard && when !== 'off'
    ? watch
    : { ...watch, alerts: watch.alerts.filter(({ state }) => state !== 'over') }
}
