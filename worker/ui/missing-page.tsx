/** There is nothing here for this store, whatever there is for another. */
import { layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import type { Markup } from './page.tsx'

export function missingPage(shell: Shell): Markup {
  return layout({
    shell,
    title: 'There is no such page',
    at: null,
    children: (
      <p>
        This store has nothing at this address. An order shows up here once the shop has sent it;{' '}
        <a href="/queue">search the queue</a> for its number, or go to the <a href="/">overview</a>.
      </p>
    ),
  })
}
