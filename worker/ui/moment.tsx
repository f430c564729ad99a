/** A time in the shop's zone, short, with the exact one for machines and for whoever points at it. */
import { dayInZone, timeInZone } from '../books/day.ts'

export type Clock = { readonly nowMs: number; readonly timeZone: string }

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

export function Moment({ atMs, clock }: { readonly atMs: number; readonly clock: Clock }) {
  const at = new Date(atMs).toISOString()
  return (
    <time datetime={at} title={`${at.slice(0, 19).replace('T', ' ')} UTC`}>
      {momentText(atMs, clock)}
    </time>
  )
}

/** `today 14:03`, `26 Nov 14:03`, `26 Nov 2025`. */
export function momentText(atMs: number, { nowMs, timeZone }: Clock): string {
  const day = dayInZone(atMs, timeZone)
  const today = dayInZone(nowMs, timeZone)
  const time = timeInZone(atMs, timeZone)
  if (day === today) {
    return `today ${time}`
  }
  const [year = '', month = '1', date = '1'] = day.split('-')
  const named = `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}`
  return today.startsWith(year) ? `${named} ${time}` : `${named} ${year}`
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `4 minutes`, `3 hours`, `2 days`; less than a minute is said so. */
export function durationText(ms: number): string {
  if (ms < MINUTE_MS) {
    return 'less than a minute'
  }
  if (ms < 2 * HOUR_MS) {
    return counted(Math.floor(ms / MINUTE_MS), 'minute')
  }
  return ms < 2 * DAY_MS
    ? counted(Math.floor(ms / HOUR_MS), 'hour')
    : counted(Math.floor(ms / DAY_MS), 'day')
}

/** `1 order`, `1,204 orders`. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
