/** Hours of the shop's day in which QuickBooks is left alone. */
import * as v from 'valibot'
import { timeInZone } from './day.ts'
import { textThat } from './setting-values.ts'
import { setting } from './settings-schema.ts'

const timeOfDay = v.nullable(
  textThat('a time of day such as "22:00", or null', (time) =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(time),
  ),
)

export const QUIET_HOURS = {
  from: setting({
    schema: timeOfDay,
    default: null,
    meaning:
      'From this time of the shop’s day on no update is begun until the quiet hours end, while the queue keeps filling; null knows no quiet hours.',
  }),
  to: setting({
    schema: timeOfDay,
    default: null,
    meaning:
      'From this time on updates are begun again, on the next day where that is earlier in the day than the quiet hours begin.',
  }),
}

export type QuietHours = { readonly from: string | null; readonly to: string | null }

/** From the first minute to the last, over midnight too. Without both ends there are none. */
export function isQuiet(
  { from, to }: QuietHours,
  { atMs, timeZone }: { readonly atMs: number; readonly timeZone: string },
): boolean {
  if (from === null || to === null) {
    return false
  }
  const time = timeInZone(atMs, timeZone)
  return from <= to ? from <= time && time < to : from <= time || time < to
}
