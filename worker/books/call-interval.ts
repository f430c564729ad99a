/** How often the Web Connector calls, learned from its calls: the owner sets it there, not here. */

/** As the `.qwc` asks for; what counts until there are calls to go by. */
const INTERVAL_MS = 15 * 60_000
/** The Web Connector's own least is a minute; what is shorter is a person's second press. */
const GAP_MS_MIN = 60_000
/** Longer is an absence; a Web Connector that calls once a day is the slowest there is. */
const GAP_MS_MAX = 25 * 3_600_000
/** Among five neither a press by hand nor a closed office is the middle one. */
const GAPS_KEPT = 5
const GAPS_TO_LEARN = 3
const INTERVALS_MISSED_MAX = 3

/** The gaps with the one that this call ends. */
export function gapsAfter(
  gapsMs: readonly number[],
  { lastMs, nowMs }: { readonly lastMs: number | null; readonly nowMs: number },
): readonly number[] {
  const gapMs = nowMs - (lastMs ?? nowMs)
  return gapMs < GAP_MS_MIN || gapMs > GAP_MS_MAX ? gapsMs : [...gapsMs, gapMs].slice(-GAPS_KEPT)
}

/** The middle one. Of too few gaps the longest counts: better late than wrong. */
export function intervalMs(gapsMs: readonly number[]): number {
  const sorted = gapsMs.toSorted((left, right) => left - right)
  return gapsMs.length < GAPS_TO_LEARN
    ? Math.max(INTERVAL_MS, ...gapsMs)
    : (sorted[Math.floor(sorted.length / 2)] ?? INTERVAL_MS)
}

/** After so long a silence the Web Connector does not run. */
export function patienceMs(gapsMs: readonly number[]): number {
  return INTERVALS_MISSED_MAX * intervalMs(gapsMs)
}
