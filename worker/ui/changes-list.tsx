/** What a change of the settings changes, value by value. */
import type { SettingChange } from '../books/settings-changes.ts'
import { valueText } from '../books/settings-changes.ts'
import { isPlainObject } from '../books/setting-values.ts'
import { settingText, settingTitle } from './setting-words.ts'

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
  const text = isPlainObject(value) ? partsText(value) : valueText(value)
  return text.length > VALUE_CHARACTERS_MAX ? `${text.slice(0, VALUE_CHARACTERS_MAX)}…` : text
}

/** Without what is not chosen: `payment method name Cash, refunds by card`. */
function partsText(value: Readonly<Record<string, unknown>>): string {
  const chosen = Object.entries(value).filter(([, part]) => part !== null && !isEmptyList(part))
  return chosen.length === 0
    ? 'nothing chosen'
    : chosen.map(([name, part]) => `${settingTitle(name)}: ${settingText(part)}`).join(', ')
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
