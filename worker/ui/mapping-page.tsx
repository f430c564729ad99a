/** Who and what of the shop is who and what in QuickBooks: suggested, chosen, and matched, and why. */
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { counted } from './moment.tsx'
import type { Markup } from './page.tsx'
import { TableHead } from './table-head.tsx'

export type SuggestionShown = {
  readonly key: string
  /** What of the shop: `Tax rate 12`. */
  readonly name: string
  readonly suggested: string
  readonly isExact: boolean
  readonly orders: number
  readonly example: string | null
}

export type MappedGroup = { readonly title: string; readonly rows: readonly MappedRow[] }

export type MappedRow = {
  readonly name: string
  readonly parts: readonly MappedPart[]
  /** Null where there is nothing to forget. */
  readonly forgetKey: string | null
}

/** One name in QuickBooks; a gateway has several. */
export type MappedPart = {
  readonly label: string
  readonly value: string
  /** Null where it is not chosen from one list. */
  readonly chooseKey: string | null
}

export type MatchShown = {
  readonly subject: string
  readonly name: string
  readonly label: string
  readonly why: string
}

export type MappingShown = {
  readonly typed: string
  readonly suggestions: readonly SuggestionShown[]
  readonly groups: readonly MappedGroup[]
  readonly matches: readonly MatchShown[]
  readonly nextHref: string | null
  readonly here: string
}

export function mappingPage(shell: Shell, shown: MappingShown): Markup {
  return layout({
    shell,
    title: 'Mapping',
    at: '/mapping',
    children: (
      <>
        <form class="tools" method="get" action="/mapping" role="search">
          <label class="unseen" for="q">
            A name in the shop or in QuickBooks
          </label>
          <input
            id="q"
            type="search"
            name="q"
            value={shown.typed}
            maxlength={100}
            placeholder="A name in the shop or in QuickBooks"
          />
          <button type="submit">Search</button>
        </form>
        {shown.typed === '' ? <Suggestions shell={shell} shown={shown} /> : null}
        {shown.groups.map((group) => (
          <Mapped shell={shell} shown={shown} group={group} />
        ))}
        {shown.typed === '' ? <ByHand /> : null}
        <Matches shell={shell} shown={shown} />
      </>
    ),
  })
}

type Part = { readonly shell: Shell; readonly shown: MappingShown }

function Suggestions({ shell, shown: { suggestions, here } }: Part) {
  if (suggestions.length === 0) {
    return <p class="quiet">Nothing is suggested: all that the newest orders show is mapped.</p>
  }
  return (
    <section aria-labelledby="suggested">
      <h2 id="suggested">Suggested</h2>
      <form method="post" action="/mapping">
        <FormToken value={shell.formToken} />
        <input type="hidden" name="back" value={here} />
        <div class="tools">
          {suggestions.some(({ isExact }) => isExact) ? (
            <button type="submit" name="act" value="accept-exact" class="main">
              Accept all exact
            </button>
          ) : null}
          <button type="submit" name="act" value="accept-all">
            Accept all
          </button>
        </div>
        <table class="cards mapped">
          <caption class="unseen">Suggested</caption>
          <TableHead columns={['In the shop', 'In QuickBooks', 'Why', { unseen: 'Acts' }]} />
          <tbody>
            {suggestions.map((one) => (
              <tr>
                <th scope="row">{one.name}</th>
                <td>{one.suggested}</td>
                <td class="quiet">{whySuggested(one)}</td>
                <td>
                  <div class="row-acts">
                    <button
                      class="plain"
                      type="submit"
                      name="accept"
                      value={one.key}
                      aria-label={`Accept: ${one.name}`}
                    >
                      Accept
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </form>
    </section>
  )
}

function whySuggested({ isExact, orders, example }: SuggestionShown): string {
  const stands = isExact
    ? 'QuickBooks has it by that very name'
    : 'QuickBooks has none of that name; it would be made'
  const seen =
    orders === 0
      ? ''
      : `; shown by ${counted(orders, 'order')}${example === null ? '' : `, e.g. ${example}`}`
  return `${stands}${seen}.`
}

function Mapped({ shell, shown: { here }, group }: Part & { readonly group: MappedGroup }) {
  return (
    <section>
      <h2>{group.title}</h2>
      {group.rows.length === 0 ? (
        <p class="quiet">Nothing is mapped.</p>
      ) : (
        <form method="post" action="/mapping">
          <FormToken value={shell.formToken} />
          <input type="hidden" name="back" value={here} />
          <table class="cards mapped">
            <caption class="unseen">{group.title}</caption>
            <TableHead columns={['In the shop', 'In QuickBooks', { unseen: 'Acts' }]} />
            <tbody>
              {group.rows.map((row) => (
                <tr>
                  <th scope="row">{row.name}</th>
                  <td>
                    {row.parts.map((part) => (
                      <MappedName part={part} name={row.name} />
                    ))}
                  </td>
                  <td>{row.forgetKey === null ? null : <Forget {...row} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </form>
      )}
    </section>
  )
}

function MappedName({ part, name }: { readonly part: MappedPart; readonly name: string }) {
  const { label, value, chooseKey } = part
  return (
    <span class="part">
      {label === '' ? null : <span class="quiet">{label} </span>}
      {value}
      {chooseKey === null ? null : (
        <>
          {' '}
          <a
            href={`/mapping/choose?key=${encodeURIComponent(chooseKey)}`}
            aria-label={`Choose: ${name}${label === '' ? '' : `, ${label}`}`}
          >
            Choose
          </a>
        </>
      )}
    </span>
  )
}

function Forget({ name, forgetKey }: MappedRow) {
  return (
    <div class="row-acts">
      <button
        class="plain"
        type="submit"
        name="forget"
        value={forgetKey ?? ''}
        aria-label={`Forget: ${name}`}
      >
        Forget
      </button>
    </div>
  )
}

/** What no order has to show first. */
function ByHand() {
  return (
    <form class="tools" method="get" action="/mapping/choose">
      <label for="name">Give an item to</label>
      <select name="group" aria-label="Kind">
        <option value="items">product or SKU</option>
        <option value="fees">fee</option>
        <option value="coupons">coupon</option>
        <option value="shippingMethods">shipping method</option>
      </select>
      <input
        id="name"
        type="text"
        name="name"
        maxlength={200}
        placeholder="product:20, TEE-RED, flat_rate:3"
      />
      <button type="submit">Choose its item</button>
    </form>
  )
}

function Matches({ shell, shown: { matches, nextHref, here } }: Part) {
  return (
    <section aria-labelledby="matched">
      <h2 id="matched">Matched customers and items</h2>
      {matches.length === 0 ? (
        <p class="quiet">Nobody and nothing was matched.</p>
      ) : (
        <form method="post" action="/mapping">
          <FormToken value={shell.formToken} />
          <input type="hidden" name="back" value={here} />
          <p class="quiet">
            What is forgotten is looked up anew when it is needed. A buyer with an account is known
            by the account and by e-mail: change both.
          </p>
          <table class="cards mapped">
            <caption class="unseen">Matched customers and items</caption>
            <TableHead columns={['In the shop', 'In QuickBooks', 'Why', { unseen: 'Acts' }]} />
            <tbody>
              {matches.map(({ subject, name, label, why }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td>{label}</td>
                  <td class="quiet">{why}</td>
                  <td>
                    <div class="row-acts">
                      <a
                        href={`/mapping/choose?subject=${encodeURIComponent(subject)}`}
                        aria-label={`Choose another: ${name}`}
                      >
                        Choose another
                      </a>
                      <button
                        class="plain"
                        type="submit"
                        name="forget-match"
                        value={subject}
                        aria-label={`Forget: ${name}`}
                      >
                        Forget
                      </button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </form>
      )}
      {nextHref === null ? null : (
        <nav class="pager" aria-label="More">
          <a href={nextHref} rel="next">
            Further
          </a>
        </nav>
      )}
    </section>
  )
}
