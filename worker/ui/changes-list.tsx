/** What a change of the settings changes, value by value. */
import type { SettingChange } from '../books/settings-changes.ts'
import { valueText } from '../books/settings-changes.ts'

const SHOWN_MAX = 20
const VALUE_CHARACTERS_MAX = 160

export function ChangesList({ changes }: { readonly changes: readonly SettingChange[] }) {
  const more = changes.length - SHOWN_MAX
  return (
    <ul class="changes">
      {changes.slice(0, SHOWN_MAX).map(({ key, before, after }) => (
        <li>
          <code>{key}</code>: {shortened(before)} <span aria-hidden="true">→</span>
          <span class="unseen"> becomes </span> <strong>{shortened(after)}</strong>
        </li>
      ))}
      {more > 0 ? <li class="quiet">and {more} more</li> : null}
    </ul>
  )
}

function shortened(value: unknown): string {
  const text = valueText(value)
  return text.length > VALUE_CHARACTERS_MAX ? `${text.slice(0, VALUE_CHARACTERS_MAX)}…` : text
}
