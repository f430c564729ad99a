/** Which qbXML version to declare: the newest both sides know. */

/** Oldest first. 13 to 16 differ little for sales forms, and 13.0 is QuickBooks 2014. */
export const QBXML_VERSIONS = ['13.0', '14.0', '15.0', '16.0'] as const
export type QbxmlVersion = (typeof QBXML_VERSIONS)[number]

export type Negotiation =
  | { readonly kind: 'agreed'; readonly version: QbxmlVersion }
  /** QuickBooks is older than 2014; `newest` is the best it offered, if anything. */
  | { readonly kind: 'too-old'; readonly newest: string | null }

/**
 * From HostRet's SupportedQBXMLVersion entries. Country editions also list prefixed ones such as
 * `CA3.0`, which belong to schemas of their own and are passed over.
 */
export function negotiateVersion(supported: readonly string[]): Negotiation {
  const plain = supported.map((version) => version.trim()).filter(isPlain)
  const newest = plain.toSorted((a, b) => Number(b) - Number(a)).at(0) ?? null
  const version = QBXML_VERSIONS.findLast((ours) => Number(ours) <= Number(newest ?? 0))
  return version === undefined ? { kind: 'too-old', newest } : { kind: 'agreed', version }
}

export function isQbxmlVersion(version: string): version is QbxmlVersion {
  return QBXML_VERSIONS.some((known) => known === version)
}

function isPlain(version: string): boolean {
  return /^\d{1,2}\.\d$/.test(version)
}
