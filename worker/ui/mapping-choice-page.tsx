/** One entry of QuickBooks' lists, chosen for something of the shop's. */
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'
import { TableHead } from './table-head.tsx'

export type ChoiceShown = {
  /** Of the mapping; empty where a match is changed. */
  readonly key: string
  /** Whose match is changed; empty where the mapping is. */
  readonly subject: string
  /** What of the shop's: `Gateway stripe`. */
  readonly name: string
  /** What it is to be: `account`. */
  readonly noun: string
  readonly present: string
  readonly typed: string
  readonly found: readonly FoundEntry[]
  readonly isCut: boolean
}

export type FoundEntry = {
  readonly listID: string
  readonly fullName: string
  readonly hint: string
}

export function mappingChoicePage(shell: Shell, shown: ChoiceShown): Markup {
  const { key, subject, name, noun, present, typed, found, isCut } = shown
  return layout({
    shell,
    title: `Choose the ${noun} of ${name}`,
    at: '/mapping',
    children: (
      <>
        <p class="quiet">
          <a href="/mapping">Mapping</a> › {name}
        </p>
        <p>Now: {present}</p>
        <form class="tools" method="get" action="/mapping/choose" role="search">
          <input type="hidden" name={key === '' ? 'subject' : 'key'} value={key + subject} />
          <label for="q">In QuickBooks</label>
          <input
            id="q"
            type="search"
            name="q"
            value={typed}
            maxlength={100}
            placeholder="The beginning of its full name"
          />
          <button type="submit">Search</button>
        </form>
        {found.length === 0 ? (
          <p>
            QuickBooks’ list, as it was last read, has no {noun} whose full name begins with “
            {typed}
            ”. One that was made since is read at the next update.
          </p>
        ) : (
          <Found shell={shell} shown={shown} />
        )}
        {isCut ? <p class="quiet">There are more: type more of the name.</p> : null}
      </>
    ),
  })
}

function Found({ shell, shown }: { readonly shell: Shell; readonly shown: ChoiceShown }) {
  return (
    <form method="post" action="/mapping">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="key" value={shown.key} />
      <input type="hidden" name="subject" value={shown.subject} />
      <table class="cards">
        <caption class="unseen">In QuickBooks</caption>
        <TableHead isUnseen columns={['Full name', 'What it is', 'Acts']} />
        <tbody>
          {shown.found.map(({ listID, fullName, hint }) => (
            <tr>
              <th scope="row">{fullName}</th>
              <td class="quiet">{hint}</td>
              <td>
                <div class="row-acts">
                  <button
                    class="plain"
                    type="submit"
                    name="choose"
                    value={listID}
                    aria-label={`Use it: ${fullName}`}
                  >
                    Use it
                  </button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </form>
  )
}
