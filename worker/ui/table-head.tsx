/** The head of a table: what its columns hold, in the order they stand. */
import { renderedOnce } from './rendered.ts'

export type Column =
  | string
  /** Of figures, which stand right-aligned. */
  | { readonly number: string }
  /** Said to whoever hears the page; seen it needs no words. */
  | { readonly unseen: string }

export const TableHead = renderedOnce(
  ({
    columns,
    isUnseen = false,
  }: {
    readonly columns: readonly Column[]
    readonly isUnseen?: boolean
  }) => JSON.stringify([columns, isUnseen]),
  ({ columns, isUnseen = false }) => (
    <thead class={isUnseen ? 'unseen' : undefined}>
      <tr>{columns.map(headOf)}</tr>
    </thead>
  ),
)

function headOf(column: Column) {
  if (typeof column === 'string') {
    return <th scope="col">{column}</th>
  }
  return 'number' in column ? (
    <th scope="col" class="number">
      {column.number}
    </th>
  ) : (
    <th scope="col">
      <span class="unseen">{column.unseen}</span>
    </th>
  )
}
