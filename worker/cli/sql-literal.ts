/** `wrangler d1 execute` binds no parameters: values are written into the statement. */

/** A `?` that is a placeholder, or a quoted run in which it is only a character. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g

/** The statement with each `?` replaced by its value. Throws when they do not match in number. */
export function withLiterals(sql: string, values: readonly unknown[]): string {
  let used = 0
  const written = sql.replace(TOKEN, (token) => {
    if (token !== '?') {
      return token
    }
    used += 1
    return sqlLiteral(values[used - 1])
  })
  if (used !== values.length) {
    throw new Error(`${used} placeholders for ${values.length} values in: ${sql}`)
  }
  return written
}

export function sqlLiteral(value: unknown): string {
  if (value === null || value === undefined) {
    return 'NULL'
  }
  if (typeof value === 'boolean') {
    return value ? '1' : '0'
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return String(value)
  }
  if (typeof value === 'string' && !value.includes('\0')) {
    // SQLite knows no escape but the doubled quote.
    return `'${value.replaceAll("'", "''")}'`
  }
  throw new Error('only text without NUL, finite numbers, booleans and null can be written as SQL')
}
