/** Nothing twice: one document a role of a subject, whatever a person did to it since. */
import type { Violation } from './checks.ts'
import type { Evidence } from './evidence.ts'
import { standingOf } from './ledger.ts'
import type { Standing } from './ledger.ts'
import type { Scene } from './scene.ts'

export function twice(scene: Scene, { shownDoubles }: Evidence): readonly Violation[] {
  const found: Violation[] = []
  for (const [subject, documents] of standingOf(scene.ledger)) {
    for (const [role, ofRole] of byRole(documents)) {
      // The one gap that SPEC.md names: it has to be shown.
      const isExcused = scene.profile.delaysExecution && shownDoubles.has(subject)
      if (isDouble(ofRole) && !isExcused && !isUnknowable(scene, ofRole)) {
        const each = ofRole.map(({ kind, TxnID, state }) => `${kind} ${TxnID} ${state}`)
        found.push({ rule: 'twice', what: `${subject} ${role}: ${each.join(' and ')}` })
      }
    }
  }
  return found
}

/**
 * The gap of sales that QuickBooks numbers: our database is put back to a backup that knows nothing
 * of them, and a person took the marker off, or deleted them. No number is left to tell.
 */
function isUnknowable({ profile, backups }: Scene, documents: readonly Standing[]): boolean {
  return (
    profile.forms.numbering === 'quickbooks-next' &&
    backups.worker !== 'none' &&
    documents.some(({ touched }) => touched.has('memo') || touched.has('deleted'))
  )
}

function byRole(documents: readonly Standing[]): ReadonlyMap<string, readonly Standing[]> {
  const roles = new Map<string, Standing[]>()
  for (const document of documents) {
    const role = document.role ?? ''
    roles.set(role, [...(roles.get(role) ?? []), document])
  }
  return roles
}

/**
 * Two of one marker, deleted ones counted; or two that stand, whatever their markers. A second
 * posting has a marker of its own, and stands beside the first only when a person who made the
 * first unrecognisable asked for it.
 */
function isDouble(documents: readonly Standing[]): boolean {
  const markers = new Set(documents.map(({ marker }) => marker))
  const standing = documents.filter(({ state }) => state === 'stands')
  const isUnrecognisable = standing.some(({ touched }) => touched.has('memo'))
  return markers.size < documents.length || (standing.length > 1 && !isUnrecognisable)
}
