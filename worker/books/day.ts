/** Days of the calendar, `yyyy-mm-dd`. */

const DAY = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/
const DAY_LENGTH = 'yyyy-mm-dd'.length

/** The day at the beginning of a time or a day as plugins write them; null when there is none. */
export function parseDay(text: string): string | null {
  const [, year, month, date] = DAY.exec(text.trim()) ?? []
  const day = `${year}-${month}-${date}`
  const at = new Date(`${day}T00:00:00Z`)
  // February 30 reads as March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

/** So many days later. */
export function laterDay(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, DAY_LENGTH)
}

/** The day of a time without a zone, such as WooCommerce's own `date_created`. */
export function dayOfTime(time: string): string {
  return time.slice(0, DAY_LENGTH)
}

const OFFSET = /^([+-])(\d{2}):?(\d{2})$/
const MINUTE_MS = 60_000

/**
 * Which day it is in the shop: its zone is one of the world's, such as `America/Los_Angeles`, or the
 * hours that its owner set, such as `+05:30`. A zone that nobody knows is Greenwich's.
 */
export function dayInZone(atMs: number, timeZone: string): string {
  return dayAndTimeInZone(atMs, timeZone).slice(0, DAY_LENGTH)
}

/** As `dayInZone`: the time of day there, `hh:mm`. */
export function timeInZone(atMs: number, timeZone: string): string {
  return dayAndTimeInZone(atMs, timeZone).slice(DAY_LENGTH + 1, DAY_LENGTH + 1 + 'hh:mm'.length)
}

/** Day, one character, and time. */
function dayAndTimeInZone(atMs: number, timeZone: string): string {
  const [, sign, hours, minutes] = OFFSET.exec(timeZone) ?? []
  if (sign !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
    return new Date(atMs + offset * MINUTE_MS).toISOString()
  }
  try {
    return zoneFormat(timeZone).format(atMs)
  } catch {
    // RangeError: the runtime does not know the zone.
    return new Date(atMs).toISOString()
  }
}

/** Making one takes as long as a hundred days written with it; an isolate meets few zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const FORMATS_MAX = 100

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) {
    return known
  }
  if (formats.size >= FORMATS_MAX) {
    formats.clear()
  }
  // Sweden writes day and time as the standard does, with a blank between them.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  formats.set(timeZone, format)
  return format
}
