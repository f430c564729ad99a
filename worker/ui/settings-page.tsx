/** Every setting with what it is and means, one line each; searched by all its words. */
import type { SettingRow } from '../books/settings-changes.ts'
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import type { Markup } from './page.tsx'
import { pathOfSetting, settingGroup, settingText, settingTitle } from './setting-words.ts'
import { TableHead } from './table-head.tsx'

export type SettingsShown = {
  readonly typed: string
  readonly isOnlyChanged: boolean
  readonly rows: readonly SettingRow[]
  /** Null where nobody changed anything yet. */
  readonly saved: { readonly version: number; readonly atMs: number; readonly who: string } | null
}

export function settingsPage(shell: Shell, shown: SettingsShown): Markup {
  const groups = Map.groupBy(shown.rows, ({ key }) => settingGroup(key))
  return layout({
    shell,
    title: 'Settings',
    at: '/settings',
    children: (
      <>
        <SettingsTools shown={shown} />
        <p class="quiet">
          <Saved shell={shell} shown={shown} />
        </p>
        {groups.size === 0 ? <p>No setting fits. Search for fewer words.</p> : null}
        {[...groups].map(([group, rows]) => (
          <Group title={group === '' ? 'Orders and customers' : group} rows={rows} />
        ))}
      </>
    ),
  })
}

function SettingsTools({ shown: { typed, isOnlyChanged } }: { readonly shown: SettingsShown }) {
  return (
    <div class="tools">
      <form method="get" action="/settings" role="search">
        <label class="unseen" for="q">
          Words of a setting, its meaning or its value
        </label>
        <input
          id="q"
          type="search"
          name="q"
          value={typed}
          maxlength={100}
          placeholder="Words of a setting or its meaning"
        />
        <label>
          <input type="checkbox" name="changed" value="yes" checked={isOnlyChanged} /> Only what
          differs from the default
        </label>
        <button type="submit">Search</button>
      </form>
      <a href="/settings/history">History</a>
      <a href="/settings/export" download>
        Export
      </a>
      <a href="/settings/import">Import</a>
    </div>
  )
}

function Saved({
  shell,
  shown: { saved },
}: {
  readonly shell: Shell
  readonly shown: SettingsShown
}) {
  return saved === null ? (
    <>Nobody changed anything yet: these are the defaults.</>
  ) : (
    <>
      Version {saved.version}, saved by {saved.who}, <Moment atMs={saved.atMs} clock={shell} />.
    </>
  )
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly SettingRow[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <table class="cards settings">
        <caption class="unseen">{title}</caption>
        <TableHead isUnseen columns={['Setting', 'Value']} />
        <tbody>
          {rows.map(({ key, value, isDefault, meaning }) => (
            <tr>
              <th scope="row">
                <a href={pathOfSetting(key)} data-row>
                  {settingTitle(key)}
                </a>
                <span class="reason quiet">{meaning}</span>
              </th>
              <td>
                {isDefault ? settingText(value) : <strong>{settingText(value)}</strong>}
                <span class="reason quiet">{isDefault ? 'the default' : 'changed'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
