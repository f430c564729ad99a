/** What happened in a run, for whoever replays its seed. Costs nothing when nobody reads it. */
export type Clock = {
  nowMs: number
  /** How far the office's clock is ahead. */
  officeSkewMs: number
}

export type Trace = {
  readonly say: (what: () => string) => void
  readonly lines: readonly string[]
}

export const START_MS = Date.parse('2026-11-25T12:00:00Z')

export function createTrace(clock: Clock, isOn: boolean): Trace {
  const lines: string[] = []
  return {
    lines,
    say: (what) => {
      if (isOn) {
        const seconds = ((clock.nowMs - START_MS) / 1000).toFixed(3)
        lines.push(`${seconds.padStart(12)} s  ${what()}`)
      }
    },
  }
}
