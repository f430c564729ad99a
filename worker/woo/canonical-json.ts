/**
 * JSON with the keys of every object in code-unit order and no blanks: equal content, equal text.
 * PHP and plugins write keys in whatever order they were set.
 */
export function canonicalJSON(value: unknown): string {
  return JSON.stringify(sorted(value))
}

/** A copy, and not a replacer for `stringify`, which would be called for every value there is. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (!isPlainObject(value)) {
    return value
  }
  const keys = Object.keys(value).toSorted()
  // Not by assignment: a plugin's `__proto__` is a key like any other.
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]))
}

function isPlainObject(field: unknown): field is Readonly<Record<string, unknown>> {
  return typeof field === 'object' && field !== null && !Array.isArray(field)
}
