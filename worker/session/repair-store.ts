/** What is done about a problem of a store as a whole, on the pages and by the operator. */
import type { StoreRepair } from '../books/repair.ts'
import { beginAfresh } from './begin-afresh.ts'
import { pinCompanyAgain, renewPassword } from './connection-by-hand.ts'
import { nudgeByHand } from './nudge.ts'
import type { Hand } from './queue-by-hand.ts'
import { verifyBooks } from './verify-books.ts'

export type StoreRepaired =
  | { readonly kind: 'done'; readonly sentence: string }
  /** For the Web Connector, to be shown once. */
  | { readonly kind: 'password'; readonly password: string }
  /** Nothing was done; `result` is the status of the shop's answer, or why there is none. */
  | { readonly kind: 'shop-not-reached'; readonly result: string; readonly remedy: string }

export async function repairStore(
  { kind }: StoreRepair,
  { key, ...hand }: Omit<Hand, 'entriesMax'> & { readonly key: () => Promise<string> },
): Promise<StoreRepaired> {
  switch (kind) {
    case 'verify-books':
      await verifyBooks(hand)
      return done('The next update looks for each document, and sends only what is missing.')
    case 'pin-company-again':
      await pinCompanyAgain(hand)
      return done('The next update takes the company file that is open for the shop’s.')
    case 'begin-afresh':
      await beginAfresh(hand)
      return done(
        'The next update begins afresh, with few orders at a time. Press Update Selected in the Web Connector.',
      )
    case 'ask-shop':
      return asked(await nudgeByHand({ ...hand, key: await key() }))
    case 'new-password':
      return { kind: 'password', password: await renewPassword(hand) }
  }
}

/** Null where the shop was asked before. */
function asked(result: string | null): StoreRepaired {
  if (result === null) {
    return done('The shop was asked less than a minute ago: give it a moment.')
  }
  return /^2\d\d$/.test(result)
    ? done('The shop took it, and calls with what it has to tell.')
    : {
        kind: 'shop-not-reached',
        result,
        remedy:
          'Look whether its address opens in a browser, and whether the plugin is active under Plugins.',
      }
}

function done(sentence: string): StoreRepaired {
  return { kind: 'done', sentence }
}
