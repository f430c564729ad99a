/** Which QuickBooks answers, and which qbXML versions it speaks. */
import { childrenNamed } from '../xml/parse.ts'
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
  }
}
