/** D1 binds no text of more than 2 MB, and counts bytes: three a character at the worst. */
const PART_CHARACTERS_MAX = 400_000

/** Rows as JSON arrays for `json_each`, each small enough to bind; none for no rows. */
export function jsonParts(rows: readonly unknown[]): string[] {
  const parts: string[][] = []
  let room = 0
  for (const row of rows) {
    const text = JSON.stringify(row)
    const part = parts.at(-1)
    if (part === undefined || text.length > room) {
      parts.push([text])
      room = PART_CHARACTERS_MAX - text.length
    } else {
      part.push(text)
      room -= text.length + 1
    }
  }
  return parts.map((part) => `[${part.join(',')}]`)
}
