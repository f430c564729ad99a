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

function aligned(cell: string, width: number): string {
  return /^-?\d+\.\d\d$/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
}
