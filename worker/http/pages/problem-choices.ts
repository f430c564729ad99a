/** The entries of QuickBooks that a problem's repair asks for, by name. */
import { namesInSettings } from '../../books/repaired-settings.ts'
import type { Repair } from '../../books/repair.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { entriesIn, firstRows } from '../../mirror/mirror.ts'
import type { ListEntry } from '../../posting/known.ts'
import { isWanted, WANTED, WANTED_ENTRY } from '../../session/chosen-entry.ts'
import type { Wanted } from '../../session/chosen-entry.ts'
import { readSettings } from '../../stores/settings.ts'
import type { HeldEntry, ProblemGroup } from '../../ui/problems-page.tsx'
import type { ChoiceOffered } from '../../ui/repair-form.tsx'

const NAMES_OFFERED = 120

type Choosing = Extract<Repair, { readonly kind: 'choose' | 'link-entry' }>
type Place = { readonly db: ReadingDatabase; readonly storeID: string }

/** None where there is nothing to choose for: no name gives way, or nobody is looked for. */
export async function choicesFor(
  db: ReadingDatabase,
  { storeID, groups }: { readonly storeID: string; readonly groups: readonly ProblemGroup[] },
): Promise<readonly ChoiceOffered[]> {
  const choosing = groups.flatMap(({ entries, repairs }) =>
    repairs.flatMap((repair) =>
      repair.kind === 'choose' || repair.kind === 'link-entry' ? [{ repair, entries }] : [],
    ),
  )
  // Each list once, however many forms it is for.
  const lists = new Map<string, Promise<readonly ListEntry[]>>()
  const offered = await Promise.all(
    choosing.map(async ({ repair, entries }) => {
      const { list } = wantedFor(repair)
      const read = lists.get(list) ?? firstEntries(list, { db, storeID })
      lists.set(list, read)
      const first = await read
      return repair.kind === 'choose'
        ? namesFor(repair, first, { db, storeID })
        : linksFor(repair, first, entries)
    }),
  )
  return offered.flatMap((one) => one ?? [])
}

function wantedFor(repair: Choosing): Wanted {
  return repair.kind === 'choose' ? WANTED[repair.choice] : WANTED_ENTRY[repair.list]
}

async function firstEntries(
  list: Wanted['list'],
  { db, storeID }: Place,
): Promise<readonly ListEntry[]> {
  return entriesIn(await firstRows(db, { storeID, list, limit: NAMES_OFFERED }))
}

async function namesFor(
  repair: Extract<Choosing, { readonly kind: 'choose' }>,
  first: readonly ListEntry[],
  { db, storeID }: Place,
): Promise<ChoiceOffered | null> {
  const { choice } = repair
  const fitting = first.filter((entry) => isWanted(WANTED[choice], entry))
  const names = fitting.map(({ fullName }) => fullName)
  if (choice !== 'other-account' && choice !== 'other-item') {
    return { repair, names, instead: [], whose: [] }
  }
  const { settings } = await readSettings(db, storeID)
  const inSettings = namesInSettings(settings, choice)
  // Of a list that was not read to its end here, every name may be the one that is of no use.
  const usable = new Set(names.map((name) => name.toLowerCase()))
  const instead =
    first.length < NAMES_OFFERED
      ? inSettings.filter((name) => !usable.has(name.toLowerCase()))
      : inSettings
  return instead.length === 0 ? null : { repair, names, instead, whose: [] }
}

/** Whoever is looked for, each once; those that it may be stand before all others. */
function linksFor(
  repair: Extract<Choosing, { readonly kind: 'link-entry' }>,
  first: readonly ListEntry[],
  entries: readonly HeldEntry[],
): ChoiceOffered | null {
  const sought = entries.flatMap(({ name: heldName, problem }) =>
    problem.sought?.list === repair.list ? [{ ...problem.sought, heldName }] : [],
  )
  const whose = sought.filter(
    (one, at) => sought.findIndex(({ subjects }) => subjects[0] === one.subjects[0]) === at,
  )
  const candidates = sought.flatMap((one) => one.candidates)
  const others = first.filter((entry) => isWanted(WANTED_ENTRY[repair.list], entry))
  const names = [...new Set([...candidates, ...others.map(({ fullName }) => fullName)])]
  return whose.length === 0
    ? null
    : {
        repair,
        names,
        instead: [],
        whose: whose.map(({ subjects, name, heldName }) => ({
          subject: subjects[0] ?? '',
          name,
          heldName,
        })),
      }
}
