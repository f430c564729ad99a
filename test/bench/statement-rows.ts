/** What D1 said of all statements of one verb on one table. */
export type StatementRows = {
  /** Such as `insert jobs`. */
  readonly statement: string
  readonly count: number
  readonly rowsRead: number
  readonly rowsWritten: number
}
