/** Chance from a printed seed: the same seed, the same run, on every machine. */

export type Random = {
  /** In [0, 1). */
  readonly next: () => number
  readonly chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  readonly int: (min: number, max: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** Each entry with this probability. */
  readonly some: <T>(list: readonly T[], probability: number) => readonly T[]
  readonly hex: (characters: number) => string
}

/** sfc32 by Chris Doty-Humphrey: four words of state, period above 2^64. */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const word = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  // Neighbouring seeds start alike; the first words would show it.
  for (let warmUp = 0; warmUp < 12; warmUp += 1) {
    word()
  }
  const next = () => word() / 2 ** 32
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)]
      if (picked === undefined) {
        throw new Error('nothing to pick from')
      }
      return picked
    },
    some: (list, probability) => list.filter(() => next() < probability),
    hex: (characters) => {
      let text = ''
      while (text.length < characters) {
        text += word().toString(16).padStart(8, '0')
      }
      return text.slice(0, characters)
    },
  }
}
