/** Every version of the settings: who saved it, when, what it changed, and the way back. */
import type { SettingChange } from '../books/settings-changes.ts'
import { ChangesList } from './changes-list.tsx'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import type { Markup } from './page.tsx'

export type VersionShown = {
  readonly version: number
  readonly atMs: number
  readonly who: string
  readonly changes: readonly SettingChange[]
}

export type HistoryShown = {
  /** Newest first. */
  readonly versions: readonly VersionShown[]
  /** The version that stands. */
  readonly standing: number
  readonly isCut: boolean
}

export function settingsHistoryPage(shell: Shell, shown: HistoryShown): Markup {
  const { versions, standing, isCut } = shown
  return layout({
    shell,
    title: 'History of the settings',
    at: '/settings',
    children: (
      <>
        <p class="quiet">
          <a href="/settings">Settings</a> › History
        </p>
        {versions.length === 0 ? (
          <p>Nobody changed a setting yet.</p>
        ) : (
          <SettingsVersions shell={shell} versions={versions} standing={standing} />
        )}
        {isCut ? (
          <p class="quiet">
            Older versions are kept too: <code>bun run tillbridge settings history STORE</code>{' '}
            lists them.
          </p>
        ) : null}
      </>
    ),
  })
}

/** With a way back where it is said which version stands. */
export function SettingsVersions({
  shell,
  versions,
  standing,
}: {
  readonly shell: Shell
  readonly versions: readonly VersionShown[]
  readonly standing: number | null
}) {
  return (
    <ol class="timeline">
      {versions.map(({ version, atMs, who, changes }) => (
        <li>
          <p class="quiet">
            Version {version}, <Moment atMs={atMs} clock={shell} />, {who}
          </p>
          <ChangesList changes={changes} />
          {standing === null ? null : (
            <WayBack shell={shell} version={version} standing={standing} />
          )}
        </li>
      ))}
    </ol>
  )
}

function WayBack({
  shell,
  version,
  standing,
}: {
  readonly shell: Shell
  readonly version: number
  readonly standing: number
}) {
  const isStanding = version === standing
  return (
    <form method="post" action="/settings/undo">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="standing" value={String(standing)} />
      <button type="submit" name="version" value={String(isStanding ? version - 1 : version)}>
        {isStanding ? 'Undo this change' : `Back to version ${version}`}
      </button>
    </form>
  )
}
