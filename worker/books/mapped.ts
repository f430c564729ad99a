/** The owner's choice for a key of the shop's, such as a gateway; null when nobody chose yet. */
export function mapped<TChoice>(
  choices: Readonly<Record<string, TChoice>>,
  key: string,
): TChoice | null {
  // A gateway called `constructor` has no choice, whatever every object inherits.
  return Object.hasOwn(choices, key) ? (choices[key] ?? null) : null
}

/** For what a shop writes now so, now so: a fee's name, a coupon's code. */
export function mappedInAnyCase<TChoice>(
  choices: Readonly<Record<string, TChoice>>,
  key: string,
): TChoice | null {
  const sought = key.trim().toLowerCase()
  const name = Object.keys(choices).find((one) => one.trim().toLowerCase() === sought)
  return mapped(choices, key) ?? (name === undefined ? null : mapped(choices, name))
}
