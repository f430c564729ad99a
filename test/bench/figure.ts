/** A figure beside its target, and the table of them. */

export type Figure = {
  readonly name: string
  /** Null: not available. */
  readonly value: number | null
  readonly unit: string
  /** Null: shown for comparison only. */
  readonly atMost: number | null
  readonly digits?: number
  /** What the value is made of, or what bounds it. */
  readonly note?: string
}

export function comparison(figure: Omit<Figure, 'atMost'>): Figure {
  return { ...figure, atMost: null }
}

export function isMissed({ value, atMost }: Figure): boolean {
  return value !== null && atMost !== null && value > atMost
}

const HEADINGS = ['figure', 'measured', 'target', '', 'made of'] as const

export function figureTable(sections: readonly (readonly [string, readonly Figure[]])[]): string {
  const blocks = sections.map(([title, figures]) => ({
    title,
    rows: figures.map((figure) => cells(figure)),
  }))
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(
      ...[[...HEADINGS], ...blocks.flatMap(({ rows }) => rows)].map(
        (row) => (row[column] ?? '').length,
      ),
    ),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [
    line(HEADINGS),
    ...blocks.flatMap(({ title, rows }) => ['', title, ...rows.map(line)]),
  ].join('\n')
}

function cells(figure: Figure): readonly string[] {
  const { name, value, unit, atMost, note = '' } = figure
  const target = atMost === null ? '' : `≤ ${numberText(atMost)}${suffix(unit)}`
  return [`  ${name}`, valueText(figure), target, verdict(figure), value === null ? '' : note]
}

function valueText({ value, unit, digits = 1 }: Figure): string {
  return value === null ? 'not available' : `${numberText(value, digits)}${suffix(unit)}`
}

function verdict(figure: Figure): string {
  if (figure.value === null || figure.atMost === null) {
    return ''
  }
  return isMissed(figure) ? 'MISSED' : 'reached'
}

function suffix(unit: string): string {
  return unit === '' ? '' : ` ${unit}`
}

function numberText(value: number, digits = 1): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(digits)
}
