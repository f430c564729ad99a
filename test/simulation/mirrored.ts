/** Whether the Worker knows QuickBooks' customers and items as they are, after all that befell them. */
import { textField } from '../../worker/practice/books.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { fullNameOf } from '../../worker/practice/entries.ts'
import { deliverAll, runUpdate } from './calm.ts'
import type { Violation } from './checks.ts'
import { advance } from './office-steps.ts'
import type { Scene } from './scene.ts'
import { placeOrder } from './shop.ts'

/** Longer than what changed may go unseen where QuickBooks' clock was set back. */
const UNSEEN_MS = 7 * 3_600_000
/** One that finds the company file restored, one after the owner had it verified, one to spare. */
const UPDATES = 3

export async function mirrorViolations(scene: Scene): Promise<readonly Violation[]> {
  const { office, shop, random, profile } = scene
  if (scene.backups.company === 'restored') {
    // A file that was restored before anything was posted looks like the one that was left.
    return []
  }
  await advance(scene, UNSEEN_MS)
  // Without work no session would open.
  placeOrder(shop, random, profile.shapes)
  await deliverAll(scene)
  for (let update = 0; update < UPDATES; update += 1) {
    await runUpdate(scene)
    await deliverAll(scene)
  }
  const known = await knownEntries(scene)
  const standing = standingEntries(office.company)
  const missing = standing.filter((entry) => !known.includes(entry))
  const stale = known.filter((entry) => !standing.includes(entry))
  return [
    ...missing.map((entry) => violation(`is not known: ${entry}`)),
    ...stale.map((entry) => violation(`is known, and not so: ${entry}`)),
  ]
}

function violation(what: string): Violation {
  return { rule: 'mirror', what }
}

async function knownEntries({ bridge }: Scene): Promise<readonly string[]> {
  const rows = await bridge.rows(
    `SELECT list, list_id AS id, entry ->> '$.fullName' AS name,
      coalesce(entry ->> '$.isActive', 1) AS active, entry ->> '$.email' AS email
    FROM mirror WHERE list IN ('customer', 'item')`,
  )
  return rows.map(({ list, id, name, active, email }) =>
    said({
      list: String(list),
      id: String(id),
      name: String(name),
      isActive: active === 1,
      email: email === null || email === undefined ? null : String(email),
    }),
  )
}

function standingEntries(company: CompanyFile): readonly string[] {
  return company.books.entries
    .filter(({ kind }) => kind === 'Customer' || kind === 'Item')
    .map((entry) =>
      said({
        list: entry.kind.toLowerCase(),
        id: entry.ListID,
        name: fullNameOf(company, entry),
        isActive: entry.isActive,
        email: textField(entry.fields, 'Email') ?? null,
      }),
    )
}

type Said = {
  readonly list: string
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  readonly email: string | null
}

function said({ list, id, name, isActive, email }: Said): string {
  return `${list} ${id} “${name}”${isActive ? '' : ', inactive'}${email === null ? '' : `, ${email}`}`
}
