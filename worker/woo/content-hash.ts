/** What tells a snapshot with news from one without: only what `books` may read goes in. */
import { canonicalJSON } from './canonical-json.ts'
import type { Customer } from './customer.ts'
import type { Order } from './order.ts'
import type { Refund } from './refund.ts'
import { sha256Hex } from './sha-256.ts'

export type Content = {
  /** Null when the subject is deleted. */
  readonly snapshot: Order | Customer | null
  /** As last known when a change does not say them; in the order of their IDs, whoever sends. */
  readonly refunds: readonly Refund[]
  /** By path, what else of the payload the owner's choices read; left out where they read nothing. */
  readonly alsoRead?: Readonly<Record<string, readonly string[]>> | undefined
}

/** Decoded fields only, hence without `date_modified*`: each save in the shop touches those. */
export function contentText({ snapshot, refunds, alsoRead }: Content): string {
  const inOrder = refunds.toSorted((left, right) => left.id - right.id)
  return canonicalJSON({ snapshot: withoutPayload(snapshot), refunds: inOrder, alsoRead })
}

function withoutPayload(snapshot: Content['snapshot']): unknown {
  if (snapshot === null || !('payload' in snapshot)) {
    return snapshot
  }
  const { payload: _payload, ...decoded } = snapshot
  return decoded
}

/** 64 hex characters. */
export async function contentHash(content: Content): Promise<string> {
  return sha256Hex(contentText(content))
}
