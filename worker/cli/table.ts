/** Rows in columns, the first row being the heads. Figures written with a decimal point go right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) => aligned(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A row of one cell is a note under the row before it and widens no column. */
export function tableWithNotes(rows: readonly (readonly string[])[]): string {
  const lines = table(rows.filter((row) => row.length > 1)).split('\n')
  return rows.map((row) => (row.length === 1 ? (row[0] ?? '') : (lines.shift() ?? ''))).join('\n')
}

function aligned(cell: string, width: number): string {
  return /^-?\d+\.\d\d$/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
}
