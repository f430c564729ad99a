/** Settings out of a file: what they would change is shown before anything is saved. */
import type { SettingChange } from '../books/settings-changes.ts'
import { ChangesList } from './changes-list.tsx'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'

export type ImportShown = {
  readonly text: string
  readonly version: number
  readonly problems: readonly string[]
  /** Null before a file was read. */
  readonly changes: readonly SettingChange[] | null
}

const PROBLEMS_SHOWN_MAX = 20

export function settingsImportPage(shell: Shell, shown: ImportShown): Markup {
  const { changes, problems } = shown
  return layout({
    shell,
    title: 'Import settings',
    at: '/settings',
    children: (
      <>
        <p class="quiet">
          <a href="/settings">Settings</a> › Import
        </p>
        {problems.length === 0 ? null : (
          <div class="problem" role="alert">
            <p>
              <strong>Nothing was saved.</strong>
            </p>
            <ul>
              {problems.slice(0, PROBLEMS_SHOWN_MAX).map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          </div>
        )}
        {changes === null ? (
          <FileForm shell={shell} shown={shown} />
        ) : (
          <Confirm shell={shell} shown={shown} changes={changes} />
        )}
      </>
    ),
  })
}

type Part = { readonly shell: Shell; readonly shown: ImportShown }

function FileForm({ shell, shown: { text } }: Part) {
  return (
    <form method="post" action="/settings/import" enctype="multipart/form-data">
      <FormToken value={shell.formToken} />
      <p>
        A file as <a href="/settings/export">Export</a> makes it, or any part of it. What it does
        not name stays as it is. You see what it changes before anything is saved.
      </p>
      <p>
        <label for="file">File</label>
        <br />
        <input id="file" type="file" name="file" accept="application/json,.json" />
      </p>
      <p>
        <label for="text">Or its text</label>
        <br />
        <textarea id="text" name="text" rows={10} spellcheck={false}>
          {`\n${text}`}
        </textarea>
      </p>
      <button type="submit" class="main" name="act" value="show">
        Show what it changes
      </button>
    </form>
  )
}

function Confirm({
  shell,
  shown: { text, version },
  changes,
}: Part & { readonly changes: readonly SettingChange[] }) {
  if (changes.length === 0) {
    return (
      <p>
        It changes nothing: all of it stands already. <a href="/settings/import">Another file</a>
      </p>
    )
  }
  return (
    <form method="post" action="/settings/import">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="text" value={text} />
      <h2>It changes</h2>
      <ChangesList changes={changes} />
      <div class="tools">
        <button type="submit" class="main" name="act" value="save">
          Save
        </button>
        <a href="/settings/import">Another file</a>
      </div>
    </form>
  )
}
