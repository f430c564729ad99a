/** Money is integer hundredths end to end; a float never holds an amount. */

declare const brand: unique symbol
export type Cents = number & { readonly [brand]: 'Cents' }

/** AMTTYPE holds 13 integer digits, which is also as far as a safe integer of cents reaches. */
const DECIMAL = /^([+-]?)(\d{1,13})(?:\.(\d+))?$/
/** As WooCommerce and QuickBooks write nearly all: `"19.90"`. */
const TWO_PLACES = /^\d{1,13}\.\d\d$/

/** A whole number of cents; anything else is our bug. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) {
    throw new Error(`${amount} is not a whole number of cents`)
  }
  // -0 would print as "-0.00" and differ from 0 under Object.is.
  return (amount === 0 ? 0 : amount) as Cents
}

export const ZERO = cents(0)

/**
 * `"19.9"` → 1990. Null when the text is no decimal, or when it says more than cents can hold:
 * `"1.005"` is nobody's price, and rounding it is the caller's decision.
 */
export function parseCents(text: string): Cents | null {
  if (TWO_PLACES.test(text)) {
    return safeCents(Number(text.slice(0, -3)) * 100 + Number(text.slice(-2)))
  }
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text) ?? []
  if (whole === '' || /[1-9]/.test(fraction.slice(2))) {
    return null
  }
  const magnitude = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  return safeCents(sign === '-' ? -magnitude : magnitude)
}

function safeCents(amount: number): Cents | null {
  return Number.isSafeInteger(amount) ? cents(amount) : null
}

/** 1990 → `"19.90"`, -5 → `"-0.05"`: two decimals always, as AMTTYPE wants them. */
export function formatCents(amount: Cents): string {
  const magnitude = Math.abs(amount)
  const fraction = String(magnitude % 100).padStart(2, '0')
  return `${amount < 0 ? '-' : ''}${Math.floor(magnitude / 100)}.${fraction}`
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) {
    total += amount
  }
  return cents(total)
}
