/** QuickBooks writes the PC's local time with its offset: `2026-08-05T16:43:30-04:00`. */

const MINUTE_MS = 60_000
const SECOND_MS = 1000

/** QuickBooks' times have whole seconds. */
export function wholeSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS
}

export function quickBooksTime(timeMs: number, utcOffsetMinutes: number): string {
  const local = new Date(timeMs + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 19)
  const minutes = Math.abs(utcOffsetMinutes)
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0')
  const minute = String(minutes % 60).padStart(2, '0')
  return `${local}${utcOffsetMinutes < 0 ? '-' : '+'}${hour}:${minute}`
}

export function quickBooksDate(timeMs: number, utcOffsetMinutes: number): string {
  return quickBooksTime(timeMs, utcOffsetMinutes).slice(0, 10)
}

export function daysLater(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/**
 * A filter's DATETIMETYPE in milliseconds. Without an offset it is the PC's local time; without a
 * time of day it is the day's first second in a From filter, its last in a To filter.
 */
export function timeOf(
  text: string,
  { utcOffsetMinutes, edge }: { readonly utcOffsetMinutes: number; readonly edge: 'from' | 'to' },
): number {
  const [date = '', time] = text.split('T')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const offset = /(Z|[+-]\d{1,2}:\d{1,2})$/.exec(time ?? '')?.[1] ?? null
  const clock = (time ?? (edge === 'from' ? '00:00:00' : '23:59:59')).slice(
    0,
    offset === null ? undefined : -offset.length,
  )
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number)
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return wall - (offset === null ? utcOffsetMinutes : minutesOf(offset)) * MINUTE_MS
}

function minutesOf(offset: string): number {
  if (offset === 'Z') {
    return 0
  }
  const [hour = 0, minute = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hour * 60 + minute)
}
