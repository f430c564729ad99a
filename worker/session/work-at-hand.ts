/** Jobs with their documents made, and with all that must be known to decide on them. */
import { isProblem } from '../books/problems.ts'
import { currenciesOf, PLAIN_COMPANY } from '../posting/company.ts'
import type { ListEntry } from '../posting/known.ts'
import type { DoubtedSet } from '../posting/doubted.ts'
import { findLink } from '../posting/known.ts'
import type { Known } from '../posting/known.ts'
import { readSent } from '../posting/sent-document.ts'
import type { DueJob } from '../queue/job.ts'
import type { Shop } from '../books/order-document.ts'
import type { Settings } from '../books/settings.ts'
import type { Database, ReadingDatabase } from '../db/database.ts'
import { readSettingsVersion } from '../stores/settings.ts'
import { moneyVersions } from './deposit-work.ts'
import type { CarriedOver } from './carried-over.ts'
import { rolesFor } from './buyer-roles.ts'
import { readKnown } from './read-known.ts'
import type { KnownSource } from './read-known.ts'
import { possibleKinds } from './sale-kinds.ts'
import type { MakeWork } from './remembered-work.ts'
import { lookupsOf } from './workload.ts'
import type { Books, Workload } from './workload.ts'

export type WorkSource = {
  readonly db: ReadingDatabase
  readonly storeID: string
  readonly settings: Settings
  readonly settingsVersion: number
  readonly shop: Shop
  readonly carriedOver: Pick<CarriedOver, 'saleKinds' | 'inDoubtFromMs'>
  /** The entries of `LISTS_AT_HAND`. */
  readonly lists: readonly ListEntry[]
  readonly reader: KnownSource['reader']
  readonly state: KnownSource['state']
  readonly doubtedSets: readonly DoubtedSet[]
}

export type WorkAtHand = {
  readonly work: readonly Workload[]
  readonly books: Books
  readonly known: Known
}

export async function workAtHand(
  jobs: readonly DueJob[],
  source: WorkSource & { readonly makeWork: MakeWork },
): Promise<WorkAtHand> {
  const roles = await rolesFor(jobs, source)
  const books = booksWith(roles, source)
  const work = source.makeWork(jobs, books)
  const knownSource = knownSourceOf(source)
  const { saleKinds } = knownSource
  const known = await readKnown(lookupsOf(work, { saleKinds, ...source }), knownSource)
  const earlierSettings = await readEarlierSettings(work, { db: source.db, known, books })
  return { work, books: { ...books, earlierSettings }, known }
}

/** Without the settings of documents that stand: which ones is not known yet. */
export function booksWith(
  roles: Books['roles'],
  source: Pick<WorkSource, 'storeID' | 'settings' | 'settingsVersion' | 'shop' | 'lists'> & {
    readonly state: Pick<WorkSource['state'], 'company'>
  },
): Books {
  const { storeID, settings, settingsVersion, shop, state, lists } = source
  const company = state.company ?? PLAIN_COMPANY
  const currencies = currenciesOf(company, lists)
  const { edition } = company
  const made = { storeID, settings, settingsVersion, ...shop, edition, currencies, roles }
  return { ...made, earlierSettings: new Map() }
}

export function knownSourceOf(source: WorkSource): KnownSource {
  return { ...source, saleKinds: possibleKinds(source.settings, source.carriedOver) }
}

type Around = { readonly known: Known; readonly books: Books }

/** Of orders that the shop changed after they went out under other settings than today's. */
export async function readEarlierSettings(
  work: readonly Workload[],
  { db, known, books }: Around & { readonly db: Database },
): Promise<ReadonlyMap<number, Settings>> {
  const { storeID } = books
  const versions = new Set(
    work.flatMap((one) => [...earlierVersion(one, { known, books }), ...moneyVersions(one, known)]),
  )
  const found = await Promise.all(
    [...versions].map((version) => readSettingsVersion(db, { storeID, version })),
  )
  return new Map(
    found.flatMap((one) => (one === null ? [] : [[one.version, one.settings] as const])),
  )
}

function earlierVersion(work: Workload, { known, books }: Around): readonly number[] {
  const link = work.kind === 'order' ? findLink(known, work.job.subject, 'sale') : null
  const sent = link === null || link.isDeleted ? null : readSent(link)
  if (work.kind !== 'order' || sent === null || sent.settingsVersion === books.settingsVersion) {
    return []
  }
  const isSame = !isProblem(work.sale) && work.sale.fingerprint.shop === sent.fingerprint.shop
  return isSame ? [] : [sent.settingsVersion]
}
