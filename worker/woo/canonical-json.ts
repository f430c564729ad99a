/**
 * JSON with the keys of every object in code-unit order and no blanks: equal content, equal text.
 * PHP and plugins write keys in whatever order they were set.
 */
export function canonicalJSON(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    isPlainObject(field) ? sorted(field) : field,
  )
}

function isPlainObject(field: unknown): field is Readonly<Record<string, unknown>> {
  return typeof field === 'object' && field !== null && !Array.isArray(field)
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = Object.keys(record).toSorted()
  return Object.fromEntries(keys.map((key) => [key, record[key]]))
}
