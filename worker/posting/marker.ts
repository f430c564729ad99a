/**
 * What makes a QuickBooks transaction recognisable as ours: the last words of its Memo. RefNumbers
 * are not unique and people renumber; the marker is written once and names one role of one
 * subject of one store. The last number rises only when a person asks for a second posting.
 */

export type MarkedDocument = {
  readonly storeID: string
  readonly subject: string
  readonly role: string
  readonly posting: number
}

const MARKER = /\bTB1:([a-z0-9]+):([a-z]+:\d+):([a-z]+(?::\d+)?):(\d+)\s*$/

export function marker({ storeID, subject, role, posting }: MarkedDocument): string {
  return `TB1:${storeID}:${subject}:${role}:${posting}`
}

export function readMarker(memo: string): MarkedDocument | null {
  const [, storeID, subject, role, posting] = MARKER.exec(memo) ?? []
  if (storeID === undefined || subject === undefined || role === undefined) {
    return null
  }
  return { storeID, subject, role, posting: Number(posting) }
}

export function withMarker(memo: string, document: MarkedDocument): string {
  return memo === '' ? marker(document) : `${memo} ${marker(document)}`
}
