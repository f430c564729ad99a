/** An amount with its currency, thousands apart. */
import { cents, parseCents } from '../money/cents.ts'
import { money } from '../books/sentence-words.ts'

/** As the shop writes it: what is no decimal of two places is shown as it came. */
export function moneyText(amount: string | null, currency: string): string {
  if (amount === null) {
    return ''
  }
  const known = parseCents(amount)
  return `${known === null ? amount : money(known)} ${currency}`.trim()
}

export function centsText(amountCents: number, currency: string): string {
  return `${money(cents(amountCents))} ${currency}`.trim()
}
