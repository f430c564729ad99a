/** A repair that asks for an entry of QuickBooks by its name. */
import { repairWords } from '../books/repair-words.ts'
import { repairName } from '../books/repair.ts'
import type { Repair } from '../books/repair.ts'
import { FormToken } from './layout.tsx'
import type { Shell } from './layout.tsx'

export type ChoiceOffered = {
  readonly repair: Repair
  /** As QuickBooks' list was last read; whoever has more types the name. */
  readonly names: readonly string[]
  /** Names in the settings that QuickBooks does not have, one of which is to give way. */
  readonly instead: readonly string[]
}

export function ChooseForm({
  shell,
  code,
  repair,
  offered,
}: {
  readonly shell: Shell
  readonly code: string
  readonly repair: Repair
  readonly offered: ChoiceOffered | null
}) {
  const name = repairName(repair)
  const listID = `names-${name.replace(':', '-')}`
  const names = offered?.names ?? []
  const instead = offered?.instead ?? []
  return (
    <form class="tools" method="post" action="/problems">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="cause" value={code} />
      {instead.length === 0 ? null : (
        <label>
          <span class="quiet">In the place of</span>{' '}
          <select name="instead">
            {instead.map((one) => (
              <option value={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="quiet">Name in QuickBooks</span>{' '}
        <input type="text" name="name" list={listID} required maxlength={209} autocomplete="off" />
      </label>
      <datalist id={listID}>
        {names.map((one) => (
          <option value={one} />
        ))}
      </datalist>
      <button type="submit" name="press" value={`${name}|`}>
        {repairWords(repair).label}
      </button>
    </form>
  )
}
