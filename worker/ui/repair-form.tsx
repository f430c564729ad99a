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
  /** Who or what of the shop it may be chosen for, each with one of the entries that it holds. */
  readonly whose: readonly {
    readonly subject: string
    readonly name: string
    readonly heldName: string
  }[]
}

export function ChooseForm({
  shell,
  code,
  repair,
  offered,
  isMain = false,
}: {
  readonly shell: Shell
  readonly code: string
  readonly repair: Repair
  readonly offered: ChoiceOffered | null
  /** Whether it is what is done as a rule. */
  readonly isMain?: boolean
}) {
  const name = repairName(repair)
  const listID = `names-${name.replace(':', '-')}`
  const names = offered?.names ?? []
  const instead = offered?.instead ?? []
  const whose = offered?.whose ?? []
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
      <Whose whose={whose} />
      <label>
        <span class="quiet">Name in QuickBooks</span>{' '}
        <input type="text" name="name" list={listID} required maxlength={209} autocomplete="off" />
      </label>
      <datalist id={listID}>
        {names.map((one) => (
          <option value={one} />
        ))}
      </datalist>
      <button type="submit" name="press" value={`${name}|`} class={isMain ? 'main' : undefined}>
        {repairWords(repair).label}
      </button>
    </form>
  )
}

/** Where it is one alone there is nothing to choose. */
function Whose({ whose }: Pick<ChoiceOffered, 'whose'>) {
  const [only, ...others] = whose
  if (only === undefined) {
    return null
  }
  if (others.length === 0) {
    return (
      <>
        <span>
          <span class="quiet">In the shop</span> {only.name}
        </span>
        <input type="hidden" name="subject" value={only.subject} />
      </>
    )
  }
  return (
    <label>
      <span class="quiet">In the shop</span>{' '}
      <select name="subject">
        {whose.map(({ subject, name, heldName }) => (
          <option value={subject}>
            {name} ({heldName})
          </option>
        ))}
      </select>
    </label>
  )
}
