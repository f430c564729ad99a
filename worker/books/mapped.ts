/** The owner's choice for a key of the shop's, such as a gateway; null when nobody chose yet. */
export function mapped<TChoice>(
  choices: Readonly<Record<string, TChoice>>,
  key: string,
): TChoice | null {
  // A gateway called `constructor` has no choice, whatever every object inherits.
  return Object.hasOwn(choices, key) ? (choices[key] ?? null) : null
}
