/** Which QuickBooks answers, and which qbXML versions it speaks. */
import { child, childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { readText } from './ret.ts'
import { bool, group, text } from './shape.ts'

export const HOST_QUERY_RQ = [
  group('IncludeListMetaData?', [bool('IncludeMaxCapacity')], '6.0'),
  text('IncludeRetElement*', 50, '4.0'),
] as const

export type HostRet = {
  readonly kind: 'HostRet'
  readonly ProductName: string
  readonly MajorVersion: string | null
  readonly MinorVersion: string | null
  readonly Country: string | null
  readonly SupportedQBXMLVersions: readonly string[]
  readonly QBFileMode: string | null
  /** How many customers, vendors, employees and other names it holds; null when not asked for. */
  readonly EntityMaxCapacity: number | null
}

export function decodeHostRet(ret: XmlElement): HostRet | null {
  const ProductName = readText(ret, 'ProductName')
  const versions = childrenNamed(ret, 'SupportedQBXMLVersion').map((version) => version.text.trim())
  if (ProductName === null || versions.length === 0) {
    return null
  }
  return {
    kind: 'HostRet',
    ProductName,
    MajorVersion: readText(ret, 'MajorVersion'),
    MinorVersion: readText(ret, 'MinorVersion'),
    Country: readText(ret, 'Country'),
    SupportedQBXMLVersions: versions,
    QBFileMode: readText(ret, 'QBFileMode'),
    EntityMaxCapacity: entityCapacity(ret),
  }
}

function entityCapacity(ret: XmlElement): number | null {
  const lists = child(ret, 'ListMetaData')
  const entities = lists === null ? null : child(lists, 'EntityMetaData')
  const capacity = entities === null ? null : readText(entities, 'MaxCapacity')
  return capacity !== null && /^\d{1,9}$/.test(capacity) ? Number(capacity) : null
}
