/** Settings that others took the place of: what was saved in them counts as what is meant today. */
import { isPlainObject } from './setting-values.ts'

type Today = Readonly<Record<string, unknown>>

const FORMER_SETTINGS: Readonly<Record<string, (value: unknown) => Today>> = {
  // Until there was a third way, items were created or waited for.
  createItems: (value) => ({ unmappedItems: value === false ? 'hold' : 'create' }),
}

/** What was saved, in today's names; a choice of today's outweighs the one it took the place of. */
export function inTodaysNames(saved: unknown): unknown {
  if (!isPlainObject(saved)) {
    return saved
  }
  const meant = Object.entries(FORMER_SETTINGS).map(([name, today]) =>
    Object.hasOwn(saved, name) ? today(saved[name]) : {},
  )
  return Object.assign({}, ...meant, saved)
}
