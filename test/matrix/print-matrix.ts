/**
 * `bun test/matrix/print-matrix.ts [FOLDER]`: the matrix of other payloads, in a folder with `orders/`
 * and `refunds/`, and the sentence of each that is not simply posted.
 */
import { cellName, CELLS } from './cells.ts'
import { isSimplyPosted, matrixTable } from './matrix-table.ts'
import type { CellPostings } from './matrix-table.ts'
import { payloadShops } from './payloads.ts'
import { postCell } from './post-cell.ts'
import type { Posting } from './post-cell.ts'

const [folder] = process.argv.slice(2)
const shops = payloadShops(folder)
const cells: CellPostings[] = []
for (const cell of CELLS) {
  const postings: Posting[] = []
  for (const shop of shops) {
    postings.push(...(await postCell(cell, shop)))
  }
  cells.push({ cell, postings })
  console.log(`\n${cellName(cell)}`)
  for (const posting of postings.filter((one) => !isSimplyPosted(one))) {
    const { payload, outcome, problem, wrong } = posting
    console.log(`  ${payload.name}: ${outcome}. ${problem?.summary ?? ''} ${problem?.remedy ?? ''}`)
    wrong.forEach((what) => console.log(`    WRONG: ${what}`))
  }
}
console.log(`\n${matrixTable(cells)}`)
