/** What was said to QuickBooks about one subject in one message set, and what QuickBooks said. */
import type { ReadingDatabase } from '../db/database.ts'
import { rawElements, withoutSecrets } from '../qbxml/raw-elements.ts'
import { findMessageSets, readPieces } from '../queue/message-sets.ts'

export type RawExchange = {
  readonly messageSetID: string
  readonly sentAtMs: number
  readonly answeredAtMs: number | null
  readonly state: 'out' | 'answered' | 'doubtful'
  readonly request: string
  /** Empty while there is none. */
  readonly response: string
}

type Asked = { readonly storeID: string; readonly subject: string; readonly messageSetID: string }

/** Null when the set is not this store's, or says nothing about the subject. */
export async function readRawExchange(
  db: ReadingDatabase,
  { storeID, subject, messageSetID }: Asked,
): Promise<RawExchange | null> {
  const [set] = await findMessageSets(db, storeID, [messageSetID])
  const requestIDs = set === undefined ? [] : requestsAbout(subject, set.manifest)
  if (set === undefined || requestIDs.length === 0) {
    return null
  }
  const part = async (name: 'request' | 'response') => {
    const xml = await readPieces(db, { storeID, messageSetID, part: name })
    return withoutSecrets(rawElements(xml, requestIDs).join('\n\n'))
  }
  const { sentAtMs, answeredAtMs, state } = set
  return {
    messageSetID,
    sentAtMs,
    answeredAtMs,
    state,
    request: await part('request'),
    response: await part('response'),
  }
}

/** Whatever each was for, its purpose names the subject wherever it has one. */
function requestsAbout(subject: string, manifest: unknown): readonly string[] {
  const named = JSON.stringify(subject)
  return Object.entries(manifest as Readonly<Record<string, unknown>>).flatMap(
    ([requestID, purpose]) => (JSON.stringify(purpose).includes(named) ? [requestID] : []),
  )
}
