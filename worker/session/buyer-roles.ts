/** Roles of the shop's accounts, read only where a setting asks for them. */
import { GUEST_ROLE } from '../books/buyer-role.ts'
import { isPlainObject } from '../books/setting-values.ts'
import type { Settings } from '../books/settings.ts'
import type { Database } from '../db/database.ts'
import { accountRoles } from '../queue/snapshots.ts'
import type { DueJob } from '../queue/job.ts'

export async function rolesFor(
  jobs: readonly Pick<DueJob, 'snapshot'>[],
  {
    db,
    storeID,
    settings,
  }: { readonly db: Database; readonly storeID: string; readonly settings: Settings },
): Promise<ReadonlyMap<number, string>> {
  if (!isAskedFor(settings)) {
    return new Map()
  }
  const accounts = jobs.flatMap(({ snapshot }) => accountIn(snapshot))
  return accounts.length === 0 ? new Map() : accountRoles(db, { storeID, accounts })
}

/** Rows for guests and for everybody need no account's role. */
function isAskedFor(settings: Settings): boolean {
  const { customerFor, customerDefaults, documentRules, documentFields } = settings
  const named = [...Object.keys(customerFor), ...Object.keys(customerDefaults)]
  return (
    named.some((role) => role !== GUEST_ROLE) ||
    documentRules.some(({ when }) => when.some(({ field }) => field === 'role')) ||
    // In whichever text it stands.
    JSON.stringify([documentRules, documentFields]).includes('{role}')
  )
}

function accountIn(snapshot: string | null): readonly number[] {
  const order: unknown = JSON.parse(snapshot ?? 'null')
  const id = Number(isPlainObject(order) ? (order.customer_id ?? 0) : 0)
  return Number.isInteger(id) && id > 0 ? [id] : []
}
