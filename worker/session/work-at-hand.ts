/** Jobs with their documents made, and with all that must be known to decide on them. */
import { PLAIN_COMPANY } from '../posting/company.ts'
import type { ListEntry } from '../posting/known.ts'
import type { DoubtedSet } from '../posting/doubted.ts'
import type { Known } from '../posting/known.ts'
import type { DueJob } from '../queue/job.ts'
import type { Settings } from '../books/settings.ts'
import type { Database } from '../db/database.ts'
import type { CarriedOver } from './carried-over.ts'
import { rolesFor } from './buyer-roles.ts'
import { readKnown } from './read-known.ts'
import type { KnownSource } from './read-known.ts'
import { possibleKinds } from './sale-kinds.ts'
import { lookupsOf, workloadOf } from './workload.ts'
import type { Books, Workload } from './workload.ts'

export type WorkSource = {
  readonly db: Database
  readonly storeID: string
  readonly settings: Settings
  /** The shop's own, which is the books'. */
  readonly currency: string
  readonly carriedOver: Pick<CarriedOver, 'saleKinds' | 'inDoubtFromMs'>
  /** The entries of `SHORT_LISTS`. */
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

/** `also`: other work that will be decided on with what is known for this. */
export async function workAtHand(
  jobs: readonly DueJob[],
  source: WorkSource,
  also: (work: readonly Workload[], books: Books) => readonly Workload[] = () => [],
): Promise<WorkAtHand> {
  const { db, storeID, settings, currency, carriedOver, lists, reader, state, doubtedSets } = source
  const roles = await rolesFor(jobs, { db, storeID, settings })
  const { edition } = state.company ?? PLAIN_COMPANY
  const books = { storeID, settings, currency, edition, roles }
  const work = jobs.map((job) => workloadOf(job, books))
  const saleKinds = possibleKinds(settings, carriedOver)
  const lookups = lookupsOf([...work, ...also(work, books)], { saleKinds, settings })
  const known = await readKnown(lookups, {
    db,
    storeID,
    lists,
    reader,
    state,
    saleKinds,
    doubtedSets,
  })
  return { work, books, known }
}
