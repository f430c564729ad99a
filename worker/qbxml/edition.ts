/**
 * QuickBooks' country editions. From qbXML 6.0 one plain version number serves them all (PROTOCOL
 * §c.1); which fields exist differs nevertheless.
 */
import { isNewer } from './value.ts'

export type Edition = 'US' | 'CA' | 'UK'

/** What a document is written in: the version that it declares, and whose QuickBooks reads it. */
export type Dialect = { readonly version: string; readonly edition: Edition }

export function isForeign(
  {
    since,
    editions,
  }: { readonly since: string | null; readonly editions: readonly Edition[] | null },
  { version, edition }: Dialect,
): boolean {
  return isNewer(since, version) || (editions !== null && !editions.includes(edition))
}
