/** One setting: what it means, its field, what it would change on an order, and who changed it. */
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'
import { differences } from './preview-differences.ts'
import { Preview } from './preview.tsx'
import type { ShownPreview } from './preview.tsx'
import { fieldHint, SettingField } from './setting-field.tsx'
import type { FieldShown } from './setting-field.tsx'
import { pathOfSetting, settingText, settingTitle } from './setting-words.ts'
import { SettingsVersions } from './settings-history-page.tsx'
import type { VersionShown } from './settings-history-page.tsx'
import { TableHead } from './table-head.tsx'

export type SettingShown = FieldShown & {
  readonly key: string
  readonly meaning: string
  /** The version that the owner looked at. */
  readonly version: number
  readonly standard: unknown
  readonly isDefault: boolean
  /** Of what is written as JSON. */
  readonly example: unknown
  readonly trial: Trial | null
  readonly versions: readonly VersionShown[]
}

export type Trial = {
  /** The order's number. */
  readonly order: string
  readonly refusal: string | null
  readonly previews: { readonly before: ShownPreview; readonly after: ShownPreview } | null
}

export function settingPage(shell: Shell, shown: SettingShown): Markup {
  const { key, trial, versions } = shown
  const title = settingTitle(key)
  return layout({
    shell,
    title,
    at: '/settings',
    children: (
      <>
        <p class="quiet">
          <a href="/settings">Settings</a> › <code>{key}</code>
        </p>
        <p id="meaning">{shown.meaning}</p>
        <SettingForm shell={shell} shown={shown} />
        {trial === null ? null : <TrialPart shell={shell} shown={shown} trial={trial} />}
        {versions.length === 0 ? null : (
          <section aria-labelledby="changes">
            <h2 id="changes">Who changed it</h2>
            <SettingsVersions shell={shell} versions={versions} standing={null} />
          </section>
        )}
      </>
    ),
  })
}

type Part = { readonly shell: Shell; readonly shown: SettingShown }

function SettingForm({ shell, shown }: Part) {
  const { key, input, problem, standard, isDefault, example } = shown
  return (
    <form class="setting" method="post" action={pathOfSetting(key)}>
      <FormToken value={shell.formToken} />
      <input type="hidden" name="version" value={String(shown.version)} />
      <p>
        <label for="value">{settingTitle(key)}</label>
        <br />
        <SettingField {...shown} />
      </p>
      {problem === null ? null : (
        <p id="problem" class="refusal" role="alert">
          {problem}
        </p>
      )}
      <p class="quiet">
        {fieldHint(input)} Default: {settingText(standard)}
        {isDefault ? ', which stands.' : '.'}
      </p>
      {example === undefined ? null : (
        <details>
          <summary>Example</summary>
          <pre>{JSON.stringify(example, null, 2)}</pre>
        </details>
      )}
      <div class="tools">
        <button type="submit" class="main" name="act" value="save">
          Save
        </button>
        <button type="submit" name="act" value="try">
          Try on an order
        </button>
        {isDefault ? null : (
          <button type="submit" name="act" value="default">
            Use the default
          </button>
        )}
      </div>
    </form>
  )
}

/** What was typed stays to be saved; nothing was saved yet. */
function TrialPart({ shell, shown, trial }: Part & { readonly trial: Trial }) {
  const { order, refusal, previews } = trial
  return (
    <section aria-labelledby="trial">
      <h2 id="trial">Tried, not saved</h2>
      <form class="tools" method="post" action={pathOfSetting(shown.key)}>
        <FormToken value={shell.formToken} />
        <input type="hidden" name="version" value={String(shown.version)} />
        <input type="hidden" name="value" value={shown.typed} />
        <label for="order">On order</label>
        <input
          id="order"
          type="text"
          name="order"
          value={order}
          maxlength={100}
          aria-describedby={refusal === null ? undefined : 'trial-refusal'}
        />
        <button type="submit" name="act" value="try">
          Try
        </button>
      </form>
      {refusal === null ? null : (
        <p id="trial-refusal" class="refusal" role="alert">
          {refusal}
        </p>
      )}
      {previews === null ? null : <Tried {...previews} />}
    </section>
  )
}

function Tried({ before, after }: { readonly before: ShownPreview; readonly after: ShownPreview }) {
  const changed = differences(before, after)
  return (
    <>
      {changed.length === 0 ? (
        <p>Nothing changes on this order’s documents.</p>
      ) : (
        <table class="cards">
          <caption>What changes on order {before.order.number}</caption>
          <TableHead columns={['What', 'As it is', 'As tried']} />
          <tbody>
            {changed.map((one) => (
              <tr>
                <th scope="row">{one.what}</th>
                <td data-label="As it is">{one.before ?? '–'}</td>
                <td data-label="As tried">{one.after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details>
        <summary>The documents as they are</summary>
        <Preview preview={before} />
      </details>
      <details>
        <summary>The documents as tried</summary>
        <Preview preview={after} />
      </details>
    </>
  )
}
